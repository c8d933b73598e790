import { storedText } from '../codec/stored-text';
import type { ColumnProfile, TableProfile } from './column-profile';
import { keyOf } from './find-key';
import { wordsOf } from './name-words';
import { leadsTo } from './reference-by-data';

/** A field as its definition tells it. */
export interface KeptField {
  readonly id: string;
  /** For programs: `phone`. */
  readonly name: string;
  /** For people: `Phone number`. */
  readonly title: string;
}

/** A table whose rows are values of fields: of a row of another table, or of an entry that belongs to one. */
export interface FieldRows {
  readonly values: TableProfile;
  readonly definitions: TableProfile;
  /** The column that names the field. */
  readonly field: ColumnProfile;
  readonly value: ColumnProfile;
  /** The column that names the row, or the entry, the value belongs to. */
  readonly owner: ColumnProfile;
  readonly entry: Entry | null;
  readonly fields: readonly KeptField[];
}

/** A table between the values and the rows they belong to, which may serve several tables. */
interface Entry {
  readonly table: TableProfile;
  readonly column: string;
  readonly object: ColumnProfile;
  /** Which entries are of this table. */
  readonly kind: { readonly column: ColumnProfile; readonly value: string } | null;
}

const MOST_FIELDS = 60;
const MOST_KINDS = 12;
const ALMOST_ALL = 0.9;
const FEWEST = 5;
const VALUE = /(^|_)(value|val|content|text|data|answer)$/;
const NAME = /(^|_)(name|code|key|attribute_code|field)$/;
const TITLE = /(^|_)(label|title|caption|frontend_label|description)$/;

/** The values that belong to rows of a table; null where there are none. */
export function fieldsAsRows(owner: TableProfile, profiles: readonly TableProfile[]): FieldRows | null {
  if (owner.table.primaryKey.length !== 1) return null;
  for (const values of profiles) {
    if (values === owner || values.columns.length > 8) continue;
    const value = values.columns.find(({ column }) => column.kind === 'text' && VALUE.test(wordsOf(column.name)));
    const defined =
      value &&
      definitionOf(
        values,
        profiles.filter((each) => each !== owner),
      );
    if (!value || !defined) continue;
    const others = values.columns.filter((column) => column !== value && column !== defined.field);
    const direct = others.find((column) => leadsTo(values, column, owner)?.isNamed);
    const through = direct ? null : entryOf(values, others, owner, profiles);
    const own = direct ?? through?.owner;
    if (!own) continue;
    const entry = through?.entry ?? null;
    const used = usedBy(values, defined.field, own, entry);
    const fields = defined.fields.filter(({ id }) => used.has(id));
    if (fields.length > 0) return { values, definitions: defined.table, field: defined.field, value, owner: own, entry, fields };
  }
  return null;
}

/** The table that names the fields: its key stands in the values, and it has a column of names. */
function definitionOf(values: TableProfile, profiles: readonly TableProfile[]) {
  for (const table of profiles) {
    const [key, ...more] = keyOf(table) ?? [];
    const keys = table.columns.findIndex(({ column }) => column.name === key);
    if (table === values || key === undefined || more.length > 0 || !table.isComplete || table.rows.length > MOST_FIELDS)
      continue;
    const texts = table.columns.filter(({ column }) => column.kind === 'text');
    const name = texts.find(({ column }) => NAME.test(wordsOf(column.name)));
    const title = texts.find(({ column }) => TITLE.test(wordsOf(column.name)));
    const field = values.columns.find((column) => leadsTo(values, column, table)?.isNamed);
    const [called] = [name, title].filter((column) => column !== undefined);
    if (!field || !called) continue;
    const places = [called, title ?? called].map((column) => table.columns.indexOf(column));
    const fields = table.rows.flatMap((row): KeptField[] => {
      const [id, own, other] = [keys, ...places].map((place) => storedText(row[place]));
      return id != null && own != null ? [{ id, name: own, title: other ?? own }] : [];
    });
    return { table, field, fields };
  }
  return null;
}

/** Of several tables that the values lead to, the one that is called as they are: `form_entry` of `form_entry_values`. */
function entryOf(
  values: TableProfile,
  columns: readonly ColumnProfile[],
  owner: TableProfile,
  profiles: readonly TableProfile[],
): { readonly owner: ColumnProfile; readonly entry: Entry } | null {
  const tables = profiles.flatMap((table) => {
    const [key, ...more] = keyOf(table) ?? [];
    const leading = columns.find((column) => leadsTo(values, column, table)?.isNamed);
    const isOther = table !== values && table !== owner && key !== undefined && more.length === 0;
    return isOther && leading ? [{ table, key, leading, alike: alike(values, table) }] : [];
  });
  const [found] = tables.toSorted((a, b) => b.alike - a.alike);
  if (!found) return null;
  const { table, key, leading } = found;
  for (const object of table.columns) {
    if (object.column.name === key || object.column.kind === 'date') continue;
    const kind = kindOfEntries(table, object, owner);
    if (kind !== null || leadsTo(table, object, owner)?.isNamed)
      return { owner: leading, entry: { table, column: key, object, kind } };
  }
  return null;
}

/** Words at the beginning of both names. */
function alike(values: TableProfile, table: TableProfile): number {
  const [own, other] = [values, table].map((each) => wordsOf(each.table.name).split('_'));
  const differs = own?.findIndex((word, place) => word !== other?.[place]) ?? 0;
  return differs < 0 ? (own?.length ?? 0) : differs;
}

/** The kind of entry whose objects are rows of the table: `T` of tickets. A number alone is a key of every table, so the kind is named after it. */
function kindOfEntries(table: TableProfile, object: ColumnProfile, owner: TableProfile): Entry['kind'] {
  const words = wordsOf(object.column.name);
  const kind = table.columns.find(
    ({ column, values }) => /type|kind|class|model/.test(wordsOf(column.name)) && values.size > 0 && values.size <= MOST_KINDS,
  );
  if (!kind || !/(^|_)(object|entity|owner|parent|item|record|target|model)(_id)?$/.test(words)) return null;
  const keys = owner.columns.find(({ column }) => column.name === owner.table.primaryKey[0])?.values;
  const thing = wordsOf(owner.table.name).split('_').at(-1)?.replace(/s$/, '') ?? '';
  const [kindPlace, objectPlace] = [kind, object].map((column) => table.columns.indexOf(column));
  for (const value of kind.values.keys()) {
    const text = value.toLowerCase();
    if (!(text.length === 1 ? thing.startsWith(text) : text.includes(thing))) continue;
    const rows = table.rows.filter((row) => storedText(row[kindPlace ?? 0]) === value);
    const hits = rows.filter((row) => keys?.has(storedText(row[objectPlace ?? 0]) ?? '')).length;
    if (rows.length >= FEWEST && hits >= rows.length * ALMOST_ALL) return { column: kind, value };
  }
  return null;
}

/** The fields that rows of this table have values of. */
function usedBy(values: TableProfile, field: ColumnProfile, own: ColumnProfile, entry: Entry | null): ReadonlySet<string> {
  const [fieldPlace, ownPlace] = [values.columns.indexOf(field), values.columns.indexOf(own)];
  const entries = entry?.kind ? entriesOf(entry.table, entry.column, entry.kind) : null;
  const used = values.rows.filter((row) => entries === null || entries.has(storedText(row[ownPlace]) ?? ''));
  return new Set(used.flatMap((row) => storedText(row[fieldPlace]) ?? []));
}

function entriesOf(
  { columns, rows }: TableProfile,
  key: string,
  kind: { readonly column: ColumnProfile; readonly value: string },
): ReadonlySet<string> {
  const [keyPlace, kindPlace] = [columns.findIndex(({ column }) => column.name === key), columns.indexOf(kind.column)];
  const own = rows.filter((row) => storedText(row[kindPlace]) === kind.value);
  return new Set(own.flatMap((row) => storedText(row[keyPlace]) ?? []));
}
