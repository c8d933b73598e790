import type { Migration } from '#runtime/store/migration';

/** Persons decide on customers: their decisions, what the audit keeps of them, and what customers were before they changed. */
export const stewardship: Migration = {
  name: '0005-stewardship',
  async up(schema) {
    await schema.table('steward_decision', (table) => {
      table.string('id', 40).notNullable().primary();
      table.string('kind', 20).notNullable();
      table.text('left_records').notNullable();
      table.text('right_records').notNullable();
      table.string('field', 40).nullable();
      table.string('actor', 100).notNullable();
      table.string('reason', 500).notNullable();
      table.string('decided_at', 30).notNullable();
      table.text('undone').nullable();
    });
    await schema.table('audit_event', (table) => {
      table.string('id', 40).notNullable().primary();
      table.string('at', 30).notNullable();
      table.string('actor', 100).notNullable();
      table.string('action', 20).notNullable();
      table.string('subject', 40).notNullable();
      table.string('reason', 500).notNullable();
      table.text('customers').notNullable();
    });
    await schema.index('audit_event', ['subject']);
    await schema.table('customer_version', (table) => {
      table.string('customer_id', 40).notNullable();
      table.string('version', 32).notNullable();
      table.text('content').notNullable();
      table.primary(['customer_id', 'version']);
    });
  },
};
