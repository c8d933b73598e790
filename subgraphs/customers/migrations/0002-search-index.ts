import type { Migration } from '#runtime/store/migration';

/** Search reads an index of terms; the text that it scanned before goes. The next build of the registry fills the index. */
export const searchIndex: Migration = {
  name: '0002-search-index',
  async up(schema) {
    await schema.table('search_term', (table) => {
      table.integer('kind').unsigned().notNullable();
      table.string('term', 32).notNullable();
      table.string('customer_id', 40).notNullable();
      table.primary(['kind', 'term', 'customer_id']);
    });
    await schema.index('search_term', ['customer_id']);
    await schema.column('customer', 'search_hash', (table) => void table.string('search_hash', 64).nullable());
    await schema.dropColumn('customer', 'search_text');
  },
};
