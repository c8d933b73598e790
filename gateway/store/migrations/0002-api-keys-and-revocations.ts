import type { Migration } from '#runtime/store/migration';

/** API keys, revocations, and the version by which every process learns that one of them has changed. */
export const apiKeysAndRevocations: Migration = {
  name: '0002-api-keys-and-revocations',
  async up(schema) {
    await schema.table('api_key', (table) => {
      table.string('id', 10).notNullable().primary();
      table.string('hash', 64).notNullable();
      table.string('subject', 100).notNullable();
      table.string('role', 60).notNullable();
      table.string('partner', 100).nullable();
      table.string('created_at', 24).notNullable();
      table.string('expires_at', 24).notNullable();
      table.string('revoked_at', 24).nullable();
      table.string('replaced_by', 10).nullable();
    });
    await schema.index('api_key', ['expires_at']);
    // Added to and never changed: the user of the gateway has no more rights.
    await schema.table('api_key_use', (table) => {
      table.string('key_id', 10).notNullable();
      table.string('day', 10).notNullable();
      table.primary(['key_id', 'day']);
    });
    await schema.table('revocation', (table) => {
      table.string('kind', 10).notNullable();
      table.string('value', 255).notNullable();
      table.string('issued_until', 24).nullable();
      table.string('reason', 200).nullable();
      table.string('revoked_at', 24).notNullable();
      table.primary(['kind', 'value']);
    });
    await schema.table('caller_list', (table) => {
      table.string('name', 20).notNullable().primary();
      table.string('version', 36).notNullable();
    });
  },
};
