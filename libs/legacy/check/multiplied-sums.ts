import { isAggregate } from '../expression/functions';
import { columnsOf, walk, type Call } from '../expression/walk-expression';
import { Statement, withoutHoles } from '../compile/statement';
import { RowSetPrinter } from '../compile/row-set-printer';
import { StatementFailed } from '../introspection/probe';
import type { Link } from '../mapping/mapping';
import { counted } from './finding';
import { placesOf } from './places';
import type { RowSetContext } from './row-set-context';

/** Sums that read an "all" link together with another one that hangs on it: a value of the first is added once per row of the second. */
export async function checkMultipliedSums(context: RowSetContext): Promise<void> {
  const { label, rowSet } = context;
  for (const { path, expressions } of placesOf(label, rowSet)) {
    const calls = expressions.flatMap((expression) =>
      [...walk(expression)].filter((part): part is Call => part.kind === 'call' && ['sum', 'count'].includes(part.name)),
    );
    for (const call of calls.filter(({ name }) => isAggregate(name))) await checkCall(context, path, call);
  }
}

async function checkCall(context: RowSetContext, path: readonly (string | number)[], call: Call): Promise<void> {
  const aliases = new Set(call.args.flatMap(columnsOf).map(({ alias }) => alias ?? ''));
  const links = [...aliases].flatMap((alias) => context.rowSet.links.get(alias) ?? []).filter(({ kind }) => kind === 'all');
  for (const child of links) {
    const parent = links.find(({ alias }) => alias !== child.alias && readsFrom(child, alias));
    if (!parent) continue;
    try {
      const times = await mostChildren(context, parent, child);
      if (times < 2) continue;
      const what = `${call.name}(...) reads ${parent.alias} and ${child.alias} together, and a row of ${parent.table} has up to ${counted(times, 'row')} of ${child.table}`;
      const advice = `the values of ${parent.alias} are added that often; write two aggregates`;
      context.report('warning', 'multiplied-sum', path, `${what}: ${advice}`);
    } catch (error) {
      if (!(error instanceof StatementFailed)) throw error;
      context.report(
        'warning',
        'not-checked',
        path,
        `whether ${call.name}(...) adds values twice was not checked: ${error.message}`,
      );
    }
  }
}

function readsFrom({ on, where }: Link, alias: string): boolean {
  return [on, ...(where ? [where] : [])].flatMap(columnsOf).some((column) => column.alias === alias);
}

/** The most rows of `child` that one row of `parent` has. */
async function mostChildren(context: RowSetContext, parent: Link, child: Link): Promise<number> {
  const { rowSet, mapping, probe } = context;
  const [table] = context.tablesOf(parent.alias);
  if (!table || table.primaryKey.length === 0) return 0;
  const statement = new Statement();
  // The pair alone: the parent takes the place of the row set.
  const pair = {
    ...rowSet,
    tables: [parent.table],
    branches: [{ table: parent.table, view: null, where: null, columns: new Map() }],
    alias: parent.alias,
    links: new Map([[child.alias, { ...child, kind: 'one' as const }]]),
  };
  const printer = new RowSetPrinter(pair, mapping.source, probe.database.dialect, statement);
  const key = table.primaryKey.map((name) => printer.column(parent.alias, name));
  const own = columnsOf(child.on).find(({ alias }) => alias === child.alias);
  if (!own || columnsOf(child.on).some(({ alias }) => alias !== child.alias && alias !== parent.alias)) return 0;
  const hit = printer.column(child.alias, own.name);
  const groups = `select count(*) as times_ from ${printer.table()}${printer.joins()} where ${hit} is not null group by ${key.join(', ')}`;
  const { sql, params } = withoutHoles(statement.finish(`select coalesce(max(times_), 0) from (${groups}) groups_`));
  return probe.count(sql, params);
}
