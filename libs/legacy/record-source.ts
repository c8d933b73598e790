import { DomainError } from '#core/errors';
import type { LegacyRecord, NullReason, Selected } from '#core/legacy-record';
import type { RecordSource } from '#core/record-source';
import { encodeRowId } from '#core/source-key';
import type { RefOf, Row } from './canonical/row';
import type { FieldOf, RowType } from './canonical/row-types';
import type { Condition, LegacyReader, ListQuery, Sort } from './legacy-reader';
import { requireServed } from './require-served';

/** How the records of one concept are read: the row type, the ref that names the owner, and how schema names map to row fields. */
export interface RecordMapping<T extends RowType, Filter> {
  readonly type: T;
  readonly owner: RefOf<T>;
  /** Schema fields that call a row field by another name. */
  readonly renamed?: Readonly<Record<string, FieldOf<T>>>;
  /** Schema fields that are computed, with the row fields they need. */
  readonly computed?: Readonly<Record<string, readonly FieldOf<T>[]>>;
  readonly rowFields: readonly FieldOf<T>[];
  readonly sorts: Readonly<Record<string, Sort<T>>>;
  readonly conditions: (filter: Filter) => readonly Condition<T>[];
}

/** Reads the records of a concept through the mapping engine. Each record carries its `id` and, when asked, the `party` it belongs to. */
export function legacyRecordSource<R extends LegacyRecord, T extends RowType, Filter>(
  reader: LegacyReader,
  mapping: RecordMapping<T, Filter>,
): RecordSource<R, Filter> {
  const { type, owner } = mapping;
  const renamed = Object.entries<FieldOf<T>>(mapping.renamed ?? {});
  const rowFieldOf = new Map<string, FieldOf<T>>([...mapping.rowFields.map((field) => [field, field] as const), ...renamed]);
  const rowFields = (names: readonly string[]): readonly FieldOf<T>[] => {
    const wanted = new Set<FieldOf<T>>();
    for (const name of names) {
      if (name === 'party') wanted.add(owner);
      const same = rowFieldOf.get(name);
      for (const field of mapping.computed?.[name] ?? (same ? [same] : [])) wanted.add(field);
    }
    return [...wanted];
  };
  const where = (filter: Filter | null | undefined): { where?: readonly Condition<T>[] } =>
    filter ? { where: mapping.conditions(filter) } : {};
  const toRecord = (row: Row<T>): Selected<R> => {
    const values: Record<string, unknown> = { ...row, id: encodeRowId(row.system, type, row.key) };
    if (values[owner] !== undefined) values.party = values[owner];
    for (const [name, field] of renamed) values[name] = values[field];
    if (row.reasons) values.reasons = { ...row.reasons, ...renamedReasons(row.reasons, renamed) };
    return values as unknown as Selected<R>;
  };
  const sortOf = (name: string): Sort<T> => {
    const sort = mapping.sorts[name];
    if (!sort) throw new DomainError('FILTER_NOT_SUPPORTED', `${type} cannot be sorted by ${name}`, { type, sort: name });
    return sort;
  };
  return {
    async listByOwners(owners, { fields, filter, sort, first, after }) {
      requireServed(reader, type);
      const query: ListQuery<T> = {
        fields: rowFields(fields),
        ...where(filter),
        sort: sortOf(sort),
        first,
        after: after ?? null,
      };
      const pages = await reader.listByRef(type, owner, owners, query);
      return pages.map((page) => ({ ...page, rows: page.rows.map(toRecord) }));
    },
    async countByOwners(owners, filter) {
      requireServed(reader, type);
      return reader.countByRef(type, owner, owners, where(filter).where);
    },
    async byKeys(keys, fields) {
      const rows = await reader.byKeys(type, keys, rowFields(fields));
      return rows.map((row) => row && toRecord(row));
    },
  };
}

/** `low <= field <= high` as conditions; an open end gives none. */
export function dateRange<T extends RowType>(
  field: FieldOf<T>,
  range: { readonly from?: string | null; readonly to?: string | null } | null | undefined,
): readonly Condition<T>[] {
  return [
    ...(range?.from ? [{ field, op: 'ge', value: range.from } as const] : []),
    ...(range?.to ? [{ field, op: 'le', value: range.to } as const] : []),
  ];
}

/** `field in values` as a condition; no list gives none. */
export function oneOf<T extends RowType>(
  field: FieldOf<T>,
  values: readonly (string | number | boolean)[] | null | undefined,
): readonly Condition<T>[] {
  return values ? [{ field, op: 'in', values }] : [];
}

function renamedReasons(
  reasons: Readonly<Record<string, NullReason | undefined>>,
  renamed: readonly (readonly [string, string])[],
): Record<string, NullReason | undefined> {
  return Object.fromEntries(renamed.map(([name, field]) => [name, reasons[field]]));
}
