import type { Migration } from '#runtime/store/migration';

/** Records and what is made of them may be longer than the 64 KiB that MySQL gives a text: an address column may hold a whole letter. */
export const longTexts: Migration = {
  name: '0010-long-texts',
  async up(schema) {
    await schema.longText('customer', 'golden', 'not null');
    await schema.longText('customer_version', 'content', 'not null');
    await schema.longText('source_record', 'record', 'not null');
    await schema.longText('source_record', 'evidence', 'null');
    await schema.longText('source_record', 'contracts', 'null');
    await schema.longText('customer_profile', 'content', 'not null');
    await schema.longText('steward_decision', 'left_records', 'not null');
    await schema.longText('steward_decision', 'right_records', 'not null');
    await schema.longText('steward_decision', 'undone', 'null');
    await schema.longText('audit_event', 'customers', 'not null');
  },
};
