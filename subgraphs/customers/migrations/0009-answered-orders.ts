import type { Migration } from '#runtime/store/migration';

/** What was answered to orders of stewards that carry a key: sent again, they decide nothing twice. */
export const answeredOrders: Migration = {
  name: '0009-answered-orders',
  async up(schema) {
    await schema.table('answered_order', (table) => {
      table.string('id', 64).notNullable();
      table.integer('part').unsigned().notNullable();
      table.string('order_hash', 64).notNullable();
      table.string('at', 30).notNullable();
      table.text('answer').notNullable();
      table.primary(['id', 'part']);
    });
    await schema.index('answered_order', ['at']);
  },
};
