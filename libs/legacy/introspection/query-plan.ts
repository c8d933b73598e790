import type { DialectName } from '../expression/print-sql';
import type { Query } from './query';
import type { Stored } from '../codec/codec';

/** One table access of a plan. */
export interface PlanStep {
  /** Alias in the statement. */
  readonly table: string;
  /** `range`, `ref`, `eq_ref`, `ALL` ... on MySQL; `search` or `scan` on SQLite. */
  readonly access: string;
  readonly index: string | null;
  /** Rows the engine expects to read per execution; null: it does not say. */
  readonly rows: number | null;
  /** Reads every row of the table or of an index. */
  readonly readsAll: boolean;
}

/** As a table of rows: newer servers draw a tree unless told. */
export const EXPLAIN_MYSQL = 'explain format=traditional';

/** The engine's plan of a statement, without running it. */
export async function queryPlan(
  query: Query,
  dialect: DialectName,
  sql: string,
  params: readonly Stored[],
): Promise<readonly PlanStep[]> {
  if (dialect === 'sqlite') return (await query(`explain query plan ${sql}`, params)).flatMap(sqliteStep);
  return (await query(`${EXPLAIN_MYSQL} ${sql}`, params)).flatMap(mysqlStep);
}

/** `i ref K_CUST 5 rows` */
export function stepText({ table, access, index, rows }: PlanStep): string {
  return [table, access, ...(index === null ? [] : [index]), ...(rows === null ? [] : [`${rows} rows`])].join(' ');
}

const text = (cell: Stored | undefined): string => (cell === null || cell === undefined ? '' : String(cell));

// id, select_type, table, type, possible_keys, key, key_len, ref, rows, Extra; MySQL has partitions after table and filtered after rows.
function mysqlStep(cells: readonly Stored[]): PlanStep[] {
  const shift = cells.length > 10 ? 1 : 0;
  const [table, access, index, rows] = [cells[2], cells[3 + shift], cells[5 + shift], cells[8 + shift]];
  if (!table || text(table).startsWith('<') || !access) return [];
  return [
    {
      table: text(table),
      access: text(access),
      index: index === null || index === undefined ? null : text(index),
      rows: rows === null || rows === undefined ? null : Number(rows),
      readsAll: access === 'ALL' || access === 'index',
    },
  ];
}

function sqliteStep(cells: readonly Stored[]): PlanStep[] {
  const found =
    /^(SEARCH|SCAN) (\S+)(?: USING (?:AUTOMATIC )?(?:COVERING |PARTIAL )*(?:INDEX (\S+)|(INTEGER PRIMARY KEY)))?/.exec(
      text(cells[3]),
    );
  if (!found) return [];
  const [, access = '', table = '', index, primary] = found;
  return [
    {
      table,
      access: access.toLowerCase(),
      index: index ?? (primary ? 'primary key' : null),
      rows: null,
      readsAll: access === 'SCAN' || text(cells[3]).includes('AUTOMATIC'),
    },
  ];
}
