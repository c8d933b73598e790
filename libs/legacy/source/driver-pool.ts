import { DomainError, SourceTimeoutError, SourceUnavailableError } from '#core/errors';
import { whenLate } from '#core/when-late';
import type { Stored } from '../codec/codec';

/**
 * The pool behind a MikroORM connection. Its `execute` writes the values into the SQL text; canonical reads bind every value, so
 * they use the driver connections of the same pool.
 */
export interface DriverPool<C> {
  acquire(): { readonly promise: Promise<C>; abort(): void };
  release(connection: C): boolean;
  /** Connections that run a statement. */
  numUsed(): number;
  /** Connections that wait for one. */
  numFree(): number;
  /** Statements that wait for a connection. */
  numPendingAcquires(): number;
}

/** Connections of one pool at one moment. */
export interface ConnectionUse {
  readonly used: number;
  readonly free: number;
  readonly waiting: number;
}

/** Connections of one process to one source. */
export const MAX_CONNECTIONS = 10;
/** Those of them that bulk reads may hold: they take long, and people must not wait for machines. */
export const BULK_CONNECTIONS = 4;
/** Statements that wait for one of them; one more would only wait past its deadline. */
export const MAX_WAITING = 200;
/** Part of its time that a statement waits while others use every connection: then the source is stuck, and waiting longer helps nobody. */
export const WAIT_SHARE = 1 / 3;

/** Every connection was in use: that says nothing about the database. */
export class AllInUseError extends Error {}

/** What runs on a pooled connection. */
export interface PooledWork<C, T> {
  run(connection: C): Promise<T>;
  /** The time is over: makes the connection useless, so that the pool takes another one, and stops what the server still does. */
  abandon(connection: C): void;
}

/** The database answered, but does not know a table, column or function: the mapping is wrong, not the source down. */
export function wrongMapping(source: string, rowType: string, cause: unknown): DomainError {
  const message = `Source ${source} cannot answer ${rowType}: its mapping does not fit the database`;
  return new DomainError('SOURCE_UNAVAILABLE', message, { source, rowType }, { cause });
}

/** The database answered and refuses this statement, whatever its reason: the source is not down. */
export function refusedStatement(source: string, rowType: string, cause: unknown): DomainError {
  const message = `Source ${source} refuses to answer ${rowType}: look at the rights of its user and at the tables behind it`;
  return new DomainError('SOURCE_UNAVAILABLE', message, { source, rowType }, { cause });
}

/**
 * Runs work on a pooled connection. After `timeoutMs` the caller gets SourceTimeoutError and the pool its place back, whatever the server does.
 * @throws SourceUnavailableError when too many wait already, or for any failure that is no DomainError
 */
export async function withConnection<C, T>(
  source: string,
  pool: DriverPool<C>,
  timeoutMs: number,
  work: PooledWork<C, T>,
): Promise<T> {
  const ends = performance.now() + timeoutMs;
  try {
    const connection = await acquire(source, pool, timeoutMs);
    try {
      return await runUntil(ends, source, connection, work);
    } finally {
      pool.release(connection);
    }
  } catch (cause) {
    throw cause instanceof DomainError ? cause : new SourceUnavailableError(source, { cause });
  }
}

async function acquire<C>(source: string, pool: DriverPool<C>, timeoutMs: number): Promise<C> {
  if (timeoutMs <= 0) throw new SourceTimeoutError(source);
  if (pool.numPendingAcquires() >= MAX_WAITING)
    throw new SourceUnavailableError(source, { cause: new AllInUseError(`${MAX_WAITING} statements wait for a connection`) });
  const allInUse = (): boolean => pool.numUsed() >= MAX_CONNECTIONS;
  const waitMs = allInUse() ? timeoutMs * WAIT_SHARE : timeoutMs;
  const waiting = pool.acquire();
  let late: Error | null = null;
  const callOff = whenLate(waitMs, () => {
    const why = 'no connection in time';
    late = allInUse() ? new AllInUseError(why) : new Error(why);
    waiting.abort();
  });
  try {
    return await waiting.promise;
  } catch (cause) {
    throw late ? new SourceTimeoutError(source, { cause: late }) : cause;
  } finally {
    callOff();
  }
}

async function runUntil<C, T>(ends: number, source: string, connection: C, work: PooledWork<C, T>): Promise<T> {
  let callOff = (): void => undefined;
  const deadline = new Promise<never>((_resolve, reject) => {
    callOff = whenLate(ends - performance.now(), () => {
      work.abandon(connection);
      reject(new SourceTimeoutError(source));
    });
  });
  try {
    const running = work.run(connection);
    // After the deadline nobody waits for the answer any more; its failure must not end the process.
    running.catch(() => undefined);
    return await Promise.race([running, deadline]);
  } finally {
    callOff();
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
