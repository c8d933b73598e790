import { columnsOf } from '../expression/walk-expression';
import { isIndexed } from '../introspection/table-facts';
import { StatementFailed } from '../introspection/probe';
import { percent } from './finding';
import type { RowSetContext } from './row-set-context';
import { over, selectRows } from './row-set-sql';

/** A watermark that is never filled finds no change; one without an index reads the table at every scan. */
export async function checkChanges(context: RowSetContext): Promise<void> {
  const { changes, links, alias } = context.rowSet;
  if (!changes) return;
  // Of a date and its clock the date is what a scan searches by.
  const [column] = changes.by.flatMap(columnsOf);
  const table = context.tablesOf(column?.alias ?? alias)[0];
  if (!column || !table) return;
  const missing = isIndexed(table, column.name)
    ? ''
    : `${table.name}.${column.name} is not indexed: every scan for changes reads the table`;
  const filled = await countFilled(context);
  const path = ['changes', 'by'];
  if (filled === null)
    return context.report('warning', 'not-checked', path, 'how often the watermark is filled took too long to count');
  const { all, empty } = filled;
  if (all > 0 && empty === all) {
    const what = `${column.name} is empty in all ${all} rows: it shows no change`;
    const advice =
      changes.compareMs === null
        ? 'write compare: with an interval, the full comparison is all that is left'
        : 'only compare works';
    context.report('warning', 'watermark-empty', path, `${what}; ${advice}`);
  } else if (empty > 0) {
    const what = `${column.name} is empty in ${empty} of ${all} rows (${percent(empty, all)}): changes of those are found by compare only`;
    context.report('warning', 'watermark-gaps', path, what);
  }
  if (missing !== '') context.report('warning', 'watermark-not-indexed', path, missing);
  for (const { link, by } of changes.also) {
    const [child] = context.tablesOf(link);
    const [own] = columnsOf(by);
    if (child && own && links.has(link) && !isIndexed(child, own.name)) {
      const what = `${child.name}.${own.name} is not indexed: every scan for changes reads that table`;
      context.report('warning', 'watermark-not-indexed', ['changes', 'also'], what);
    }
  }
}

async function countFilled(context: RowSetContext): Promise<{ readonly all: number; readonly empty: number } | null> {
  const [mark] = context.rowSet.changes?.by ?? [];
  if (!mark) return null;
  const isMysql = context.probe.database.dialect === 'mysql';
  const rows = selectRows(context, (printer) => {
    const by = printer.print(mark);
    const text = isMysql ? `concat(${by}, '')` : `cast(${by} as text)`;
    return {
      columns: [
        `case when ${by} is null or ${text} in ('', '0', '0000-00-00', '0000-00-00 00:00:00') then 1 else 0 end as empty_`,
      ],
    };
  });
  const { sql, params } = over(rows, (from) => `select count(*), coalesce(sum(empty_), 0) from ${from}`);
  try {
    const [[all, empty] = []] = await context.probe.query(sql, params);
    return { all: Number(all), empty: Number(empty) };
  } catch (error) {
    if (error instanceof StatementFailed) return null;
    throw error;
  }
}
