import { isUniqueBy } from '../introspection/table-facts';
import { counted } from './finding';
import type { RowSetContext } from './row-set-context';
import { exactText, over, selectRows } from './row-set-sql';

/** Key parts that are NULL (such rows are left out) and keys that several rows have. */
export async function checkKeys(context: RowSetContext): Promise<{ readonly withoutKey: number; readonly isUnique: boolean }> {
  const withoutKey = await countWithoutKey(context);
  return { withoutKey, isUnique: await checkUnique(context) };
}

async function countWithoutKey(context: RowSetContext): Promise<number> {
  const { rowSet, probe } = context;
  const tables = context.tablesOf(rowSet.alias);
  const nullable = rowSet.key.filter((name) =>
    tables.some(({ columns }) => columns.some((column) => column.name.toLowerCase() === name.toLowerCase() && column.nullable)),
  );
  if (nullable.length === 0) return 0;
  const rows = selectRows(context, (printer) => ({
    columns: ['1 as one_'],
    where: [`(${nullable.map((name) => `${printer.column(rowSet.alias, name)} is null`).join(' or ')})`],
  }));
  const { sql, params } = over(rows, (from) => `select count(*) from ${from}`);
  const count = await probe.count(sql, params);
  if (count > 0) {
    const which = `${counted(count, 'row has', 'rows have')} NULL in the key (${nullable.join(', ')}) and will be left out`;
    context.report(
      'warning',
      'null-key',
      ['key'],
      `${which}; choose columns that are always filled, or exclude these rows in where`,
    );
  }
  return count;
}

async function checkUnique(context: RowSetContext): Promise<boolean> {
  const { rowSet, probe } = context;
  const [table, ...others] = context.tablesOf(rowSet.alias);
  if (table && others.length === 0 && isUniqueBy(table, rowSet.key)) return true;
  const keys = rowSet.key.map((_name, index) => `_k${index}`).join(', ');
  const rows = selectRows(context, (printer) => ({
    columns: printer.keyColumns().map((column, index) => `${exactText(context, column)} as _k${index}`),
    where: printer.keyColumns().map((column) => `${column} is not null`),
  }));
  const repeated = over(rows, (from) => `select ${keys}, count(*) as times_ from ${from} group by ${keys} having count(*) > 1`);
  const count = over(repeated, (from) => `select count(*) from ${from}`);
  const found = await probe.count(count.sql, count.params);
  if (found === 0) return true;
  const examples = await probe.query(`${repeated.sql} limit 3`, repeated.params);
  const shown = examples.map((cells) => `${cells.slice(0, -1).join('|')} (${Number(cells.at(-1))} rows)`).join(', ');
  const advice =
    others.length > 0 && !rowSet.keepFirst
      ? 'keys of a union must be unique over all its tables: write keep: first when later tables hold older copies, or add a column to the key'
      : 'a key names one row: add the columns that tell them apart, or exclude rows in where';
  context.report(
    'error',
    'duplicate-key',
    ['key'],
    `${counted(found, 'key names', 'keys name')} several rows: ${shown}; ${advice}`,
  );
  return false;
}
