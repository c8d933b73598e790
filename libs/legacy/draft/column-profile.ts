import { storedText } from '../codec/stored-text';
import type { DialectName } from '../expression/print-sql';
import type { Probe } from '../introspection/probe';
import { StatementFailed } from '../introspection/probe';
import type { ColumnFacts, TableFacts } from '../introspection/table-facts';

const SAMPLE_ROWS = 5000;

/** What the values of a column look like, over at most 5,000 rows of its table. */
export interface ColumnProfile {
  readonly column: ColumnFacts;
  /** Rows looked at. */
  readonly rows: number;
  readonly filled: number;
  /** Distinct filled values with their counts. */
  readonly values: ReadonlyMap<string, number>;
  readonly nulls: number;
}

export interface TableProfile {
  readonly table: TableFacts;
  readonly columns: readonly ColumnProfile[];
  /** All rows were looked at. */
  readonly isComplete: boolean;
}

/** Reads a sample of a table in one statement. */
export async function profileTable(probe: Probe, table: TableFacts): Promise<TableProfile> {
  const quote = quoter(probe.database.dialect);
  const names = table.columns.map(({ name }) => quote(name)).join(', ');
  const rows = await readSample(probe, `select ${names} from ${quote(table.name)} limit ${SAMPLE_ROWS}`);
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
  return { table, columns, isComplete: rows.length < SAMPLE_ROWS };
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
