import { dirname, join } from 'node:path';
import { openCatalog } from '#legacy/source/legacy-catalog';
import type { CallContext, InProcessSubgraph, SubgraphOptions } from '#runtime/in-process-subgraph';
import { openStore } from '#runtime/open-store';
import type { SalesContext } from './context';
import { ContractRefEntity } from './contracts/contract-ref.entity';
import { contractRefStore } from './contracts/contract-ref.store';
import { contractLoaders } from './contracts/contract.loaders';
import { legacyContractSource } from './contracts/contract.source.legacy';
import { legacyInvoiceSource } from './invoices/invoice.source.legacy';
import { legacyOpportunitySource } from './opportunities/opportunity.source.legacy';
import { orderLoaders } from './orders/order.loaders';
import { legacyOrderSource } from './orders/order.source.legacy';
import { readPartnerAccess } from './partners/read-partner-access';
import { legacyReceiptSource } from './receipts/receipt.source.legacy';
import { receivablesLoaders } from './receivables/receivables.loaders';
import { legacyReceivableFactsSource } from './receivables/receivables.source.legacy';
import { salesSummaryLoaders } from './sales-summary/sales-summary.loaders';
import { legacyOrderFactsSource } from './sales-summary/sales-summary.source.legacy';
import { buildSalesSubgraph } from './schema';
import { RecordLoaders } from '#graphql/record-loaders';

/** The sales subgraph inside this process. Partners are bound by `partners.yaml` beside the sources file. */
export async function createInProcess(options: SubgraphOptions): Promise<InProcessSubgraph> {
  const { sourcesFile, urlFor, storeUrl, businessDate: today, onStatement } = options;
  const catalog = await openCatalog({ sourcesFile, subgraph: 'sales', urlFor, onStatement });
  const partners = await readPartnerAccess(join(dirname(sourcesFile), 'partners.yaml'));
  const store = await openStore('sales', storeUrl, [ContractRefEntity]);
  const refs = contractRefStore(store.fork);
  const context = ({ claims, deadlineMs, report }: CallContext): SalesContext & Pick<CallContext, 'claims'> => {
    const reader = catalog.reader({ today, deadlineMs, onRead: report });
    return {
      claims,
      today,
      partnerRecords: claims.audience === 'PARTNER' ? (partners.get(claims.partner ?? '') ?? []) : null,
      loaders: {
        ...contractLoaders(legacyContractSource(reader), refs),
        ...orderLoaders(legacyOrderSource(reader)),
        invoices: new RecordLoaders(legacyInvoiceSource(reader)),
        receipts: new RecordLoaders(legacyReceiptSource(reader)),
        opportunities: new RecordLoaders(legacyOpportunitySource(reader)),
        ...receivablesLoaders(legacyReceivableFactsSource(reader)),
        ...salesSummaryLoaders(legacyOrderFactsSource(reader), today),
      },
    };
  };
  return {
    name: 'sales',
    schema: buildSalesSubgraph().schema,
    context,
    check: async () => (await catalog.check()).map(({ file, line, message }) => `${file}:${line} ${message}`),
    close: async () => {
      await Promise.all([catalog.close(), store.close()]);
    },
  };
}
