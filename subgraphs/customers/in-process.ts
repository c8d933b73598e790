import { openCatalog } from '#legacy/source/legacy-catalog';
import type { CallContext, InProcessSubgraph, SubgraphOptions } from '#runtime/in-process-subgraph';
import { openStore } from '#runtime/store/open-store';
import type { CustomersContext } from './context';
import { customerLoaders } from './customer/customer.loaders';
import { buildRegistry } from './registry/build-registry';
import { legacyPartyRecordSource } from './registry/party-record.source.legacy';
import { RegistryStore } from './registry/registry.store';
import { buildCustomersSubgraph } from './schema';
import { customersStore } from './store';

const REGISTRY_DEADLINE_MS = 60_000;

/** The customers subgraph inside this process; `start` brings the registry up to date with the sources. */
export async function createInProcess(options: SubgraphOptions): Promise<InProcessSubgraph> {
  const { sourcesFile, urlFor, storeUrl, businessDate, log, onStatement } = options;
  const catalog = await openCatalog({ sourcesFile, subgraph: 'customers', urlFor, onStatement });
  const store = await openStore(customersStore, storeUrl);
  const registry = new RegistryStore(store.fork);
  return {
    name: 'customers',
    schema: buildCustomersSubgraph().schema,
    context: ({ claims }: CallContext): CustomersContext & Pick<CallContext, 'claims'> => ({
      claims,
      registry,
      loaders: customerLoaders(registry),
    }),
    start: async () => {
      const reader = catalog.reader({ today: businessDate, deadlineMs: REGISTRY_DEADLINE_MS });
      const source = legacyPartyRecordSource(reader);
      await store.exclusively('registry', () => buildRegistry(source, registry, Date.now, log));
    },
    check: async () => (await catalog.check()).map(({ file, line, message }) => `${file}:${line} ${message}`),
    close: async () => {
      await Promise.all([catalog.close(), store.close()]);
    },
  };
}
