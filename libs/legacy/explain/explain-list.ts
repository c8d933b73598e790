import type { FieldCondition } from '../compile/condition';
import { pushCondition } from '../compile/filter';
import { keyColumnsOf } from '../compile/key-columns';
import { isRefusal } from '../compile/refusal';
import { ReadStatements, type Asked } from '../compile/read-statements';
import { RowSetPrinter } from '../compile/row-set-printer';
import { Statement, withoutHoles } from '../compile/statement';
import type { Stored } from '../codec/codec';
import type { Expression } from '../expression/ast';
import { expressionText } from '../expression/expression-text';
import { queryPlan, type PlanStep } from '../introspection/query-plan';
import type { Probe } from '../introspection/probe';
import { isHard, kindOf, type Mapping, type RowSet } from '../mapping/mapping';
import { isIndirect } from '../reader/indirect-rows';
import { inOneOrder, unionTextsOf } from '../reader/one-order';
import { RowDecoder } from '../reader/row-decoder';
import { sortExpression } from '../reader/sort-expression';
import { inTuples } from '../compile/filter';
import type { StatementLimits } from '../source/legacy-database';

const COLUMNS_MS = 10_000;

/** A list as the graph asks for it. */
export interface ListCall {
  readonly filters: readonly { readonly text: string; readonly condition: FieldCondition }[];
  readonly sort: string | null;
  readonly descending: boolean;
  readonly first: number;
  readonly today: string;
}

export interface ExplainedFilter {
  readonly filter: string;
  /**
   * `exact`: the database finds just these rows. `superset`: it finds more, and decoded rows are checked again. `decoded`: it helps
   * nothing, all rows of the parents are read and checked. `refused`: this source is left out of such lists.
   */
  readonly outcome: 'exact' | 'superset' | 'decoded' | 'refused';
  /** Its SQL, or why it is refused. */
  readonly detail: string;
}

export interface ExplainedList {
  readonly filters: readonly ExplainedFilter[];
  readonly sort: { readonly field: string | null; readonly decoded: string | null };
  /** What a cursor remembers, in order. */
  readonly cursor: readonly string[];
  readonly sql: string;
  readonly params: readonly Stored[];
  readonly plan: readonly PlanStep[];
  /** Sum of what the engine expects to read; null where it does not say. */
  readonly rowsExpected: number | null;
  readonly rowsAnswered: number;
  readonly milliseconds: number;
}

/** Compiles a list as the reader does, says what becomes of each filter, and asks the database for its plan. */
export async function explainList(mapping: Mapping, rowSet: RowSet, probe: Probe, call: ListCall): Promise<ExplainedList> {
  const { dialect } = probe.database;
  const parent = parentFilter(rowSet, call);
  const filters = call.filters.map((filter) =>
    filter === parent?.filter ? explainParent(mapping, rowSet, probe, parent) : explainFilter(mapping, rowSet, probe, filter),
  );
  const limits = { rowType: rowSet.name, timeoutMs: COLUMNS_MS };
  const sort = await sortOf(probe, rowSet, call.sort, limits);
  const decoder = new RowDecoder(mapping, rowSet, [...rowSet.fields.keys(), ...rowSet.derived.keys()]);
  const texts = await unionTextsOf(probe.database, rowSet, limits);
  const statements = new ReadStatements(rowSet, mapping.source, dialect, texts);
  const pushed = call.filters.filter(
    (filter, index) =>
      filter !== parent?.filter &&
      filters[index] &&
      filters[index].outcome !== 'refused' &&
      !isLookedBack(rowSet, filter.condition),
  );
  const { sql, params } = withoutHoles(
    statements.page(
      {
        asked: parent?.asked ?? null,
        where: pushed.map(({ condition }) => condition),
        sort: sort.expression,
        descending: call.descending,
        after: null,
        limit: call.first + 1,
      },
      decoder.selection.expressions,
    ),
  );
  const plan = await queryPlan(probe.query, dialect, sql, params);
  const started = performance.now();
  const rows = await probe.query(sql, params);
  return {
    filters,
    sort: { field: call.sort, decoded: sort.decoded },
    cursor: [
      ...(sort.expression ? [expressionText(sort.expression)] : []),
      ...rowSet.key.map((name) => `${rowSet.alias}.${name}`),
    ],
    sql,
    params,
    plan,
    rowsExpected: plan.every((step) => step.rows === null) ? null : plan.reduce((sum, step) => sum + (step.rows ?? 0), 0),
    rowsAnswered: rows.length,
    milliseconds: Math.round(performance.now() - started),
  };
}

interface ParentFilter {
  readonly filter: ListCall['filters'][number];
  readonly asked: Asked;
}

/** The first filter by the key of a reference: the graph reads such lists per parent. */
function parentFilter(rowSet: RowSet, { filters }: ListCall): ParentFilter | null {
  for (const filter of filters) {
    const { condition } = filter;
    const field = rowSet.fields.get(condition.field);
    if (condition.op !== 'in' || field?.kind !== 'ref' || !isHard(field)) continue;
    const columns = keyColumnsOf(field);
    const tuples = condition.values.flatMap((key) => columns?.values(String(key)) ?? []);
    if (columns && tuples.length > 0) return { filter, asked: { columns: columns.expressions, tuples } };
  }
  return null;
}

/** The rows of parents by a reference that does not hold their keys: the condition depends on what the parents' texts are. */
function isLookedBack(rowSet: RowSet, { field: name, op }: FieldCondition): boolean {
  const field = rowSet.fields.get(name);
  return op === 'in' && field?.kind === 'ref' && isIndirect(field);
}

function explainParent({ source }: Mapping, rowSet: RowSet, probe: Probe, { filter, asked }: ParentFilter): ExplainedFilter {
  const statement = new Statement();
  const printer = new RowSetPrinter(rowSet, source, probe.database.dialect, statement);
  const columns = asked.columns.map((column) => printer.print(column));
  return { filter: filter.text, outcome: 'exact', detail: statement.finish(inTuples(printer, columns, asked.tuples)).sql };
}

function explainFilter(
  { source }: Mapping,
  rowSet: RowSet,
  probe: Probe,
  { text, condition }: ListCall['filters'][number],
): ExplainedFilter {
  if (isLookedBack(rowSet, condition)) {
    const detail =
      'the texts that lead to these keys are found first, then their rows, which are looked up again. Not in this SQL';
    return { filter: text, outcome: 'superset', detail };
  }
  const statement = new Statement();
  const printer = new RowSetPrinter(rowSet, source, probe.database.dialect, statement);
  try {
    const pushed = pushCondition(printer, source.id, condition);
    if (!pushed.exact && !pushed.narrows)
      return { filter: text, outcome: 'decoded', detail: 'no form in SQL: the rows of the parents are read and checked' };
    return { filter: text, outcome: pushed.exact ? 'exact' : 'superset', detail: statement.finish(pushed.sql).sql };
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return { filter: text, outcome: 'refused', detail: error.message };
  }
}

async function sortOf(
  { database }: Probe,
  rowSet: RowSet,
  name: string | null,
  limits: StatementLimits,
): Promise<{ readonly expression: Expression | null; readonly decoded: string | null }> {
  if (name === null) return { expression: null, decoded: null };
  const expression = sortExpression(rowSet, name);
  if (expression !== undefined)
    return { expression: await inOneOrder(database, rowSet, expression, kindOf(rowSet, name), limits), decoded: null };
  return {
    expression: null,
    decoded: 'SQL has no order of it: all rows of the parents are read and put in order. Shown in key order',
  };
}
