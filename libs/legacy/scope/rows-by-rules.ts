import type { RowRule } from '#policy/access-policy';
import { ROW_TYPES, type FieldOf, type RowType } from '../canonical/row-types';
import type { Condition, LegacyReader } from '../legacy-reader';

/**
 * A reader of the rows that satisfy rules: each leaves the rows of its type whose field has one of its values. Lists, counts and totals are
 * restricted in the source; a row that is asked for by key and does not satisfy them is not there.
 * @throws Error for a rule about a field that is no canonical one
 */
export function rowsByRules(reader: LegacyReader, rules: readonly RowRule[]): LegacyReader {
  if (rules.length === 0) return reader;
  for (const { type, field } of rules) {
    const fields = Object.hasOwn(ROW_TYPES, type) ? ROW_TYPES[type as RowType] : {};
    if (!Object.hasOwn(fields, field))
      throw new Error(`The access policy has a rule for rows by ${type}.${field}, which no row has`);
  }
  // The fields were looked up above.
  const rulesOf = <T extends RowType>(type: T): readonly { readonly field: FieldOf<T>; readonly values: readonly string[] }[] =>
    rules.filter((rule) => rule.type === type).map(({ field, values }) => ({ field: field as FieldOf<T>, values }));
  const within = <T extends RowType>(type: T, where: readonly Condition<T>[] = []): readonly Condition<T>[] => [
    ...where,
    ...rulesOf(type).map(({ field, values }) => ({ field, op: 'in', values }) as const),
  ];
  return {
    systemsOf: (type) => reader.systemsOf(type),
    async byKeys(type, keys, fields) {
      const own = rulesOf(type);
      if (own.length === 0) return reader.byKeys(type, keys, fields);
      const rows = await reader.byKeys(type, keys, [...new Set([...fields, ...own.map(({ field }) => field)])]);
      return rows.map((row) => (row && own.every(({ field, values }) => values.includes(String(row[field]))) ? row : null));
    },
    listByRef: (type, ref, parents, query) =>
      reader.listByRef(type, ref, parents, { ...query, where: within(type, query.where) }),
    allByRef: (type, ref, parents, fields, where) => reader.allByRef(type, ref, parents, fields, within(type, where)),
    countByRef: (type, ref, parents, where) => reader.countByRef(type, ref, parents, within(type, where)),
    scan: (system, type, fields) => reader.scan(system, type, fields),
  };
}
