import type { Knex } from '@mikro-orm/libsql';
import type { Migration } from '#runtime/store/migration';

function issueColumns(table: Knex.CreateTableBuilder): void {
  table.string('system', 40).notNullable();
  table.string('source_key', 120).notNullable();
  table.string('rule', 40).notNullable();
  table.string('field', 40).notNullable();
  table.string('dimension', 20).notNullable();
  table.string('domain', 40).notNullable();
  table.string('severity', 10).notNullable();
  table.string('department', 60).notNullable();
  table.string('steward', 100).notNullable();
}

/** Runs over all records, what they found in sums and for each record, and the issues that come of it. */
export const dataQuality: Migration = {
  name: '0006-data-quality',
  async up(schema) {
    await schema.table('quality_run', (table) => {
      table.string('id', 40).notNullable().primary();
      table.string('state', 12).notNullable();
      table.string('requested_by', 100).nullable();
      table.string('started_at', 24).notNullable();
      table.string('alive_at', 24).notNullable();
      table.string('finished_at', 24).nullable();
      table.string('business_date', 10).notNullable();
      table.string('rules_version', 16).notNullable();
      for (const count of ['opened', 'reopened', 'closed']) table.integer(count).notNullable();
    });
    await schema.table('quality_source', (table) => {
      table.string('run', 40).notNullable();
      table.string('system', 40).notNullable();
      table.integer('records').notNullable();
      table.string('unavailable', 200).nullable();
      table.primary(['run', 'system']);
    });
    await schema.table('quality_figure', (table) => {
      table.string('run', 40).notNullable();
      table.string('system', 40).notNullable();
      table.string('domain', 40).notNullable();
      table.string('dimension', 20).notNullable();
      table.integer('checked').notNullable();
      table.integer('failed').notNullable();
      table.primary(['run', 'system', 'domain', 'dimension']);
    });
    await schema.table('quality_gap', (table) => {
      table.string('run', 40).notNullable();
      table.string('system', 40).notNullable();
      table.string('rule', 40).notNullable();
      table.string('reason', 150).notNullable();
      table.integer('records').notNullable();
      table.primary(['run', 'system', 'rule', 'reason']);
    });
    await schema.table('quality_record', (table) => {
      table.string('run', 40).notNullable();
      table.string('system', 40).notNullable();
      table.string('source_key', 120).notNullable();
      table.text('checked').notNullable();
      table.primary(['run', 'system', 'source_key']);
    });
    await schema.table('quality_finding', (table) => {
      table.string('run', 40).notNullable();
      table.string('id', 40).notNullable();
      issueColumns(table);
      table.primary(['run', 'id']);
    });
    await schema.table('quality_issue', (table) => {
      table.string('id', 40).notNullable().primary();
      issueColumns(table);
      table.string('state', 12).notNullable();
      table.string('opened_at', 24).notNullable();
      table.string('last_seen_at', 24).notNullable();
      table.string('closed_at', 24).nullable();
      table.integer('version').notNullable();
      table.string('decided_by', 100).nullable();
      table.string('decided_at', 24).nullable();
      table.string('reason', 500).nullable();
    });
    await schema.index('quality_issue', ['opened_at', 'id']);
    await schema.index('quality_issue', ['system', 'source_key']);
  },
};
