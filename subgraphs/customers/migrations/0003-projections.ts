import type { Migration } from '#runtime/store/migration';

/** What the worker keeps: where it stands in the feeds, what it knows of their rows, timeline and profiles. */
export const projections: Migration = {
  name: '0003-projections',
  async up(schema) {
    await schema.table('feed_progress', (table) => {
      table.string('feed', 100).notNullable().primary();
      table.string('system', 40).notNullable();
      table.text('after_cursor').nullable();
      table.string('looked_at', 24).nullable();
      table.string('compared_at', 24).nullable();
      table.integer('compare_ms').notNullable();
      table.integer('failures').notNullable();
      table.string('retry_at', 24).nullable();
    });
    await schema.table('known_row', (table) => {
      table.string('feed', 100).notNullable();
      table.string('row_key', 190).notNullable();
      table.string('hash', 32).notNullable();
      table.primary(['feed', 'row_key']);
    });
    await schema.table('pending_change', (table) => {
      table.string('kind', 20).notNullable();
      table.string('system', 40).notNullable();
      table.string('source_key', 120).notNullable();
      table.primary(['kind', 'system', 'source_key']);
    });
    await schema.table('worker_lease', (table) => {
      table.string('name', 40).notNullable().primary();
      table.string('holder', 60).notNullable();
      table.string('expires_at', 24).notNullable();
    });
    await schema.table('timeline_entry', (table) => {
      table.string('id', 300).notNullable().primary();
      table.string('feed', 100).notNullable();
      table.string('row_key', 190).notNullable();
      table.string('party_system', 40).notNullable();
      table.string('party_key', 120).notNullable();
      table.string('kind', 20).notNullable();
      table.string('occurred_on', 10).notNullable();
      table.string('occurred_at', 40).nullable();
      table.string('title', 300).nullable();
      table.string('status', 40).nullable();
      table.string('amount', 40).nullable();
      table.string('currency', 3).nullable();
      table.string('subject', 255).notNullable();
    });
    await schema.index('timeline_entry', ['party_system', 'party_key', 'occurred_on']);
    await schema.index('timeline_entry', ['feed', 'row_key']);
    await schema.table('customer_profile', (table) => {
      table.string('id', 32).notNullable().primary();
      table.string('customer_id', 40).notNullable();
      table.text('content').notNullable();
      table.string('changed_at', 24).notNullable();
      table.string('removed_at', 24).nullable();
    });
    await schema.index('customer_profile', ['changed_at', 'id']);
  },
};
