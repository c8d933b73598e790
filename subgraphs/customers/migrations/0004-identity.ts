import type { Migration } from '#runtime/store/migration';

/** Customers come from matched records: the pairs, the model they were scored with, the evidence and the first home of each record. */
export const identity: Migration = {
  name: '0004-identity',
  async up(schema) {
    await schema.column('customer', 'version', (table) => void table.string('version', 32).nullable());
    await schema.column('source_record', 'home_id', (table) => void table.string('home_id', 40).nullable());
    await schema.column('source_record', 'observed_at', (table) => void table.string('observed_at', 30).nullable());
    await schema.column('source_record', 'evidence', (table) => void table.text('evidence').nullable());
    await schema.column('source_record', 'contracts', (table) => void table.text('contracts').nullable());
    await schema.column('source_record', 'row_hash', (table) => void table.string('row_hash', 32).nullable());
    await schema.table('match_pair', (table) => {
      table.string('a', 170).notNullable();
      table.string('b', 170).notNullable();
      // The word that both engines know.
      table.specificType('score', 'double').notNullable();
      table.string('conflict', 30).nullable();
      table.primary(['a', 'b']);
    });
    await schema.index('match_pair', ['b']);
    await schema.table('identity_model', (table) => {
      table.integer('part').unsigned().notNullable().primary();
      table.string('version', 40).notNullable();
      table.text('content').notNullable();
    });
  },
};
