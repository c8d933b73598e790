import 'reflect-metadata';
import { buildSubgraph, type Subgraph } from '#graphql/build-subgraph';
import { CustomerProfileStub, CustomerStub } from './customer/customer.type';
import { SourceRecordStub } from '#graphql/source-record.type';
import type { SalesContext } from './context';
import { CustomerSalesSummaryResolver, ProfileSalesSummaryResolver } from './sales-summary/sales-summary.resolver';
import { ContractResolver, CustomerContractsResolver } from './contracts/contract.resolver';
import { resolveContract } from './contracts/contract.reference';

/** The federated schema of the sales subgraph. */
export function buildSalesSubgraph(): Subgraph {
  return buildSubgraph<SalesContext>({
    resolvers: [ContractResolver, CustomerContractsResolver, CustomerSalesSummaryResolver, ProfileSalesSummaryResolver],
    orphanedTypes: [CustomerStub, CustomerProfileStub, SourceRecordStub],
    references: {
      Customer: (reference) => ({ ...reference }),
      CustomerProfile: (reference) => ({ ...reference }),
      Contract: resolveContract,
    },
  });
}
