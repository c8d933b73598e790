import type { SourceKey } from '#core/source-key';
import type { ContractLoaders } from './contracts/contract.loaders';
import type { SalesSummaryLoaders } from './sales-summary/sales-summary.loaders';

/** Loaders of one fetch; every concept adds its own. */
export type SalesLoaders = ContractLoaders & SalesSummaryLoaders;

/** What resolvers of the sales subgraph may use. Made per fetch: nothing is shared between callers. */
export interface SalesContext {
  /** Business day, YYYY-MM-DD. */
  readonly today: string;
  readonly loaders: SalesLoaders;
  /** Party records of the calling partner; null for staff, who are not bound to one. */
  readonly partnerRecords: readonly SourceKey[] | null;
}
