import { encodeRowId } from '#core/source-key';
import type { LegacyReader } from '#legacy/legacy-reader';
import { requireServed } from '#legacy/require-served';
import type { ContactSource } from './contact.source';

const FIELDS = ['name', 'gender', 'department', 'title', 'phones', 'email', 'wechat', 'qq', 'main'] as const;

export function legacyContactSource(reader: LegacyReader): ContactSource {
  return {
    async contactsOf(customers) {
      requireServed(reader, 'Contact');
      const lists = await reader.allByRef('Contact', 'party', customers, FIELDS);
      return lists.map((rows) => rows.map((row) => ({ ...row, id: encodeRowId(row.system, 'Contact', row.key) })));
    },
  };
}
