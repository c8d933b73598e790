import type { StoreDefinition } from '#runtime/store/open-store';
import { registry } from './migrations/0001-registry';
import { searchIndex } from './migrations/0002-search-index';
import { REGISTRY_ENTITIES } from './registry/registry.entity';

/** The owned store of the customers subgraph. */
export const customersStore: StoreDefinition = {
  name: 'customers',
  entities: REGISTRY_ENTITIES,
  migrations: [registry, searchIndex],
};
