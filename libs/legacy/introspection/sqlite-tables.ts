import type { Stored } from '../codec/codec';
import type { Query } from './query';
import type { ColumnKind, ForeignKeyFacts, IndexFacts, TableFacts } from './table-facts';

const TABLES =
  "select name from sqlite_master where type in ('table', 'view') and name not like 'sqlite!_%' escape '!' order by name";

/** Tables and views of a SQLite file. It keeps neither comments nor character sets. */
export async function sqliteTables(query: Query): Promise<readonly TableFacts[]> {
  const tables: TableFacts[] = [];
  for (const [cell] of await query(TABLES, [])) tables.push(await tableFacts(query, text(cell)));
  return tables;
}

async function tableFacts(query: Query, name: string): Promise<TableFacts> {
  const [[count] = []] = await query(`select count(*) from "${name.replaceAll('"', '""')}"`, []);
  const columns = await query('select name, type, "notnull", pk from pragma_table_info(?)', [name]);
  const primaryKey = columns
    .filter((column) => Number(column[3]) > 0)
    .toSorted((a, b) => Number(a[3]) - Number(b[3]))
    .map(([column]) => text(column));
  const primary = primaryKey.length > 0 ? [{ name: 'primary key', unique: true, columns: primaryKey }] : [];
  return {
    name,
    comment: '',
    rows: Number(count ?? 0),
    columns: columns.map(([column, type, notNull]) => ({
      name: text(column),
      type: text(type).toLowerCase(),
      kind: kindOf(text(type)),
      nullable: Number(notNull) === 0,
      charset: null,
      comment: '',
    })),
    primaryKey,
    indexes: [...primary, ...(await indexesOf(query, name))],
    foreignKeys: await foreignKeysOf(query, name),
  };
}

const text = (cell: Stored | undefined): string => (cell === null || cell === undefined ? '' : String(cell));

async function indexesOf(query: Query, table: string): Promise<readonly IndexFacts[]> {
  const indexes: IndexFacts[] = [];
  // A partial index is unique among its own rows only.
  for (const [name, unique, partial] of await query('select name, "unique", partial from pragma_index_list(?)', [table])) {
    const columns = await query('select name from pragma_index_info(?) order by seqno', [text(name)]);
    indexes.push({
      name: text(name),
      unique: Number(unique) === 1 && Number(partial) === 0,
      columns: columns.map(([column]) => text(column)),
    });
  }
  return indexes;
}

async function foreignKeysOf(query: Query, table: string): Promise<readonly ForeignKeyFacts[]> {
  const keys = new Map<string, { columns: string[]; table: string }>();
  for (const [id, target, column] of await query('select id, "table", "from" from pragma_foreign_key_list(?) order by seq', [
    table,
  ])) {
    const key = keys.get(text(id)) ?? { columns: [], table: text(target) };
    key.columns.push(text(column));
    keys.set(text(id), key);
  }
  return [...keys.values()];
}

// The affinity rules of SQLite; dates are declared though they are kept as text.
function kindOf(declared: string): ColumnKind {
  const type = declared.toUpperCase();
  if (/DATE|TIME/.test(type)) return 'date';
  if (type.includes('INT')) return 'number';
  if (/CHAR|CLOB|TEXT/.test(type)) return 'text';
  return /REAL|FLOA|DOUB|DEC|NUM|BOOL/.test(type) ? 'number' : 'other';
}
