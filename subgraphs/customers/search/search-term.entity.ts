import { defineEntity, p } from '@mikro-orm/core';

/** What customers can be found by. The primary key is the index that every search reads a range of. */
export const SearchTermEntity = defineEntity({
  name: 'SearchTerm',
  tableName: 'search_term',
  indexes: [{ properties: ['customerId'] }],
  properties: {
    kind: p.integer().primary(),
    term: p.string().length(32).primary(),
    customerId: p.string().length(40).primary(),
  },
});
