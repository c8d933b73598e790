import type { Expression } from '../expression/ast';
import { columnsOf, walk } from '../expression/walk-expression';
import { isUniqueBy, type TableFacts } from '../introspection/table-facts';
import { StatementFailed } from '../introspection/probe';
import type { Link } from '../mapping/mapping';
import { RowSetPrinter } from '../compile/row-set-printer';
import { Statement, withoutHoles } from '../compile/statement';
import { counted } from './finding';
import type { RowSetContext } from './row-set-context';

/** `one` links that hit several rows multiply the rows and every sum; links that hit nothing leave their fields empty. */
export async function checkLinks(context: RowSetContext): Promise<void> {
  for (const link of context.rowSet.links.values()) {
    const [table] = context.tablesOf(link.alias);
    if (!table) continue;
    try {
      const unique = isUniqueBy(table, fixedColumns(link));
      if (link.kind === 'one' && !unique) await checkOne(context, link);
      if (link.kind === 'first' && !isUniqueBy(table, [...fixedColumns(link), ...link.key])) await checkFirst(context, link);
      await checkHits(context, link, table);
    } catch (error) {
      if (!(error instanceof StatementFailed)) throw error;
      context.report('warning', 'not-checked', ['with', link.alias], `whether it hits one row was not checked: ${error.message}`);
    }
  }
}

/** Columns of the linked table that `on` and `where` hold to one value per row, unless they stand in an `or`. */
function fixedColumns(link: Link): readonly string[] {
  return [link.on, ...(link.where ? [link.where] : [])].flatMap(conjuncts).flatMap((part) => {
    if (part.kind !== 'binary' || part.op !== '=') return [];
    const isOwn = (side: Expression) => side.kind === 'column' && side.alias === link.alias;
    const other = isOwn(part.left) ? part.right : part.left;
    const own = isOwn(part.left) ? part.left : part.right;
    return own.kind === 'column' && own.alias === link.alias && columnsOf(other).every(({ alias }) => alias !== link.alias)
      ? [own.name]
      : [];
  });
}

function conjuncts(expression: Expression): readonly Expression[] {
  return expression.kind === 'binary' && expression.op === 'and'
    ? [...conjuncts(expression.left), ...conjuncts(expression.right)]
    : [expression];
}

// Counted in the linked table by the columns that `on` holds: the same for every row that links to it.
async function checkOne(context: RowSetContext, link: Link): Promise<void> {
  const found = await repeatedGroups(context, link, fixedColumns(link));
  if (found === null || found.groups === 0) return;
  const reached = await reachesSeveral(context, link);
  if (reached === 0) return;
  const many = `${counted(reached ?? found.groups, reached === null ? 'value hits' : 'row hits', reached === null ? 'values hit' : 'rows hit')}`;
  const advice = 'complete "on", or write a "first" link with an order, or an "all" link inside sum, max or count';
  context.report(
    'error',
    'several-rows',
    ['with', link.alias],
    `a "one" link must hit at most one row of ${link.table}, but ${many} several (such as ${found.example}): rows and sums are multiplied; ${advice}`,
  );
}

async function checkFirst(context: RowSetContext, link: Link): Promise<void> {
  const found = await repeatedGroups(context, link, [...fixedColumns(link), ...link.key]);
  if (found === null || found.groups === 0) return;
  const which = `its key (${link.key.join(', ')}) does not name one row of ${link.table} within "on": ${found.example} stands ${found.times} times`;
  context.report('error', 'several-rows', ['with', link.alias], `${which}, so rows are multiplied; add columns to "key"`);
}

interface Repeated {
  readonly groups: number;
  readonly example: string;
  readonly times: number;
}

async function repeatedGroups(context: RowSetContext, link: Link, columns: readonly string[]): Promise<Repeated | null> {
  if (columns.length === 0) return null;
  const { probe } = context;
  const printer = printerOf(context);
  const names = columns.map((name) => `${printer.quote(link.alias)}.${printer.quote(name)}`);
  const own = link.where && columnsOf(link.where).every(({ alias }) => alias === link.alias) ? link.where : null;
  const filters = [...names.map((name) => `${name} is not null`), ...(own ? [printed(context, own)] : [])];
  const select = `select ${names.join(', ')}, count(*) as times_ from ${printer.quote(link.table)} ${printer.quote(link.alias)}
    where ${filters.map((filter) => (typeof filter === 'string' ? filter : filter.sql)).join(' and ')}
    group by ${names.join(', ')} having count(*) > 1`;
  const params = filters.flatMap((filter) => (typeof filter === 'string' ? [] : filter.params));
  const groups = await probe.count(`select count(*) from (${select}) groups_`, params);
  if (groups === 0) return { groups, example: '', times: 0 };
  const [cells = []] = await probe.query(`${select} order by times_ desc limit 1`, params);
  return { groups, example: cells.slice(0, -1).join('|'), times: Number(cells.at(-1)) };
}

/** Rows of the row set that the link multiplies; null when it hangs on an "all" link and has no rows of its own. */
async function reachesSeveral(context: RowSetContext, link: Link): Promise<number | null> {
  const { rowSet, probe } = context;
  if (hangsOnAll(context, link)) return null;
  const statement = new Statement();
  const selects = rowSet.branches.map((_branch, index) => {
    const printer = printerOf(context, statement, index);
    const key = printer.keyColumns();
    const hit = printer.column(link.alias, columnsOf(link.on).find(({ alias }) => alias === link.alias)?.name ?? '');
    const where = [`${hit} is not null`, ...printer.where()].join(' and ');
    return `select 1 as one_ from ${printer.table()}${printer.joins()} where ${where} group by ${key.join(', ')} having count(*) > 1`;
  });
  const { sql, params } = withoutHoles(statement.finish(`select count(*) from (${selects.join(' union all ')}) rows_`));
  return probe.count(sql, params);
}

async function checkHits(context: RowSetContext, link: Link, table: TableFacts): Promise<void> {
  const { rowSet, probe } = context;
  const own = columnsOf(link.on).find(({ alias }) => alias === link.alias);
  if (!own || hangsOnAll(context, link, true) || table.rows === 0) return;
  const statement = new Statement();
  const selects = rowSet.branches.map((_branch, index) => {
    const printer = printerOf(context, statement, index);
    const hit =
      link.kind === 'all'
        ? printer.print({ kind: 'call', name: 'exists', args: [own] })
        : `${printer.column(own.alias ?? '', own.name)} is not null`;
    const where = [hit, ...printer.where()].join(' and ');
    return `select * from (select 1 as one_ from ${printer.table()}${printer.joins()} where ${where} limit 1) branch${index}`;
  });
  const { sql, params } = withoutHoles(statement.finish(`select count(*) from (${selects.join(' union all ')}) rows_`));
  if ((await probe.count(sql, params)) > 0) return;
  const advice = 'compare the stored values on both sides (padding, blanks, another key)';
  context.report('warning', 'link-hits-nothing', ['with', link.alias], `no row finds a row of ${link.table}; ${advice}`);
}

/** The link, or one it is joined to, is an "all" link. `above`: the link's own kind does not count. */
function hangsOnAll(context: RowSetContext, link: Link, above = false): boolean {
  if (link.kind === 'all' && !above) return true;
  const parents = [...walk(link.on), ...(link.where ? walk(link.where) : [])].flatMap((part) =>
    part.kind === 'column' && part.alias !== link.alias ? (context.rowSet.links.get(part.alias ?? '') ?? []) : [],
  );
  return parents.some((parent) => hangsOnAll(context, parent));
}

function printerOf({ rowSet, mapping, probe }: RowSetContext, statement = new Statement(), branch = 0): RowSetPrinter {
  return new RowSetPrinter(rowSet, mapping.source, probe.database.dialect, statement, branch);
}

function printed(context: RowSetContext, expression: Expression) {
  const statement = new Statement();
  const printer = printerOf(context, statement);
  return withoutHoles(statement.finish(printer.print(expression)));
}
