import { dirname, join } from 'node:path';
import { isBulk, readerInScope } from '#legacy/scope/reader-in-scope';
import { StaffDirectory } from '#legacy/scope/staff-directory';
import { openCatalog } from '#legacy/source/legacy-catalog';
import { feedSchema } from '#runtime/feeds/feed-schema';
import type { CallContext, InProcessSubgraph, SubgraphOptions } from '#runtime/in-process-subgraph';
import { openStore } from '#runtime/store/open-store';
import type { SalesContext } from './context';
import { contractRefStore } from './contracts/contract-ref.store';
import { legacyExchangeRatesSource } from './exchange-rates/exchange-rates.source.legacy';
import { readPartnerAccess } from './partners/read-partner-access';
import { SALES_FEEDS } from './feeds/sales-feeds';
import { requestLoaders } from './request-loaders';
import { buildSalesSubgraph } from './schema';
import { salesStore } from './store';

/** Milliseconds that reading the rate tables may take. */
const RATE_TABLES_MS = 5_000;

/** The sales subgraph inside this process. Partners are bound by `partners.yaml` beside the sources file. */
export async function createInProcess(options: SubgraphOptions): Promise<InProcessSubgraph> {
  const { sourcesFile, urlFor, storeUrl, businessDate, policy, log, onStatement } = options;
  const catalog = await openCatalog({ sourcesFile, subgraph: 'sales', urlFor, onStatement, log });
  const staff = new StaffDirectory(catalog, businessDate, Date.now);
  const partners = await readPartnerAccess(join(dirname(sourcesFile), 'partners.yaml'));
  const store = await openStore(salesStore, storeUrl);
  const refs = contractRefStore(store.fork);
  const exchangeRates = legacyExchangeRatesSource({
    sources: catalog.sources,
    reader: () => catalog.reader({ today: businessDate(), deadlineMs: RATE_TABLES_MS }),
    now: () => performance.now(),
  });
  const context = ({
    claims,
    businessDate: today,
    deadlineMs,
    report,
  }: CallContext): SalesContext & Pick<CallContext, 'claims'> => {
    const reader = readerInScope(
      catalog,
      { today, deadlineMs, bulk: isBulk(claims), onRead: report },
      policy.rowScope(claims),
      staff,
    );
    return {
      claims,
      today,
      partnerRecords: claims.audience === 'PARTNER' ? (partners.get(claims.partner ?? '') ?? []) : null,
      exchangeRates,
      loaders: requestLoaders({ reader, contractRefs: refs, today }),
    };
  };
  return {
    name: 'sales',
    schema: buildSalesSubgraph().schema,
    context,
    feed: feedSchema('sales', catalog, SALES_FEEDS),
    check: async () => (await catalog.check()).map(({ file, line, message }) => `${file}:${line} ${message}`),
    poolUse: () => catalog.poolUse(),
    close: async () => {
      await Promise.all([catalog.close(), store.close()]);
    },
  };
}
