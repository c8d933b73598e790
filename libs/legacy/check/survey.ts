import { withoutHoles } from '../compile/statement';
import type { Stored } from '../codec/codec';
import { ReadStatements } from '../compile/read-statements';
import type { Position } from '../compile/keyset';
import type { Expression } from '../expression/ast';
import type { CanonicalRow } from '../reader/canonical-row';
import { RowDecoder } from '../reader/row-decoder';
import type { RowSetContext } from './row-set-context';

const BATCH_ROWS = 5000;

/** A decoded row beside the stored values it was decoded from. */
export interface SurveyedRow {
  readonly row: CanonicalRow;
  /** Stored value of an expression that the survey selects. */
  readonly stored: (expression: Expression) => Stored;
}

/** Looks at decoded rows one after the other and reports at the end. */
export interface Collector {
  /** Stored values it needs besides those of the fields. */
  readonly needs?: readonly Expression[];
  add(row: SurveyedRow): void;
  report(survey: SurveyResult): void | Promise<void>;
}

export interface SurveyResult {
  /** Rows that were decoded. */
  readonly decoded: number;
  /** All rows were: what is true of these is true of all. */
  readonly isComplete: boolean;
}

/** Decodes rows of a row set for its collectors: all, or of a big table the first and the last ones in key order. */
export async function survey(
  context: RowSetContext,
  collectors: readonly Collector[],
  { today, maxRows }: { readonly today: string; readonly maxRows: number },
): Promise<SurveyResult> {
  const { mapping, rowSet } = context;
  const decoder = new RowDecoder(mapping, rowSet, [...rowSet.fields.keys(), ...rowSet.derived.keys()]);
  const places = new Map<Expression, number>();
  for (const field of rowSet.fields.values()) {
    if (field.kind === 'constant') continue;
    for (const part of field.from) places.set(part, decoder.selection.add(part));
    if (field.kind === 'stored' && field.currency) places.set(field.currency, decoder.selection.add(field.currency));
  }
  for (const part of collectors.flatMap(({ needs = [] }) => needs)) places.set(part, decoder.selection.add(part));
  const first = rowSet.key.length + 2;
  const seen = new Set<string>();
  const pass = async (descending: boolean, limit: number): Promise<boolean> => {
    let read = 0;
    for await (const cells of pages(context, decoder.selection.expressions, descending)) {
      const row = decoder.decode(cells, { asked: 0, paged: true }, { today });
      read += 1;
      if (row && !seen.has(row.key)) {
        if (maxRows < context.estimatedRows) seen.add(row.key);
        const stored = (expression: Expression): Stored => cells[first + (places.get(expression) ?? -1)] ?? null;
        for (const collector of collectors) collector.add({ row, stored });
        decoded += 1;
      } else if (row && descending) return true;
      if (read >= limit) return false;
    }
    return true;
  };
  let decoded = 0;
  const isSampled = context.estimatedRows > maxRows;
  let isComplete = await pass(false, isSampled ? Math.ceil(maxRows / 2) : maxRows * 2);
  if (!isComplete && isSampled) isComplete = await pass(true, Math.floor(maxRows / 2));
  const result = { decoded, isComplete };
  for (const collector of collectors) await collector.report(result);
  return result;
}

async function* pages(
  { rowSet, mapping, probe, texts }: RowSetContext,
  selection: readonly Expression[],
  descending: boolean,
): AsyncGenerator<readonly Stored[]> {
  const statements = new ReadStatements(rowSet, mapping.source, probe.database.dialect, texts);
  let after: Position | null = null;
  for (;;) {
    const query = { asked: null, where: [], sort: null, descending, after, limit: BATCH_ROWS };
    const { sql, params } = withoutHoles(statements.page(query, selection));
    const rows: readonly (readonly Stored[])[] = await probe.query(sql, params);
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < BATCH_ROWS) return;
    after = { key: last.slice(0, rowSet.key.length).map(String) };
  }
}
