import { DomainError, SourceTimeoutError, SourceUnavailableError } from '#core/errors';
import type { Stored } from '../codec/codec';

/**
 * The pool behind a MikroORM connection. Its `execute` writes the values into the SQL text; canonical reads bind every value, so
 * they use the driver connections of the same pool.
 */
export interface DriverPool<C> {
  acquireConnection(): Promise<C>;
  releaseConnection(connection: C): Promise<void>;
}

/** The database answered, but does not know a table, column or function: the mapping is wrong, not the source down. */
export function wrongMapping(source: string, rowType: string, cause: unknown): DomainError {
  const message = `Source ${source} cannot answer ${rowType}: its mapping does not fit the database`;
  return new DomainError('SOURCE_UNAVAILABLE', message, { source, rowType }, { cause });
}

/** Runs `work` on a pooled connection; after `timeoutMs` the caller gets SourceTimeoutError and `abandon` the connection. */
export async function withConnection<C, T>(
  source: string,
  pool: DriverPool<C>,
  timeoutMs: number,
  work: (connection: C) => Promise<T>,
  abandon: (connection: C) => void,
): Promise<T> {
  if (timeoutMs <= 0) throw new SourceTimeoutError(source);
  let timer: NodeJS.Timeout | undefined;
  let running: C | null = null;
  let late = false;
  const deadline = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      late = true;
      if (running) abandon(running);
      reject(new SourceTimeoutError(source));
    }, timeoutMs);
  });
  const answer = async (): Promise<T> => {
    const connection = await pool.acquireConnection();
    try {
      if (late) throw new SourceTimeoutError(source);
      running = connection;
      return await work(connection);
    } finally {
      running = null;
      await pool.releaseConnection(connection);
    }
  };
  try {
    const answered = answer();
    // After the deadline nobody waits for the answer any more; its failure must not end the process.
    answered.catch(() => undefined);
    return await Promise.race([answered, deadline]);
  } catch (cause) {
    throw cause instanceof DomainError ? cause : new SourceUnavailableError(source, { cause });
  } finally {
    clearTimeout(timer);
  }
}

/** Rows of a driver as stored values; byte columns are read as text. The rows are changed in place, for they are nobody else's. */
export function storedRows(rows: readonly unknown[][]): readonly (readonly Stored[])[] {
  for (const row of rows) {
    for (let column = 0; column < row.length; column += 1) {
      const cell = row[column];
      if (typeof cell !== 'string' && typeof cell !== 'number' && cell !== null) row[column] = storedCell(cell);
    }
  }
  return rows as Stored[][];
}

function storedCell(cell: unknown): Stored {
  if (cell === undefined) return null;
  if (Buffer.isBuffer(cell)) return cell.toString('utf8');
  if (cell instanceof Uint8Array) return Buffer.from(cell).toString('utf8');
  return typeof cell === 'bigint' ? cell.toString() : JSON.stringify(cell);
}
