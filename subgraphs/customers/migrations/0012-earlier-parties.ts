import type { Migration } from '#runtime/store/migration';

/** Whom a record was about before its system wrote somebody else into it: two that come by turns are one file with two customers. */
export const earlierParties: Migration = {
  name: '0012-earlier-parties',
  async up(schema) {
    await schema.column('source_record', 'earlier', (table) => void table.text('earlier', 'mediumtext').nullable());
  },
};
