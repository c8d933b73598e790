import { ask, type MysqlConnection } from './mysql-connection';

const SHORTEST_MS = 2000;
const STEP = 8;

/**
 * Longest that a server works on a statement of this deadline, in milliseconds: 2, 16, 128 ... seconds. The exact end is told by another
 * connection; this one holds where none gets through. Coarse steps, because every change is a round trip.
 */
export function statementLimitMs(timeoutMs: number): number {
  let limit = SHORTEST_MS;
  while (limit < timeoutMs) limit *= STEP;
  return limit;
}

/** Sessions of a source: read only, strict about nothing so that zero dates can be compared, and with a limit for statements. */
export class MysqlSessions {
  private readonly limits = new WeakMap<MysqlConnection, number>();

  /** @param answerMs what the server may take to set a session up */
  constructor(private readonly answerMs: number) {}

  async prepare(connection: MysqlConnection): Promise<void> {
    await this.limit(connection, SHORTEST_MS);
    await ask(connection, 'set session transaction read only', this.answerMs);
  }

  /** Makes sure that the server ends a statement of this deadline by itself. */
  async limit(connection: MysqlConnection, timeoutMs: number): Promise<void> {
    const limitMs = statementLimitMs(timeoutMs);
    if (this.limits.get(connection) === limitMs) return;
    // Each server reads the comment that is meant for it: MariaDB counts in seconds, MySQL in milliseconds.
    const limits = `/*M!100101 , max_statement_time = ${limitMs / 1000} *//*!50708 , max_execution_time = ${limitMs} */`;
    await ask(connection, `set session sql_mode = ''${limits}`, this.answerMs);
    this.limits.set(connection, limitMs);
  }
}
