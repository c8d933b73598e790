import type { CustomerLoaders } from './customer/customer.loaders';
import type { CustomerRegistry } from './customer/customer.source';

/** What resolvers of the customers subgraph may use. Made per fetch: nothing is shared between callers. */
export interface CustomersContext {
  readonly registry: CustomerRegistry;
  readonly loaders: CustomerLoaders;
}
