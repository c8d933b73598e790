import type { Asked } from '../compile/read-statements';
import type { Expression } from '../expression/ast';
import type { RowSet } from '../mapping/mapping';
import type { LegacyDatabase, StatementLimits } from '../source/legacy-database';

const known = new WeakMap<LegacyDatabase, Map<string, Promise<boolean>>>();

/**
 * The asked columns as they are to be compared with keys, which have no trailing blanks. MySQL ignores them; SQLite does not, and there a
 * column that holds any is compared without them, past its index. Each column is looked at once.
 */
export async function withoutPaddedColumns<V extends string>(
  database: LegacyDatabase,
  rowSet: RowSet,
  asked: Asked<V>,
  limits: StatementLimits,
): Promise<Asked<V>> {
  if (database.dialect === 'mysql') return asked;
  const columns: Expression[] = [];
  for (const column of asked.columns) {
    const isPadded =
      column.kind === 'column' && (await holdsPadding(database, rowSet, column.alias ?? rowSet.alias, column.name, limits));
    columns.push(isPadded ? { kind: 'call', name: 'rtrim', args: [column] } : column);
  }
  return { ...asked, columns };
}

async function holdsPadding(
  database: LegacyDatabase,
  rowSet: RowSet,
  alias: string,
  name: string,
  limits: StatementLimits,
): Promise<boolean> {
  for (const { table, column } of placesOf(rowSet, alias, name)) {
    if (await lookedAt(database, table, column, limits)) return true;
  }
  return false;
}

function placesOf(rowSet: RowSet, alias: string, name: string): readonly { readonly table: string; readonly column: string }[] {
  const link = rowSet.links.get(alias);
  if (link) return [{ table: link.table, column: name }];
  return rowSet.branches.flatMap(({ table, view, columns }) => {
    const here = columns.get(name);
    if (view || (here && here.kind !== 'column')) return [];
    return [{ table, column: here?.kind === 'column' ? here.name : name }];
  });
}

function lookedAt(database: LegacyDatabase, table: string, column: string, limits: StatementLimits): Promise<boolean> {
  const columns = known.get(database) ?? new Map<string, Promise<boolean>>();
  known.set(database, columns);
  const place = `${quoted(table)}.${quoted(column)}`;
  const before = columns.get(place);
  if (before) return before;
  const sql = `select 1 from ${quoted(table)} where substr(${quoted(column)}, -1) = ' ' limit 1`;
  const found = database.query(sql, [], limits).then((rows) => rows.length > 0);
  columns.set(place, found);
  found.catch(() => columns.delete(place));
  return found;
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
