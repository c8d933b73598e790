import type { Stored } from '../codec/codec';
import type { LegacyDatabase, StatementLimits } from '../source/legacy-database';

/** How a database compares and orders what a column holds. */
export interface StoredColumn {
  /** `listed`: a text that is ordered by its place in a list of the column's type, and compared as a text. */
  readonly form: 'text' | 'listed' | 'exact' | 'float' | 'time' | 'other';
  /** Null for what is no text; `charset` is null where the engine has only one. */
  readonly charset: string | null;
  readonly collation: string | null;
  /** Its texts have one length: blanks at their end are not kept. */
  readonly isFixed: boolean;
}

const MYSQL_COLUMNS = `select column_name, data_type, character_set_name, collation_name from information_schema.columns
  where table_schema = database() and table_name = ?`;
const SQLITE_COLUMNS = `select c.name, c.type, null, m.sql from pragma_table_info(?1) c
  left join sqlite_master m on lower(m.name) = lower(?1) and m.type = 'table'`;

/** The columns of one table by their names in lower case. */
export async function storedColumns(
  database: LegacyDatabase,
  table: string,
  limits: StatementLimits,
): Promise<ReadonlyMap<string, StoredColumn>> {
  const { dialect } = database;
  const rows = await database.query(dialect === 'mysql' ? MYSQL_COLUMNS : SQLITE_COLUMNS, [table], limits);
  return new Map(
    rows.map(([name, type, charset, more]) => {
      const column = text(name);
      const stored =
        dialect === 'mysql'
          ? mysqlColumn(text(type).toLowerCase(), charset ?? null, more ?? null)
          : sqliteColumn(column, text(type).toUpperCase(), text(more));
      return [column.toLowerCase(), stored];
    }),
  );
}

function mysqlColumn(type: string, charset: Stored, collation: Stored): StoredColumn {
  return {
    form: type === 'enum' || type === 'set' ? 'listed' : mysqlForm(type),
    charset: charset === null ? null : text(charset),
    collation: collation === null ? null : text(collation),
    isFixed: type === 'char',
  };
}

function mysqlForm(type: string): StoredColumn['form'] {
  if (/char|text/.test(type)) return 'text';
  if (/^(tiny|small|medium|big)?int|^decimal|^numeric|^year/.test(type)) return 'exact';
  if (/float|double|real/.test(type)) return 'float';
  return /date|time/.test(type) ? 'time' : 'other';
}

function sqliteColumn(name: string, type: string, sql: string): StoredColumn {
  const form = sqliteForm(type);
  return { form, charset: null, collation: form === 'text' ? collationIn(sql, name) : null, isFixed: false };
}

function sqliteForm(type: string): StoredColumn['form'] {
  if (/DATE|TIME/.test(type)) return 'time';
  if (type.includes('INT')) return 'exact';
  if (/CHAR|CLOB|TEXT/.test(type)) return 'text';
  return /REAL|FLOA|DOUB/.test(type) ? 'float' : 'other';
}

/** The collation that a `create table` gives a column; its definition ends at a comma outside brackets. */
function collationIn(sql: string, name: string): string {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const definition = new RegExp(`[(,\\s]["\`[]?${escaped}["\`\\]]?\\s((?:[^,(]|\\([^)]*\\))*)`, 'i').exec(sql)?.[1] ?? '';
  return (/\bcollate\s+["`[]?(\w+)/i.exec(definition)?.[1] ?? 'binary').toLowerCase();
}

const text = (cell: Stored | undefined): string => (cell === null || cell === undefined ? '' : String(cell));
