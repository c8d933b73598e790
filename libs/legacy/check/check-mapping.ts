import type { RowType } from '../canonical/row-types';
import { StatementFailed, type Probe } from '../introspection/probe';
import { readTables } from '../introspection/read-tables';
import type { Mapping } from '../mapping/mapping';
import { unionTextsOf } from '../reader/one-order';
import type { SourceReader } from '../reader/source-reader';
import { checkChanges } from './change-watermark';
import { checkComparisons } from './comparisons';
import { Definitions } from './definitions';
import type { CheckReport, Finding, RowSetReport, Severity } from './finding';
import { checkLeftOutColumns } from './left-out-columns';
import { checkLinks } from './link-cardinality';
import { checkLookUps, checkTextLookUp } from './look-up-plans';
import { missingNames } from './missing-names';
import { checkMultipliedSums } from './multiplied-sums';
import { checkReadable } from './readable';
import { countRows, reconcile } from './reconcile';
import { checkKeys } from './row-keys';
import { RowSetContext, rowSetsOf } from './row-set-context';
import { survey, type Collector, type SurveyResult } from './survey';
import { CodesCollector } from './values/codes';
import { DatesCollector } from './values/dates';
import { FillCollector } from './values/fill';
import { MojibakeCollector } from './values/mojibake';
import { MoneyTotals } from './values/money-totals';
import { NarrowProof } from './values/narrow-proof';
import { NumbersCollector } from './values/numbers';
import { RatesCollector } from './values/rates';
import { RefHits } from './values/ref-hits';
import { SignsCollector } from './values/signs';

export interface CheckOptions {
  /** Business day, for derived fields. */
  readonly today: string;
  /** Rows to decode of each row set; of a bigger table the first and the last ones are read. */
  readonly maxRows: number;
  /** Readers of the source itself and of others its references lead to, by source id. */
  readonly readers: ReadonlyMap<string, SourceReader>;
}

const COLUMNS_MS = 30_000;
const SEVERITIES: readonly Severity[] = ['error', 'warning', 'note'];

/** Proves a mapping against its database. Only reads. @throws SourceUnavailableError when the database cannot be reached */
export async function checkMapping(mapping: Mapping, probe: Probe, options: CheckOptions): Promise<CheckReport> {
  const definitions = await Definitions.read(mapping.file);
  const tables = await readTables(probe.query, probe.database.dialect);
  const contexts: RowSetContext[] = [];
  for (const { label, rowSet } of rowSetsOf(mapping)) {
    const texts = await unionTextsOf(probe.database, rowSet, { rowType: label, timeoutMs: COLUMNS_MS });
    contexts.push(new RowSetContext(mapping, label, rowSet, definitions, tables, probe, texts));
  }
  const rowSets: RowSetReport[] = [];
  const readable = new Map<RowType, RowSetContext>();
  const results = new Map<RowSetContext, Pick<RowSetReport, 'rows' | 'decoded'>>();
  for (const context of contexts) {
    results.set(context, await checkRowSet(context, options));
    if (!context.findings.some(({ code }) => code === 'unknown-name' || code === 'cannot-be-read')) {
      readable.set(context.rowSet.type, context);
    }
  }
  for (const context of readable.values()) await checkTextTargets(context, readable);
  for (const context of contexts) {
    const { rows = null, decoded = 0 } = results.get(context) ?? {};
    const { label, rowSet } = context;
    rowSets.push({ label, tables: rowSet.tables, rows, decoded, findings: sorted(context.findings) });
  }
  return { source: mapping.source.id, file: mapping.file, rowSets };
}

async function checkRowSet(context: RowSetContext, options: CheckOptions): Promise<Pick<RowSetReport, 'rows' | 'decoded'>> {
  if (!checkNames(context)) return { rows: null, decoded: 0 };
  checkComparisons(context);
  if (!(await checkReadable(context))) return { rows: null, decoded: 0 };
  const counts = await countRows(context);
  const keys = await unlessSlow(context, ['key'], 'whether keys are unique', () => checkKeys(context));
  await checkLinks(context);
  await checkMultipliedSums(context);
  await checkLeftOutColumns(context);
  // Pages are read by key: where keys repeat, every row would come several times.
  const canPage = keys?.isUnique ?? true;
  const result = canPage ? await unlessSlow(context, ['fields'], 'the values', () => surveyValues(context, options)) : null;
  if (counts && keys && result) reconcile(context, counts, keys.withoutKey, result);
  await checkChanges(context);
  await checkLookUps(context);
  return { rows: counts?.stored ?? null, decoded: result?.decoded ?? 0 };
}

function checkNames(context: RowSetContext): boolean {
  const { tables, label, rowSet } = context;
  const known = {
    tables: [...tables.keys()],
    columnsOf: (table: string) => tables.get(table)?.columns.map(({ name }) => name) ?? null,
  };
  const missing = missingNames(label, rowSet, known);
  for (const { path, message } of missing) context.report('error', 'unknown-name', path, message);
  return missing.length === 0;
}

async function surveyValues(context: RowSetContext, { today, maxRows, readers }: CheckOptions): Promise<SurveyResult> {
  const collectors: readonly Collector[] = [
    new FillCollector(context),
    new CodesCollector(context),
    new DatesCollector(context),
    new NumbersCollector(context),
    new SignsCollector(context),
    new RatesCollector(context),
    new MojibakeCollector(context),
    new NarrowProof(context),
    new MoneyTotals(context),
    new RefHits(context, readers),
  ];
  return survey(context, collectors, { today, maxRows });
}

/** References by text look their target up by a column; the plan of that look-up belongs to the target's row set. */
async function checkTextTargets(context: RowSetContext, readable: ReadonlyMap<RowType, RowSetContext>): Promise<void> {
  for (const field of context.rowSet.fields.values()) {
    if (field.kind !== 'ref' || field.by === null) continue;
    for (const { system, type } of field.targets) {
      const target = system === context.mapping.source.id ? readable.get(type) : undefined;
      if (target) await checkTextLookUp(target, field.by, `${context.label}.${field.name}`);
    }
  }
}

/** Null, and a warning, when a statement does not finish in time. */
async function unlessSlow<T>(
  context: RowSetContext,
  path: readonly string[],
  what: string,
  work: () => Promise<T>,
): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof StatementFailed)) throw error;
    context.report('warning', 'not-checked', path, `${what} could not be checked: ${error.message}`);
    return null;
  }
}

function sorted(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || a.line - b.line);
}
