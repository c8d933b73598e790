import { DomainError } from '#core/errors';
import type { LegacyDatabase } from '../source/legacy-database';
import type { Query } from './query';

/** A statement the database refused or did not finish in time; the connection itself works. */
export class StatementFailed extends Error {
  constructor(
    message: string,
    readonly isSlow: boolean,
  ) {
    super(message);
  }
}

/** Statements of a command: each has a time limit, and what the database says about one is told apart from a dead database. */
export class Probe {
  constructor(
    readonly database: LegacyDatabase,
    private readonly timeoutMs: number,
  ) {}

  /** @throws StatementFailed when this statement cannot be run; SourceUnavailableError when the database cannot be reached */
  readonly query: Query = async (sql, params) => {
    try {
      return await this.database.query(sql, params, { rowType: 'this statement', timeoutMs: this.timeoutMs });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      if (error.code === 'SOURCE_TIMEOUT') {
        throw new StatementFailed(`took longer than ${Math.round(this.timeoutMs / 1000)} s`, true);
      }
      const said = wordsOf(error);
      if (said === null) throw error;
      throw new StatementFailed(said, false);
    }
  };

  /** The one number a statement answers with. */
  async count(sql: string, params: Parameters<Query>[1]): Promise<number> {
    const [[cell] = []] = await this.query(sql, params);
    return Number(cell ?? 0);
  }
}

/** What the database said about a statement; null when it is not about a statement. */
function wordsOf({ cause, details }: DomainError): string | null {
  if (!(cause instanceof Error)) return null;
  if (details.rowType !== undefined) return cause.message;
  return 'code' in cause && String(cause.code).startsWith('SQLITE_') ? cause.message : null;
}
