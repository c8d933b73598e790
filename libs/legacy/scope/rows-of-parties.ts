import type { SourceKey } from '#core/source-key';
import type { Row } from '../canonical/row';
import { ROW_TYPES, type FieldOf, type RowType } from '../canonical/row-types';
import type { LegacyReader } from '../legacy-reader';
import type { PartiesInScope } from './parties-in-scope';

/** Row types that say who a party is; the key of such a row is the key of the party. */
const PARTY_TYPES: readonly string[] = ['Party', 'Guest'];

/** Refs by which a row belongs to a party, the first that a type has. */
const BELONGS_BY = ['customer', 'party', 'guest'] as const;

const belongsBy = (type: RowType): string | undefined => BELONGS_BY.find((ref) => Object.hasOwn(ROW_TYPES[type], ref));

const targetOf = (type: RowType, ref: string): string | undefined => {
  const fields: Readonly<Record<string, { readonly target?: string }>> = ROW_TYPES[type];
  return fields[ref]?.target;
};

/**
 * The rows of the parties in scope. Rows that belong to no party (products, employees), and those that are listed by another row (lines of an
 * invoice that was in scope), are all there.
 */
export function rowsOfParties(reader: LegacyReader, parties: PartiesInScope): LegacyReader {
  const seenOf = async (type: RowType, ref: string, lists: readonly (readonly SourceKey[])[]): Promise<SourceKey[][]> =>
    PARTY_TYPES.includes(targetOf(type, ref) ?? '')
      ? Promise.all(lists.map((keys) => seen(parties, keys)))
      : lists.map((keys) => [...keys]);
  return {
    systemsOf: (type) => reader.systemsOf(type),
    async byKeys<T extends RowType, F extends FieldOf<T>>(type: T, keys: readonly SourceKey[], fields: readonly F[]) {
      if (PARTY_TYPES.includes(type)) {
        const visible = await Promise.all(keys.map((key) => parties.load(key)));
        const rows = await reader.byKeys(
          type,
          keys.filter((_key, i) => visible[i]),
          fields,
        );
        const found = rows.values();
        return visible.map((isVisible) => (isVisible ? (found.next().value ?? null) : null));
      }
      const ref = belongsBy(type);
      if (ref === undefined) return reader.byKeys(type, keys, fields);
      // The type has the field: `belongsBy` looked it up.
      const rows = await reader.byKeys(type, keys, [...new Set([...fields, ref as F])]);
      return Promise.all(rows.map(async (row) => (row && (await isSeen(parties, row, ref)) ? row : null)));
    },
    listByRef: async (type, ref, lists, query) => reader.listByRef(type, ref, await seenOf(type, ref, lists), query),
    allByRef: async (type, ref, lists, fields, where) =>
      reader.allByRef(type, ref, await seenOf(type, ref, lists), fields, where),
    countByRef: async (type, ref, lists, where) => reader.countByRef(type, ref, await seenOf(type, ref, lists), where),
    scan: (system, type, fields) => reader.scan(system, type, fields),
  };
}

async function seen(parties: PartiesInScope, keys: readonly SourceKey[]): Promise<SourceKey[]> {
  const visible = await Promise.all(keys.map((key) => parties.load(key)));
  return keys.filter((_key, i) => visible[i]);
}

async function isSeen(parties: PartiesInScope, row: Row<RowType>, ref: string): Promise<boolean> {
  const party = (row as unknown as Readonly<Record<string, SourceKey | null | undefined>>)[ref];
  return party ? parties.load({ system: party.system, key: party.key }) : false;
}
