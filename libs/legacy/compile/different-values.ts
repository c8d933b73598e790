import type { DialectName } from '../expression/print-sql';
import type { Expression } from '../expression/ast';
import type { RowSet, SourceHeader } from '../mapping/mapping';
import { likePatterns } from './filter';
import { as, notNull } from './named-columns';
import { RowSetPrinter } from './row-set-printer';
import { Statement, withoutHoles, type FinishedStatement } from './statement';
import { textSql } from './text-sql';
import type { UnionTexts } from './union-texts';

/** Which values: those that fit one of several patterns, and perhaps others; no pattern: all. */
export interface Different {
  readonly columns: readonly Expression[];
  /** Alternatives, each with a pattern (null: any text) for each column. */
  readonly patterns: readonly (readonly (string | null)[])[];
  readonly limit: number;
}

/** The different values that expressions have in the rows of a set, as texts to the letter. */
export function differentValues(
  rowSet: RowSet,
  source: SourceHeader,
  dialect: DialectName,
  texts: UnionTexts,
  { columns, patterns, limit }: Different,
): FinishedStatement {
  const statement = new Statement();
  const selects = rowSet.branches.map((_branch, index) => {
    const printer = new RowSetPrinter(rowSet, source, dialect, statement, index, texts);
    const printed = printer.printAll(columns);
    const fits = patterns.map((alternative) => likePatterns(printer, printed, alternative));
    const anti = printer.antiJoin(index);
    const where = [
      ...printer.where(),
      ...notNull(printer),
      ...anti.where,
      ...(fits.length > 0 ? [`(${fits.join(' or ')})`] : []),
    ];
    const values = as(
      printed.map((column) => textSql(dialect, column)),
      'f',
    );
    const from = `${printer.table()}${anti.join}${printer.joins()}`;
    return `select distinct ${values.join(', ')} from ${from} where ${where.join(' and ')}`;
  });
  return withoutHoles(statement.finish(`select * from (${selects.join(' union ')}) _x limit ${limit}`));
}
