import { KeyedLoader } from '#graphql/keyed-loader';
import { RecordLoaders } from '#graphql/record-loaders';
import { legacyEmployeeSource } from '#legacy/employee-source';
import type { LegacyReader } from '#legacy/legacy-reader';
import { accountOwnerLoaders } from './account-owners/account-owner.loaders';
import { legacyAccountOwnerSource } from './account-owners/account-owner.source.legacy';
import { legacyAgeingSnapshotSource } from './ageing-snapshots/ageing-snapshot.source.legacy';
import { allocationLoaders } from './allocations/allocation.loaders';
import { legacyAllocationSource } from './allocations/allocation.source.legacy';
import type { SalesLoaders } from './context';
import type { ContractRefs } from './contracts/contract-ref.source';
import { contractLoaders } from './contracts/contract.loaders';
import { legacyContractSource } from './contracts/contract.source.legacy';
import { creditLimitLoaders } from './credit-limits/credit-limit.loaders';
import { legacyCreditLimitSource } from './credit-limits/credit-limit.source.legacy';
import { creditStandingLoaders } from './credit-standing/credit-standing.loaders';
import { legacyStandingFactsSource } from './credit-standing/credit-standing.source.legacy';
import { invoiceLineLoaders } from './invoice-lines/invoice-line.loaders';
import { legacyInvoiceLineSource } from './invoice-lines/invoice-line.source.legacy';
import { legacyInvoiceSource } from './invoices/invoice.source.legacy';
import { legacyLedgerBalanceSource } from './ledger-balances/ledger-balance.source.legacy';
import { legacyOpportunitySource } from './opportunities/opportunity.source.legacy';
import { orderLoaders } from './orders/order.loaders';
import { legacyOrderSource } from './orders/order.source.legacy';
import { legacyProductSource } from './products/product.source.legacy';
import { legacyReceiptSource } from './receipts/receipt.source.legacy';
import { receivablesLoaders } from './receivables/receivables.loaders';
import { legacyReceivableFactsSource } from './receivables/receivables.source.legacy';
import { salesSummaryLoaders } from './sales-summary/sales-summary.loaders';
import { legacyOrderFactsSource } from './sales-summary/sales-summary.source.legacy';

export interface RequestSources {
  readonly reader: LegacyReader;
  readonly contractRefs: ContractRefs;
  /** Business day, YYYY-MM-DD. */
  readonly today: string;
}

/** The loaders of one fetch over the sales and finance systems. */
export function requestLoaders({ reader, contractRefs, today }: RequestSources): SalesLoaders {
  return {
    ...contractLoaders(legacyContractSource(reader), contractRefs),
    ...orderLoaders(legacyOrderSource(reader)),
    invoices: new RecordLoaders(legacyInvoiceSource(reader)),
    ...invoiceLineLoaders(legacyInvoiceLineSource(reader)),
    receipts: new RecordLoaders(legacyReceiptSource(reader)),
    ...allocationLoaders(legacyAllocationSource(reader)),
    opportunities: new RecordLoaders(legacyOpportunitySource(reader)),
    products: new KeyedLoader(legacyProductSource(reader)),
    employees: new KeyedLoader(legacyEmployeeSource(reader)),
    ...accountOwnerLoaders(legacyAccountOwnerSource(reader)),
    ...creditLimitLoaders(legacyCreditLimitSource(reader)),
    ...creditStandingLoaders(legacyStandingFactsSource(reader)),
    ledgerBalances: new RecordLoaders(legacyLedgerBalanceSource(reader)),
    ageingSnapshots: new RecordLoaders(legacyAgeingSnapshotSource(reader)),
    ...receivablesLoaders(legacyReceivableFactsSource(reader)),
    ...salesSummaryLoaders(legacyOrderFactsSource(reader), today),
  };
}
