import type { StoreDefinition } from '#runtime/store/open-store';
import { registry } from './migrations/0001-registry';
import { REGISTRY_ENTITIES } from './registry/registry.entity';

/** The owned store of the customers subgraph. */
export const customersStore: StoreDefinition = { name: 'customers', entities: REGISTRY_ENTITIES, migrations: [registry] };
