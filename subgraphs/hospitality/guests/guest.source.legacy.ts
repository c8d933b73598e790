import { encodeRowId } from '#core/source-key';
import type { FieldOf } from '#legacy/canonical/row-types';
import type { LegacyReader } from '#legacy/legacy-reader';
import type { GuestSource } from './guest.source';

const ROW_FIELDS = [
  'number',
  'name',
  'namePinyin',
  'class',
  'vip',
  'nation',
  'preferences',
  'blacklisted',
  'cardNo',
  'stays',
  'nights',
  'noShows',
  'cancels',
  'spend',
  'firstStayOn',
  'lastStayOn',
  'createdOn',
  'company',
] as const satisfies readonly FieldOf<'Guest'>[];

function rowFields(names: readonly string[]): readonly (typeof ROW_FIELDS)[number][] {
  const wanted = new Set(names);
  if (wanted.has('preferenceNames')) wanted.add('preferences');
  return ROW_FIELDS.filter((field) => wanted.has(field));
}

export function legacyGuestSource(reader: LegacyReader): GuestSource {
  return {
    systems: reader.systemsOf('Guest'),
    async byKeys(keys, fields) {
      const rows = await reader.byKeys('Guest', keys, rowFields(fields));
      return rows.map((row) => {
        if (!row) return null;
        const { system, key } = row;
        return { ...row, id: encodeRowId(system, 'Guest', key), party: { system, key } };
      });
    },
  };
}
