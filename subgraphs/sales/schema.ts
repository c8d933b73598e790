import 'reflect-metadata';
import type { GraphQLResolveInfo } from 'graphql';
import { buildSubgraph, type Subgraph } from '#graphql/build-subgraph';
import { selectedFields } from '#graphql/selected-fields';
import { SourceRecordStub } from '#graphql/source-record.type';
import { CustomerAccountOwnerResolver } from './account-owners/account-owner.resolver';
import { AgeingResolver, CustomerAgeingResolver, ProfileAgeingResolver } from './ageing/ageing.resolver';
import { CustomerAgeingSnapshotsResolver } from './ageing-snapshots/ageing-snapshot.resolver';
import { AllocationResolver, InvoiceAllocationsResolver, ReceiptAllocationsResolver } from './allocations/allocation.resolver';
import type { SalesContext } from './context';
import { ContractResolver, CustomerContractsResolver } from './contracts/contract.resolver';
import { CustomerCreditExposureResolver } from './credit-exposure/credit-exposure.resolver';
import { CustomerCreditLimitResolver } from './credit-limits/credit-limit.resolver';
import {
  CreditStandingResolver,
  CustomerCreditStandingResolver,
  LatePaymentResolver,
  ProfileCreditStandingResolver,
} from './credit-standing/credit-standing.resolver';
import { CustomerProfileStub, CustomerStub } from './customer/customer.type';
import { InvoiceLineResolver, InvoiceLinesResolver } from './invoice-lines/invoice-line.resolver';
import { CustomerInvoicesResolver, InvoiceResolver } from './invoices/invoice.resolver';
import { CustomerLedgerBalancesResolver } from './ledger-balances/ledger-balance.resolver';
import { CustomerOpportunitiesResolver, OpportunityResolver } from './opportunities/opportunity.resolver';
import { CustomerOrdersResolver, OrderLineResolver, OrderResolver } from './orders/order.resolver';
import { CustomerReceivablesResolver } from './receivables/receivables.resolver';
import { CustomerReceiptsResolver } from './receipts/receipt.resolver';
import {
  CustomerSalesSummaryResolver,
  ProfileSalesSummaryResolver,
  SalesSummaryResolver,
} from './sales-summary/sales-summary.resolver';

type RecordLoader = 'contracts' | 'orders' | 'invoices' | 'receipts' | 'opportunities';

/** Reads a row by the id that another subgraph or the planner holds; null when no row has it. */
const byId =
  (type: string, loader: RecordLoader) =>
  ({ id }: Record<string, unknown>, { loaders }: SalesContext, info: GraphQLResolveInfo): Promise<unknown> =>
    loaders[loader].byId(String(id), type, selectedFields(info));

/** The federated schema of the sales subgraph. */
export function buildSalesSubgraph(): Subgraph {
  return buildSubgraph<SalesContext>({
    resolvers: [
      ContractResolver,
      CustomerContractsResolver,
      OrderResolver,
      OrderLineResolver,
      CustomerOrdersResolver,
      InvoiceResolver,
      InvoiceLinesResolver,
      InvoiceLineResolver,
      InvoiceAllocationsResolver,
      CustomerInvoicesResolver,
      CustomerReceiptsResolver,
      ReceiptAllocationsResolver,
      AllocationResolver,
      OpportunityResolver,
      CustomerOpportunitiesResolver,
      CustomerAccountOwnerResolver,
      CustomerReceivablesResolver,
      CustomerLedgerBalancesResolver,
      AgeingResolver,
      CustomerAgeingResolver,
      ProfileAgeingResolver,
      CustomerAgeingSnapshotsResolver,
      CustomerCreditLimitResolver,
      CustomerCreditExposureResolver,
      CreditStandingResolver,
      CustomerCreditStandingResolver,
      ProfileCreditStandingResolver,
      LatePaymentResolver,
      SalesSummaryResolver,
      CustomerSalesSummaryResolver,
      ProfileSalesSummaryResolver,
    ],
    orphanedTypes: [CustomerStub, CustomerProfileStub, SourceRecordStub],
    references: {
      Customer: (reference) => ({ ...reference }),
      CustomerProfile: (reference) => ({ ...reference }),
      Contract: byId('Contract', 'contracts'),
      Order: byId('Order', 'orders'),
      Invoice: byId('Invoice', 'invoices'),
      Receipt: byId('Receipt', 'receipts'),
      Opportunity: byId('Opportunity', 'opportunities'),
    },
  });
}
