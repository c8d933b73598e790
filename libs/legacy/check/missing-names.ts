import type { Expression } from '../expression/ast';
import { columnsOf, type Column } from '../expression/walk-expression';
import { columnsBehind } from '../mapping/branch-columns';
import type { Branch, RowSet } from '../mapping/mapping';
import { nearHint } from '../mapping/near-names';
import { placesOf, type Place } from './places';

/** What the database has: columns by table, null for a table that does not exist. */
export interface KnownNames {
  readonly columnsOf: (table: string) => readonly string[] | null;
  /** Names to propose for a table that does not exist. */
  readonly tables: readonly string[];
}

export interface MissingName extends Pick<Place, 'path' | 'where' | 'line'> {
  readonly message: string;
}

/** Tables and columns a row set names and the database does not have; columns only when all tables exist. */
export function missingNames(label: string, rowSet: RowSet, known: KnownNames): readonly MissingName[] {
  const own = rowSet.tables.map((table) => ({ table, path: ['from'], where: label, line: rowSet.line }));
  const linked = [...rowSet.links.values()].map(({ table, alias, line }) => ({
    table,
    path: ['with', alias],
    where: `${label}.with.${alias}`,
    line,
  }));
  const unknown = [...own, ...linked].filter(({ table }) => known.columnsOf(table) === null);
  if (unknown.length > 0) {
    return unknown.map(({ table, ...place }) => ({ ...place, message: `no table ${table}${nearHint(table, known.tables)}` }));
  }
  const branchWhere = ({ where }: Branch) => ({
    path: ['from'],
    where: `${label}.from.where`,
    line: rowSet.line,
    expressions: where ? [where] : [],
  });
  return rowSet.branches.flatMap((branch) =>
    [...placesOf(label, rowSet), branchWhere(branch)].flatMap(({ path, where, line, expressions }) =>
      columnsIn(rowSet, branch, expressions).flatMap(({ alias, name }) => {
        const own = alias === rowSet.alias;
        const table = own ? branch.table : (rowSet.links.get(alias ?? '')?.table ?? '');
        const columns = (own && branch.view ? branch.view.columns : known.columnsOf(table)) ?? [];
        const has = columns.some((each) => each.toLowerCase() === name.toLowerCase());
        return has ? [] : [{ path, where, line, message: `no column ${table}.${name}${nearHint(name, columns)}` }];
      }),
    ),
  );
}

/** The stored columns of expressions, as a branch has them. */
function columnsIn(rowSet: RowSet, branch: Branch, expressions: readonly Expression[]): readonly Column[] {
  const columns = expressions.flatMap(columnsOf);
  return columns.flatMap((column) => (column.alias === rowSet.alias ? columnsBehind(branch, column) : [column]));
}
