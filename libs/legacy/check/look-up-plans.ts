import type { Expression } from '../expression/ast';
import { keyColumnsOf } from '../compile/key-columns';
import { ReadStatements } from '../compile/read-statements';
import { withoutHoles } from '../compile/statement';
import { queryPlan, stepText, type PlanStep } from '../introspection/query-plan';
import { StatementFailed } from '../introspection/probe';
import { isHard, type RefField } from '../mapping/mapping';
import { RowDecoder } from '../reader/row-decoder';
import { selectRows } from './row-set-sql';
import type { RowSetContext } from './row-set-context';

const MANY_ROWS = 1000;
const ASKED = 20;

/** The plans of the look-ups the graph makes: by key, and by each reference that lists rows of a parent. */
export async function checkLookUps(context: RowSetContext): Promise<void> {
  const { rowSet } = context;
  const key = rowSet.key.map((name): Expression => ({ kind: 'column', alias: rowSet.alias, name }));
  await checkLookUp(context, 'key', ['key'], key);
  for (const field of rowSet.fields.values()) {
    if (field.kind !== 'ref' || !(isHard(field) || listsOfCustomer(context, field))) continue;
    const columns = keyColumnsOf(field);
    if (!columns) reportCleaned(context, field);
    else if (columns.expressions.length > 0) {
      await checkLookUp(context, field.name, ['fields', field.name], columns.expressions);
    }
  }
}

/** Other references by text lead from a row to another, and no list is read by them. */
function listsOfCustomer({ rowSet }: RowSetContext, { targets }: RefField): boolean {
  const isParty = (type: string): boolean => type === 'Party' || type === 'Guest';
  return !isParty(rowSet.type) && targets.some(({ type }) => isParty(type));
}

function reportCleaned(context: RowSetContext, field: RefField): void {
  const rows = context.tablesOf(context.rowSet.alias).reduce((sum, table) => sum + table.rows, 0);
  if (rows <= MANY_ROWS || !listsOfCustomer(context, field)) return;
  const why = `lists by ${field.name} read its ${rows} stored texts first, for each has to be cleaned`;
  context.report('warning', 'full-scan', ['fields', field.name], `${why}; without clean they use an index`);
}

/** The look-up of rows by the text of a field, which references by text make. */
export async function checkTextLookUp(context: RowSetContext, field: string, referrer: string): Promise<void> {
  const mapped = context.rowSet.fields.get(field);
  const [column] = mapped?.kind === 'stored' ? mapped.from : [];
  if (column?.kind === 'column') await checkLookUp(context, `${field}, for ${referrer}`, ['fields', field], [column]);
}

async function checkLookUp(
  context: RowSetContext,
  by: string,
  path: readonly string[],
  columns: readonly Expression[],
): Promise<void> {
  const { rowSet, mapping, probe, texts } = context;
  try {
    const samples = await sampleTuples(context, columns);
    if (samples.length === 0) return;
    const decoder = new RowDecoder(mapping, rowSet, [...rowSet.fields.keys(), ...rowSet.derived.keys()]);
    const statements = new ReadStatements(rowSet, mapping.source, probe.database.dialect, texts);
    const { sql, params } = withoutHoles(statements.all({ columns, tuples: samples }, [], decoder.selection.expressions));
    const plan = await queryPlan(probe.query, probe.database.dialect, sql, params);
    const reads = tableReads(context, plan);
    const slow = reads.filter(({ step, rows }) => step.readsAll && rows > MANY_ROWS);
    for (const { step, table, rows } of slow) {
      const names = columns.flatMap((column) => (column.kind === 'column' && column.alias === step.table ? [column.name] : []));
      const serving = indexBy(context, step.table, table, names);
      if (serving) {
        const why = `the server reads all ${rows} rows of ${table} although index ${serving} serves it: so small a table is read as fast`;
        context.report('note', 'plan', path, `by ${by}: ${why}`);
        continue;
      }
      const isComputed = columns.some((column) => column.kind === 'call');
      const advice = isComputed
        ? 'what it is computed of has no index; a link to the row with the stored number can use one'
        : names.length > 0
          ? `an index on ${table} (${names.join(', ')}) would answer it; without one every look-up reads the table`
          : `an index on the columns of its "on" would answer it`;
      context.report('warning', 'full-scan', path, `look-up by ${by} reads all ${rows} rows of ${table}; ${advice}`);
    }
    if (slow.length === 0)
      context.report('note', 'plan', path, `by ${by}: ${reads.map(({ step }) => stepText(step)).join('; ')}`);
  } catch (error) {
    if (!(error instanceof StatementFailed)) throw error;
    context.report('warning', 'not-checked', path, `the plan of the look-up by ${by} was not checked: ${error.message}`);
  }
}

/** An index of the table that starts with the columns, in any order of theirs. */
function indexBy(context: RowSetContext, alias: string, table: string, columns: readonly string[]): string | null {
  const facts = context.tablesOf(alias.replace(/_x$/, '')).find(({ name }) => name === table);
  const wanted = new Set(columns.map((name) => name.toLowerCase()));
  if (wanted.size === 0) return null;
  const starts = (index: readonly string[]): boolean =>
    index.slice(0, wanted.size).filter((name) => wanted.has(name.toLowerCase())).length === wanted.size;
  return facts?.indexes.find((index) => starts(index.columns))?.name ?? null;
}

async function sampleTuples(context: RowSetContext, columns: readonly Expression[]): Promise<readonly (readonly string[])[]> {
  const { sql, params } = selectRows(context, (printer) => {
    const printed = columns.map((column) => printer.print(column));
    return {
      columns: columns.map((column, index) => `${printer.output(column)} as _a${index}`),
      where: printed.map((column) => `${column} is not null`),
      limit: ASKED,
    };
  });
  const rows = await context.probe.query(sql, params);
  return rows.map((cells) => cells.map(String));
}

interface TableRead {
  readonly step: PlanStep;
  readonly table: string;
  readonly rows: number;
}

/** The steps that read tables of the mapping; those of a union go by one alias and come in the order of its tables. */
function tableReads(context: RowSetContext, plan: readonly PlanStep[]): readonly TableRead[] {
  const seen = new Map<string, number>();
  return plan.flatMap((step) => {
    // The inner copy of a "first" link.
    const alias = step.table.replace(/_x$/, '');
    const tables = context.tablesOf(alias);
    const place = seen.get(alias) ?? 0;
    seen.set(alias, place + 1);
    const table = tables[place % Math.max(1, tables.length)];
    return table ? [{ step, table: table.name, rows: step.rows ?? table.rows }] : [];
  });
}
