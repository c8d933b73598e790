import type { Stored } from '../codec/codec';
import { storedText } from '../codec/stored-text';
import type { DialectName } from '../expression/print-sql';
import type { Probe } from '../introspection/probe';
import { StatementFailed } from '../introspection/probe';
import type { ColumnFacts, TableFacts } from '../introspection/table-facts';

const SAMPLE_ROWS = 5000;
const KEPT_ROWS = 1000;

/** What the values of a column look like, over at most 5,000 rows of its table. */
export interface ColumnProfile {
  readonly column: ColumnFacts;
  /** Rows looked at. */
  readonly rows: number;
  readonly filled: number;
  /** Distinct filled values with their counts. */
  readonly values: ReadonlyMap<string, number>;
  readonly nulls: number;
  /** What reads it, where it is no column of the row's own table. */
  readonly expression?: string;
}

/** How many values of a number column are below and above zero. */
export interface Signs {
  readonly negative: number;
  readonly positive: number;
}

export interface TableProfile {
  readonly table: TableFacts;
  readonly columns: readonly ColumnProfile[];
  /** Some of the rows looked at, spread over them. */
  readonly rows: readonly (readonly Stored[])[];
  /** The signs of a number column, by the values of a column of few values. */
  signs(number: string, kind: string): ReadonlyMap<string, Signs>;
  /** All rows were looked at. */
  readonly isComplete: boolean;
}

/** Reads a sample of a table in one statement. */
export async function profileTable(probe: Probe, table: TableFacts): Promise<TableProfile> {
  const quote = quoter(probe.database.dialect);
  const names = table.columns.map(({ name }) => quote(name)).join(', ');
  const rows = await sampleOf(probe, table, `select ${names} from ${quote(table.name)}`, table.primaryKey.map(quote));
  const columns = table.columns.map((column, place) => {
    const values = new Map<string, number>();
    let nulls = 0;
    for (const cells of rows) {
      const text = storedText(cells[place]);
      if (text !== null) values.set(text, (values.get(text) ?? 0) + 1);
      else if ((cells[place] ?? null) === null) nulls += 1;
    }
    const filled = [...values.values()].reduce((sum, count) => sum + count, 0);
    return { column, rows: rows.length, filled, values, nulls };
  });
  const step = Math.max(1, Math.floor(rows.length / KEPT_ROWS));
  const kept = rows.filter((_row, index) => index % step === 0);
  const placeOf = (name: string): number => table.columns.findIndex((column) => column.name === name);
  return {
    table,
    columns,
    rows: kept,
    signs: (number, kind) => signsOf(kept, placeOf(kind), placeOf(number)),
    isComplete: rows.length < SAMPLE_ROWS,
  };
}

/** The first rows of a table, or its first and last ones in the order of its key: kinds of document often stand apart there. */
async function sampleOf(probe: Probe, table: TableFacts, select: string, key: readonly string[]) {
  if (table.rows <= SAMPLE_ROWS || key.length === 0) return readSample(probe, `${select} limit ${SAMPLE_ROWS}`);
  const half = SAMPLE_ROWS / 2;
  const first = await readSample(probe, `${select} order by ${key.join(', ')} limit ${half}`);
  const last = await readSample(probe, `${select} order by ${key.map((name) => `${name} desc`).join(', ')} limit ${half}`);
  return [...first, ...last];
}

function signsOf(rows: readonly (readonly Stored[])[], kind: number, number: number): ReadonlyMap<string, Signs> {
  const found = new Map<string, { negative: number; positive: number }>();
  for (const row of rows) {
    const value = storedText(row[kind]);
    const size = Number(row[number] ?? 0);
    if (value === null || size === 0 || Number.isNaN(size)) continue;
    const signs = found.get(value) ?? { negative: 0, positive: 0 };
    found.set(value, signs);
    if (size < 0) signs.negative += 1;
    else signs.positive += 1;
  }
  return found;
}

/** A view that cannot be read is a table nobody knows anything of. */
async function readSample(probe: Probe, sql: string) {
  try {
    return await probe.query(sql, []);
  } catch (error) {
    if (error instanceof StatementFailed) return [];
    throw error;
  }
}

function quoter(dialect: DialectName): (name: string) => string {
  return dialect === 'mysql' ? (name) => `\`${name.replaceAll('`', '``')}\`` : (name) => `"${name.replaceAll('"', '""')}"`;
}

/** Share of filled values that fulfil `test`, each value counted as often as it stands. */
export function shareOf({ values, filled }: ColumnProfile, test: (text: string) => boolean): number {
  if (filled === 0) return 0;
  let count = 0;
  for (const [text, times] of values) if (test(text)) count += times;
  return count / filled;
}
