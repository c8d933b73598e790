import type { ContactLoaders } from './contacts/contact.loaders';
import type { CustomerLoaders } from './customer/customer.loaders';
import type { CustomerRegistry } from './customer/customer.source';
import type { CustomerSearch } from './search/customer-search.source';

/** What resolvers of the customers subgraph may use. Made per fetch: nothing is shared between callers. */
export interface CustomersContext {
  readonly registry: CustomerRegistry;
  readonly search: CustomerSearch;
  readonly loaders: CustomerLoaders & ContactLoaders;
}
