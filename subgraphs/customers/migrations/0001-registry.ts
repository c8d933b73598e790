import type { Migration } from '#runtime/store/migration';

/** The party registry as the first release has it. */
export const registry: Migration = {
  name: '0001-registry',
  async up(schema) {
    await schema.table('customer', (table) => {
      table.string('id', 40).notNullable().primary();
      table.string('pseudonym', 32).notNullable();
      table.string('name', 200).nullable();
      table.text('search_text').notNullable();
      table.text('golden').notNullable();
    });
    await schema.unique('customer', ['pseudonym']);
    await schema.index('customer', ['name']);
    await schema.table('source_record', (table) => {
      table.string('system', 40).notNullable();
      table.string('source_key', 120).notNullable();
      table.string('customer_id', 40).notNullable();
      table.string('name', 200).nullable();
      table.string('matched_by', 20).notNullable();
      table.text('record').notNullable();
      table.primary(['system', 'source_key']);
    });
    await schema.index('source_record', ['customer_id']);
    await schema.table('customer_alias', (table) => {
      table.string('id', 40).notNullable().primary();
      table.string('customer_id', 40).notNullable();
    });
    await schema.index('customer_alias', ['customer_id']);
    await schema.table('registry_setting', (table) => {
      table.string('name', 40).notNullable().primary();
      table.string('value', 200).notNullable();
    });
  },
};
