import { columnsOf } from '../expression/walk-expression';
import { columnOf, type ColumnFacts, type TableFacts } from '../introspection/table-facts';
import { StatementFailed } from '../introspection/probe';
import { storedText } from '../codec/stored-text';
import type { RowType } from '../canonical/row-types';
import type { Expression } from '../expression/ast';
import type { RowSet } from '../mapping/mapping';
import { counted, valueList } from './finding';
import { type ColumnRole, roleOf } from './column-role';
import { placesOf } from './places';
import type { RowSetContext } from './row-set-context';
import { over, selectRows } from './row-set-sql';

const SET: ReadonlySet<string> = new Set(['1', 'X', 'Y', 'J', 'T', 'D', 'TRUE', 'YES', '是']);
const MOST_VALUES = 50;
/** Rows that are added up; what kind they are decides their sign. */
const DOCUMENTS: ReadonlySet<RowType> = new Set(['Invoice', 'Receipt', 'Order']);

/** Columns a mapping forgot that change which rows are meant: delete flags, tenants, kinds of document. */
export async function checkLeftOutColumns(context: RowSetContext): Promise<void> {
  const { rowSet } = context;
  const [table] = context.tablesOf(rowSet.alias);
  if (!table) return;
  const read = columnsRead(context, rowSet.alias);
  for (const column of table.columns) {
    const role = roleOf(column);
    if (role === null || read.has(column.name.toLowerCase())) continue;
    const counts = await valuesOf(context, column);
    if (counts !== null) judge(context, table, column, role, counts);
  }
  for (const link of rowSet.links.values()) {
    const [linked] = context.tablesOf(link.alias);
    if (link.kind !== 'one' && linked) await checkLinkedDeletes(context, link.alias, linked);
  }
}

function columnsRead({ label, rowSet }: RowSetContext, alias: string): ReadonlySet<string> {
  const places = placesOf(label, rowSet).filter(({ path: [part] }) => part !== 'key' && part !== 'changes');
  const columns = places.flatMap(({ expressions }) => expressions.flatMap(columnsOf));
  return new Set(columns.filter((column) => column.alias === alias).map(({ name }) => name.toLowerCase()));
}

function judge(
  context: RowSetContext,
  table: TableFacts,
  column: ColumnFacts,
  role: ColumnRole,
  counts: ReadonlyMap<string, number>,
): void {
  const name = `${table.name}.${column.name}`;
  const comment = column.comment === '' ? '' : ` (${column.comment})`;
  const values = valueList(counts);
  const inKey = context.rowSet.key.some((key) => key.toLowerCase() === column.name.toLowerCase());
  if (role === 'delete flag') {
    const set = [...counts].filter(([value]) => SET.has(value.toUpperCase())).reduce((sum, [, count]) => sum + count, 0);
    const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
    if (set === 0 || set === all) return;
    const what = `${name}${comment} looks like a delete flag and is set in ${counted(set, 'row')} that are delivered: ${values}`;
    const advice = `add it to where; if those rows belong, read it in a field (deletedStored: ${context.rowSet.alias}.${column.name})`;
    context.report('error', 'soft-delete', ['where'], `${what}; ${advice}`);
  } else if (role === 'void flag') {
    const set = [...counts].filter(([value]) => SET.has(value.toUpperCase())).reduce((sum, [, count]) => sum + count, 0);
    const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
    if (set === 0 || set === all || !DOCUMENTS.has(context.rowSet.type)) return;
    const what = `${name}${comment} looks like the flag of void documents and is set in ${counted(set, 'row')} that count as others do: ${values}`;
    const advice = `exclude them in where, or read it (voidStored: ${context.rowSet.alias}.${column.name} = ...) and derive status and openAmount from it`;
    context.report('error', 'void-not-read', ['where'], `${what}; ${advice}`);
  } else if (role === 'tenant' && counts.size > 1) {
    const what = `${name}${comment} looks like a tenant and has ${counts.size} values: ${values}`;
    if (inKey)
      context.report(
        'warning',
        'tenant',
        ['where'],
        `${what}; all of them are delivered: is that meant? If not, fix one in where`,
      );
    else
      context.report(
        'error',
        'tenant',
        ['where'],
        `${what}; their rows are mixed: fix one in where (source.params), or add it to key`,
      );
  } else if (role === 'kind' && [...counts.keys()].filter((value) => value !== '').length > 1 && !inKey) {
    const what = `${name}${comment} looks like the kind of row, has ${counts.size} values and is not read: ${values}`;
    const advice = 'if they are several kinds of document in one table, choose them in where and map kind';
    context.report(contradicted(context, table) ? 'error' : 'warning', 'kind-not-read', ['where'], `${what}; ${advice}`);
  }
}

/**
 * The delivered rows are taken for one kind of document, or all rows of a table by two row sets for two kinds of it, while a column says that there are
 * several: some of them are counted as what they are not.
 */
function contradicted({ rowSet, mapping }: RowSetContext, table: TableFacts): boolean {
  const takesAll = ({ type, where, branches }: RowSet): boolean =>
    DOCUMENTS.has(type) && where === null && branches.every((branch) => branch.where === null);
  if (DOCUMENTS.has(rowSet.type) && rowSet.fields.get('kind')?.kind === 'constant') return true;
  if (!takesAll(rowSet)) return false;
  const others = [...mapping.rows.values()].flat().filter((each) => each.name !== rowSet.name && takesAll(each));
  return others.some(({ tables }) => tables.includes(table.name));
}

async function checkLinkedDeletes(context: RowSetContext, alias: string, table: TableFacts): Promise<void> {
  const read = columnsRead(context, alias);
  for (const column of table.columns) {
    if (roleOf(column) !== 'delete flag' || read.has(column.name.toLowerCase())) continue;
    const quote = context.probe.database.dialect === 'mysql' ? '`' : '"';
    const counts = await countsOf(context, {
      sql: `select ${quote}${column.name}${quote}${isMoment(column) ? ' is not null' : ''} as value_ from ${quote}${table.name}${quote}`,
      params: [],
    });
    const set = [...(counts ?? [])].filter(([value]) => SET.has(value.toUpperCase()));
    const rows = set.reduce((sum, [, count]) => sum + count, 0);
    if (rows === 0) continue;
    const what = `${table.name}.${column.name} looks like a delete flag and is set in ${counted(rows, 'row')} that are added up`;
    context.report('error', 'soft-delete', ['with', alias], `${what}; add it to where of this link`);
  }
}

/** When a row was deleted: what counts is whether it says so. */
const isMoment = (column: ColumnFacts): boolean => roleOf(column) === 'delete flag' && column.kind === 'date';

async function valuesOf(context: RowSetContext, column: ColumnFacts): Promise<ReadonlyMap<string, number> | null> {
  if (context.rowSet.tables.some((_name, index) => !columnOf(context.tablesOf(context.rowSet.alias)[index], column.name)))
    return null;
  const named: Expression = { kind: 'column', alias: context.rowSet.alias, name: column.name };
  const expression: Expression = isMoment(column) ? { kind: 'isNull', operand: named, negated: true } : named;
  return countsOf(
    context,
    selectRows(context, (printer) => ({ columns: [`${printer.output(expression)} as value_`] })),
  );
}

/** Values with their counts; null when there are too many for a code, or they could not be counted in time. */
async function countsOf(
  { probe }: RowSetContext,
  rows: { readonly sql: string; readonly params: Parameters<RowSetContext['probe']['query']>[1] },
): Promise<ReadonlyMap<string, number> | null> {
  const { sql, params } = over(rows, (from) => `select value_, count(*) from ${from} group by value_ limit ${MOST_VALUES + 1}`);
  try {
    const found = await probe.query(sql, params);
    if (found.length > MOST_VALUES) return null;
    const counts = new Map<string, number>();
    for (const [value = null, count] of found) {
      const text = storedText(value) ?? '';
      counts.set(text, (counts.get(text) ?? 0) + Number(count));
    }
    return counts;
  } catch (error) {
    if (error instanceof StatementFailed) return null;
    throw error;
  }
}
