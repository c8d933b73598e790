import type { Migration } from '#runtime/store/migration';

/** Which record a source record names as the party above its own: who asks for the branches of a customer finds them by it. */
export const parents: Migration = {
  name: '0008-parents',
  async up(schema) {
    await schema.column('source_record', 'parent', (table) => void table.string('parent', 170).nullable());
    await schema.index('source_record', ['parent', 'customer_id']);
  },
};
