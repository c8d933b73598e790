import { isUniqueBy } from '../introspection/table-facts';
import { keysInSeveralOrders, severalOrders } from '../reader/one-order';
import { counted } from './finding';
import type { RowSetContext } from './row-set-context';
import { exactText, over, selectRows } from './row-set-sql';

const KEY_LOOK_MS = 30_000;

/** Key parts that are NULL (such rows are left out) and keys that several rows have. */
export async function checkKeys(context: RowSetContext): Promise<{ readonly withoutKey: number; readonly isUnique: boolean }> {
  const withoutKey = await countWithoutKey(context);
  await checkOneOrder(context);
  return { withoutKey, isUnique: await checkUnique(context) };
}

/** Pages over a union go on after a key: its tables have to order keys alike. */
async function checkOneOrder(context: RowSetContext): Promise<void> {
  const { rowSet, probe } = context;
  const limits = { rowType: rowSet.type, timeoutMs: KEY_LOOK_MS };
  for (const key of await keysInSeveralOrders(probe.database, rowSet, limits))
    context.report('error', 'collations-differ', ['key'], severalOrders(key));
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
  const { rowSet } = context;
  const [table, ...others] = context.tablesOf(rowSet.alias);
  if (table && others.length === 0 && isUniqueBy(table, rowSet.key)) return true;
  const same = await repeatedKeys(context, (column) => exactText(context, column));
  if (same.count > 0) {
    const advice =
      others.length > 0 && !rowSet.keepFirst
        ? 'keys of a union must be unique over all its tables: write keep: first when later tables hold older copies, or add a column to the key'
        : 'a key names one row: add the columns that tell them apart, or exclude rows in where';
    const what = `${counted(same.count, 'key names', 'keys name')} several rows: ${same.examples}; ${advice}`;
    context.report('error', 'duplicate-key', ['key'], what);
    return false;
  }
  // Pages go on after the key of their last row, as the database compares keys.
  const alike = await repeatedKeys(context, (column) => column);
  if (alike.count === 0) return true;
  const what = `${counted(alike.count, 'key is', 'keys are')} one to the database, which looks past case, accents or width: ${alike.examples}`;
  context.report(
    'error',
    'duplicate-key',
    ['key'],
    `${what}; pages would lose rows: add a column that tells them apart, or read a view whose key compares exactly`,
  );
  return false;
}

interface RepeatedKeys {
  readonly count: number;
  readonly examples: string;
}

/** Keys that several rows have, compared in the form that `part` gives a column. */
async function repeatedKeys(context: RowSetContext, part: (column: string) => string): Promise<RepeatedKeys> {
  const { rowSet, probe } = context;
  const keys = rowSet.key.map((_name, index) => `_k${index}`).join(', ');
  const rows = selectRows(context, (printer) => ({
    columns: printer.keyColumns().map((column, index) => `${part(column)} as _k${index}`),
    where: printer.keyColumns().map((column) => `${column} is not null`),
  }));
  const repeated = over(rows, (from) => `select ${keys}, count(*) as times_ from ${from} group by ${keys} having count(*) > 1`);
  const count = over(repeated, (from) => `select count(*) from ${from}`);
  const found = await probe.count(count.sql, count.params);
  if (found === 0) return { count: 0, examples: '' };
  const examples = await probe.query(`${repeated.sql} limit 3`, repeated.params);
  const shown = examples.map((cells) => `${cells.slice(0, -1).join('|')} (${Number(cells.at(-1))} rows)`);
  return { count: found, examples: shown.join(', ') };
}
