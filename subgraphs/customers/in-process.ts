import { openCatalog } from '#legacy/source/legacy-catalog';
import { feedSchema } from '#runtime/feeds/feed-schema';
import { PARTY_FEED } from '#runtime/feeds/legacy-feed';
import type { CallContext, InProcessSubgraph, SubgraphOptions } from '#runtime/in-process-subgraph';
import { openStore } from '#runtime/store/open-store';
import { contactLoaders } from './contacts/contact.loaders';
import { legacyContactSource } from './contacts/contact.source.legacy';
import type { CustomersContext } from './context';
import { customerLoaders } from './customer/customer.loaders';
import { buildRegistry } from './registry/build-registry';
import { legacyPartyRecordSource } from './registry/party-record.source.legacy';
import { RegistryStore } from './registry/registry.store';
import { legacyContractNumberSource } from './search/contract-number.source.legacy';
import { SearchIndex } from './search/search-index.store';
import { buildCustomersSubgraph } from './schema';
import { customersStore } from './store';

const REGISTRY_DEADLINE_MS = 60_000;

/** The customers subgraph inside this process; `start` brings the registry up to date with the sources. */
export async function createInProcess(options: SubgraphOptions): Promise<InProcessSubgraph> {
  const { sourcesFile, urlFor, storeUrl, businessDate, log, onStatement } = options;
  const catalog = await openCatalog({ sourcesFile, subgraph: 'customers', urlFor, onStatement });
  const store = await openStore(customersStore, storeUrl);
  const registry = new RegistryStore(store.fork);
  const search = new SearchIndex(store.fork);
  return {
    name: 'customers',
    schema: buildCustomersSubgraph().schema,
    context: ({
      claims,
      businessDate: today,
      deadlineMs,
      report,
    }: CallContext): CustomersContext & Pick<CallContext, 'claims'> => ({
      claims,
      registry,
      search,
      loaders: {
        ...customerLoaders(registry),
        ...contactLoaders(legacyContactSource(catalog.reader({ today, deadlineMs, onRead: report }))),
      },
    }),
    start: async () => {
      const reader = catalog.reader({ today: businessDate(), deadlineMs: REGISTRY_DEADLINE_MS });
      const sources = { parties: legacyPartyRecordSource(reader), contracts: legacyContractNumberSource(reader) };
      await store.exclusively('registry', () => buildRegistry(sources, { registry, search }, Date.now, log));
    },
    feed: feedSchema('customers', catalog, [PARTY_FEED]),
    check: async () => (await catalog.check()).map(({ file, line, message }) => `${file}:${line} ${message}`),
    close: async () => {
      await Promise.all([catalog.close(), store.close()]);
    },
  };
}
