import { StatementFailed } from '../introspection/probe';
import { RowSetPrinter } from '../compile/row-set-printer';
import { Statement, withoutHoles } from '../compile/statement';
import { counted } from './finding';
import type { RowSetContext } from './row-set-context';
import { over, selectRows } from './row-set-sql';
import type { SurveyResult } from './survey';

/** Rows of the tables as the database counts them, and where they went. */
export interface RowCounts {
  readonly stored: number;
  readonly excluded: number;
  readonly hidden: number;
}

/** Counts the rows of the tables, those that `where` leaves out and those that `keep: first` hides. Null: it took too long. */
export async function countRows(context: RowSetContext): Promise<RowCounts | null> {
  const { rowSet, probe } = context;
  try {
    const all = over(
      selectRows(context, () => ({ columns: ['1 as one_'], ownWhere: false })),
      (from) => `select count(*) from ${from}`,
    );
    const stored = await probe.count(all.sql, all.params);
    const kept = await countKept(context);
    const whereOnly = rowSet.keepFirst ? await countWhere(context) : kept;
    return { stored, excluded: stored - whereOnly, hidden: whereOnly - kept };
  } catch (error) {
    if (!(error instanceof StatementFailed)) throw error;
    context.report('warning', 'not-checked', ['from'], `the rows could not be counted: ${error.message}`);
    return null;
  }
}

/** Every stored row must be delivered, excluded by `where`, hidden by a newer copy, or without a key. */
export function reconcile(
  context: RowSetContext,
  counts: RowCounts,
  withoutKey: number,
  { decoded, isComplete }: SurveyResult,
): void {
  const { stored, excluded, hidden } = counts;
  const tables = context.rowSet.tables.join(' and ');
  if (stored === 0) {
    context.report(
      'warning',
      'no-rows',
      ['from'],
      `${tables} ${context.rowSet.tables.length > 1 ? 'are' : 'is'} empty: nothing could be proved`,
    );
    return;
  }
  if (excluded === stored) {
    context.report(
      'warning',
      'no-rows',
      ['where'],
      `where leaves out all ${counted(stored, 'row')} of ${tables}; compare its values with the stored ones`,
    );
    return;
  }
  const parts = [
    ...(excluded > 0 ? [`${excluded} left out by where`] : []),
    ...(hidden > 0 ? [`${hidden} hidden by keep: first`] : []),
    ...(withoutKey > 0 ? [`${withoutKey} without a key`] : []),
  ];
  const expected = stored - excluded - hidden - withoutKey;
  if (!isComplete) {
    const rest = parts.length > 0 ? `: ${parts.join(', ')}` : '';
    context.report(
      'note',
      'sampled',
      ['from'],
      `${counted(stored, 'row')} in ${tables}${rest}; ${decoded} of ${expected} were decoded, the first and last ones in key order`,
    );
    return;
  }
  const sum = [`${decoded} delivered`, ...parts].join(' + ');
  if (decoded === expected) context.report('note', 'rows-agree', ['from'], `${counted(stored, 'row')} in ${tables} = ${sum}`);
  else {
    const off =
      decoded < expected
        ? `${expected - decoded} are lost (rows with the same key are one)`
        : `${decoded - expected} came out of nowhere`;
    context.report('error', 'rows-differ', ['from'], `${counted(stored, 'row')} in ${tables}, but ${sum}: ${off}`);
  }
}

async function countKept(context: RowSetContext): Promise<number> {
  const { sql, params } = over(
    selectRows(context, () => ({ columns: ['1 as one_'] })),
    (from) => `select count(*) from ${from}`,
  );
  return context.probe.count(sql, params);
}

/** Without the anti-join of `keep: first`. */
async function countWhere({ rowSet, mapping, probe }: RowSetContext): Promise<number> {
  const statement = new Statement();
  const selects = rowSet.branches.map((_branch, index) => {
    const printer = new RowSetPrinter(rowSet, mapping.source, probe.database.dialect, statement, index);
    const where = printer.where();
    return `select 1 as one_ from ${printer.table()}${printer.joins()}${where.length > 0 ? ` where ${where.join(' and ')}` : ''}`;
  });
  const { sql, params } = withoutHoles(statement.finish(`select count(*) from (${selects.join(' union all ')}) rows_`));
  return probe.count(sql, params);
}
