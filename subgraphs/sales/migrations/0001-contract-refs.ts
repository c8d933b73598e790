import type { Migration } from '#runtime/store/migration';

/** References of contracts as the first release has them. */
export const contractRefs: Migration = {
  name: '0001-contract-refs',
  async up(schema) {
    await schema.table('contract_ref', (table) => {
      table.string('ref', 22).notNullable().primary();
      table.string('system', 40).notNullable();
      table.string('source_key', 120).notNullable();
    });
    await schema.unique('contract_ref', ['system', 'source_key']);
  },
};
