import type { Stored } from '../codec/codec';
import type { Query } from './query';
import type { ColumnKind, ForeignKeyFacts, IndexFacts, TableFacts } from './table-facts';

const TABLES = 'select table_name, table_comment, table_rows from information_schema.tables where table_schema = database()';
const COLUMNS = `select table_name, column_name, column_type, data_type, is_nullable, character_set_name, column_comment
  from information_schema.columns where table_schema = database() order by table_name, ordinal_position`;
const INDEXES = `select table_name, index_name, non_unique, column_name from information_schema.statistics
  where table_schema = database() order by table_name, index_name, seq_in_index`;
const FOREIGN_KEYS = `select table_name, constraint_name, column_name, referenced_table_name from information_schema.key_column_usage
  where table_schema = database() and referenced_table_name is not null order by table_name, constraint_name, ordinal_position`;

/** Tables and views of the connected database, from information_schema. */
export async function mysqlTables(query: Query): Promise<readonly TableFacts[]> {
  const [tables, columns, indexes, foreignKeys] = [
    await query(TABLES, []),
    byTable(await query(COLUMNS, [])),
    byTable(await query(INDEXES, [])),
    byTable(await query(FOREIGN_KEYS, [])),
  ];
  return tables.map(([table, comment, rows]) => {
    const name = text(table);
    const found = indexesOf(indexes.get(name) ?? []);
    return {
      name,
      // A view has the comment VIEW.
      comment: text(comment) === 'VIEW' ? '' : text(comment),
      rows: Number(rows ?? 0),
      columns: (columns.get(name) ?? []).map((column) => ({
        name: text(column[1]),
        type: text(column[2]),
        kind: kindOf(text(column[3])),
        nullable: text(column[4]) === 'YES',
        charset: column[5] === null ? null : text(column[5]),
        comment: text(column[6]),
      })),
      primaryKey: found.find(({ name: index }) => index === 'PRIMARY')?.columns ?? [],
      indexes: found,
      foreignKeys: foreignKeysOf(foreignKeys.get(name) ?? []),
    };
  });
}

type Rows = readonly (readonly Stored[])[];

const text = (cell: Stored | undefined): string => (cell === null || cell === undefined ? '' : String(cell));

function byTable(rows: Rows): ReadonlyMap<string, Rows> {
  const grouped = new Map<string, (readonly Stored[])[]>();
  for (const row of rows) {
    const name = text(row[0]);
    const list = grouped.get(name) ?? [];
    list.push(row);
    grouped.set(name, list);
  }
  return grouped;
}

function indexesOf(rows: Rows): readonly IndexFacts[] {
  const indexes = new Map<string, { unique: boolean; columns: string[] }>();
  for (const row of rows) {
    const index = indexes.get(text(row[1])) ?? { unique: Number(row[2]) === 0, columns: [] };
    index.columns.push(text(row[3]));
    indexes.set(text(row[1]), index);
  }
  return [...indexes].map(([name, index]) => ({ name, ...index }));
}

function foreignKeysOf(rows: Rows): readonly ForeignKeyFacts[] {
  const keys = new Map<string, { columns: string[]; table: string }>();
  for (const row of rows) {
    const key = keys.get(text(row[1])) ?? { columns: [], table: text(row[3]) };
    key.columns.push(text(row[2]));
    keys.set(text(row[1]), key);
  }
  return [...keys.values()];
}

function kindOf(type: string): ColumnKind {
  if (/char|text|enum|set/.test(type)) return 'text';
  if (/int|decimal|numeric|float|double|real|bit|year/.test(type)) return 'number';
  return /date|time/.test(type) ? 'date' : 'other';
}
