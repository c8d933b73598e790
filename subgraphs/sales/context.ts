import type { Employee } from '#core/employee';
import type { SourceKey } from '#core/source-key';
import type { KeyedLoader } from '#graphql/keyed-loader';
import type { RecordLoaders } from '#graphql/record-loaders';
import type { AccountOwnerLoaders } from './account-owners/account-owner.loaders';
import type { AllocationLoaders } from './allocations/allocation.loaders';
import type { AgeingSnapshot, AgeingSnapshotFilter } from './ageing-snapshots/ageing-snapshot';
import type { ContractLoaders } from './contracts/contract.loaders';
import type { CreditLimitLoaders } from './credit-limits/credit-limit.loaders';
import type { CreditStandingLoaders } from './credit-standing/credit-standing.loaders';
import type { ExchangeRatesSource } from './exchange-rates/exchange-rates.source';
import type { InvoiceLineLoaders } from './invoice-lines/invoice-line.loaders';
import type { Invoice, InvoiceFilter } from './invoices/invoice';
import type { LedgerBalance, LedgerBalanceFilter } from './ledger-balances/ledger-balance';
import type { Opportunity, OpportunityFilter } from './opportunities/opportunity';
import type { OrderLoaders } from './orders/order.loaders';
import type { Product } from './products/product';
import type { ReceivablesLoaders } from './receivables/receivables.loaders';
import type { Receipt, ReceiptFilter } from './receipts/receipt';
import type { SalesSummaryLoaders } from './sales-summary/sales-summary.loaders';

/** Loaders of one fetch; every concept brings its own. */
export interface SalesLoaders
  extends
    AccountOwnerLoaders,
    AllocationLoaders,
    ContractLoaders,
    CreditLimitLoaders,
    CreditStandingLoaders,
    InvoiceLineLoaders,
    OrderLoaders,
    ReceivablesLoaders,
    SalesSummaryLoaders {
  readonly invoices: RecordLoaders<Invoice, InvoiceFilter>;
  readonly receipts: RecordLoaders<Receipt, ReceiptFilter>;
  readonly opportunities: RecordLoaders<Opportunity, OpportunityFilter>;
  readonly ledgerBalances: RecordLoaders<LedgerBalance, LedgerBalanceFilter>;
  readonly ageingSnapshots: RecordLoaders<AgeingSnapshot, AgeingSnapshotFilter>;
  readonly products: KeyedLoader<Product>;
  readonly employees: KeyedLoader<Employee>;
}

/** What resolvers of the sales subgraph may use. Made per fetch: nothing is shared between callers. */
export interface SalesContext {
  /** Business day, YYYY-MM-DD. */
  readonly today: string;
  readonly loaders: SalesLoaders;
  readonly exchangeRates: ExchangeRatesSource;
  /** Party records of the calling partner; null for staff, who are not bound to one. */
  readonly partnerRecords: readonly SourceKey[] | null;
}
