import { RowSetPrinter } from '../compile/row-set-printer';
import { Statement, type FinishedStatement, withoutHoles } from '../compile/statement';
import type { RowSetContext } from './row-set-context';

export interface SelectParts {
  readonly columns: readonly string[];
  /** Conditions besides the row set's own. */
  readonly where?: readonly string[];
  readonly ownWhere?: boolean;
  /** At most so many rows of each table. */
  readonly limit?: number;
}

/** A select over each table of the row set, joined by `union all`; `compose` gives the parts for one table. */
export function selectRows(context: RowSetContext, compose: (printer: RowSetPrinter) => SelectParts): FinishedStatement {
  const { mapping, rowSet, probe, texts } = context;
  const statement = new Statement();
  const selects = rowSet.branches.map((_branch, index) => {
    const printer = new RowSetPrinter(rowSet, mapping.source, probe.database.dialect, statement, index, texts);
    const { columns, where = [], ownWhere = true, limit } = compose(printer);
    const anti = ownWhere ? printer.antiJoin(index) : { join: '', where: [] };
    const conditions = [...where, ...(ownWhere ? printer.where() : []), ...anti.where];
    const filter = conditions.length > 0 ? ` where ${conditions.join(' and ')}` : '';
    const select = `select ${columns.join(', ')} from ${printer.table()}${anti.join}${printer.joins()}${filter}`;
    return limit === undefined ? select : `select * from (${select} limit ${limit}) branch${index}`;
  });
  return withoutHoles(statement.finish(selects.join(' union all ')));
}

/** Wraps a statement as the rows of another one. */
export function over(inner: FinishedStatement, select: (from: string) => string): FinishedStatement {
  return { sql: select(`(${inner.sql}) rows_`), params: inner.params };
}

/** The key as the reader compares it: text of each part, exact in case and accents, without trailing blanks. */
export function exactText(context: RowSetContext, column: string): string {
  return context.probe.database.dialect === 'mysql' ? `cast(rtrim(${column}) as binary)` : `rtrim(cast(${column} as text))`;
}
