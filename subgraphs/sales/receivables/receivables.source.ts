import type { SourceKey } from '#core/source-key';
import type { ReceivableFacts } from './receivable-balance';

export interface ReceivableFactsSource {
  /** Facts of all receivable documents per customer, in customer order. */
  receivableFacts(customers: readonly (readonly SourceKey[])[]): Promise<readonly (readonly ReceivableFacts[])[]>;
}
