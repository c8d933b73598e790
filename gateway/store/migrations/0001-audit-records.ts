import type { Migration } from '#runtime/store/migration';

/** The audit trail: what it says, and of whom, as the first release has it. */
export const auditRecords: Migration = {
  name: '0001-audit-records',
  async up(schema) {
    await schema.table('audit_record', (table) => {
      table.string('chain', 36).notNullable();
      table.integer('seq').notNullable();
      table.string('at', 24).notNullable();
      table.string('actor', 190).notNullable();
      table.string('request_id', 36).notNullable();
      table.text('content', 'longtext').notNullable();
      table.string('hash', 64).notNullable();
      table.primary(['chain', 'seq']);
    });
    await schema.index('audit_record', ['at', 'chain', 'seq']);
    await schema.index('audit_record', ['actor', 'at', 'chain', 'seq']);
    await schema.index('audit_record', ['request_id']);
    await schema.table('audit_subject', (table) => {
      table.string('subject', 22).notNullable();
      table.string('chain', 36).notNullable();
      table.integer('seq').notNullable();
      table.primary(['subject', 'chain', 'seq']);
    });
    await schema.index('audit_subject', ['chain', 'seq']);
  },
};
