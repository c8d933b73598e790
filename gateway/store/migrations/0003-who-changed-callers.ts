import type { Migration } from '#runtime/store/migration';

/** Who made and took back keys and revocations, when a revocation ends by itself, and everything that was done, also what was lifted. */
export const whoChangedCallers: Migration = {
  name: '0003-who-changed-callers',
  async up(schema) {
    await schema.column('api_key', 'created_by', (table) => void table.string('created_by', 100).nullable());
    await schema.column('api_key', 'revoked_by', (table) => void table.string('revoked_by', 100).nullable());
    await schema.column('api_key', 'revoked_reason', (table) => void table.string('revoked_reason', 200).nullable());
    await schema.column('revocation', 'revoked_by', (table) => void table.string('revoked_by', 100).nullable());
    await schema.column('revocation', 'ends_at', (table) => void table.string('ends_at', 24).nullable());
    // Added to and never changed.
    await schema.table('caller_event', (table) => {
      table.string('id', 36).notNullable().primary();
      table.string('at', 24).notNullable();
      table.string('actor', 100).notNullable();
      table.string('action', 20).notNullable();
      table.string('target', 300).notNullable();
      table.string('reason', 200).nullable();
    });
    await schema.index('caller_event', ['at']);
  },
};
