import type { Migration } from '#runtime/store/migration';

/** Which employee a source record names as responsible: who sees the customers of some employees only finds them by it. */
export const accountOwners: Migration = {
  name: '0007-account-owners',
  async up(schema) {
    await schema.column('source_record', 'owner', (table) => void table.string('owner', 170).nullable());
    await schema.index('source_record', ['owner', 'customer_id']);
  },
};
