import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type Database from 'libsql';
import { SourceTimeoutError, SourceUnavailableError } from '#core/errors';
import { giveWay } from '#core/give-way';
import type { Stored } from '../codec/codec';
import { storedRows, wrongMapping } from './driver-pool';
import type { LegacyDatabase, StatementLimits } from './legacy-database';

interface PreparedStatement {
  safeIntegers(safe: boolean): void;
  all(params: readonly (Stored | bigint)[]): unknown[][];
}

/** The file as it was opened. */
interface OpenFile {
  readonly connection: Database.Database;
  readonly inode: number;
  readonly prepared: Map<string, PreparedStatement>;
}

const MOST_PREPARED = 200;

/** A libsql file, opened read-only. Synchronous: a deadline is checked before a statement and cannot cut a running one. */
export class SqliteDatabase implements LegacyDatabase {
  readonly dialect = 'sqlite';
  private driver: typeof Database | null = null;
  private file: OpenFile | null = null;
  private readonly path: string;

  constructor(
    private readonly source: string,
    url: string,
  ) {
    this.path = fileURLToPath(url);
  }

  async query(sql: string, params: readonly Stored[], { rowType, timeoutMs }: StatementLimits) {
    const ends = performance.now() + timeoutMs;
    // The statements of one request come one after the other: others must not wait for all of them.
    await giveWay();
    if (performance.now() >= ends) throw new SourceTimeoutError(this.source);
    this.driver ??= (await import('libsql')).default;
    try {
      return exactRows(prepare(this.opened(this.driver), sql), params.map(whole));
    } catch (cause) {
      const isMapping =
        cause instanceof Error && /no such (column|table|function)|syntax error|wrong number of arg/.test(cause.message);
      throw isMapping ? wrongMapping(this.source, rowType, cause) : new SourceUnavailableError(this.source, { cause });
    }
  }

  async columnsOf(table: string, limits: StatementLimits): Promise<readonly string[] | null> {
    const rows = await this.query('select name from pragma_table_info(?)', [table], limits);
    return rows.length > 0 ? rows.map(([name]) => String(name)) : null;
  }

  answers(): Promise<boolean> {
    return Promise.resolve(inodeOf(this.path) !== null);
  }

  connectionUse(): null {
    return null;
  }

  close(): Promise<void> {
    this.file?.connection.close();
    this.file = null;
    return Promise.resolve();
  }

  /** Another file under the name is opened anew: who writes one aside and renames it must not leave us with the old one. */
  private opened(Driver: typeof Database): OpenFile {
    const inode = inodeOf(this.path);
    // Read-only mode refuses to create a missing file, but its error would name the path.
    if (inode === null) throw new Error('The database file is missing');
    if (this.file?.inode === inode) return this.file;
    this.file?.connection.close();
    this.file = null;
    const url = `file:${encodeURI(this.path).replaceAll('?', '%3F').replaceAll('#', '%23')}?mode=ro`;
    this.file = { connection: new Driver(url), inode, prepared: new Map() };
    return this.file;
  }
}

/** Statements are few and long, so that parsing one costs more than a look-up by key. */
function prepare({ connection, prepared }: OpenFile, sql: string): PreparedStatement {
  const before = prepared.get(sql);
  if (before) return before;
  if (prepared.size >= MOST_PREPARED) prepared.clear();
  // The types of the driver do not say that rows are arrays in this mode.
  const statement = connection.prepare(sql).raw() as PreparedStatement;
  prepared.set(sql, statement);
  return statement;
}

// The driver binds every number as a float, and the text of one is `7.0`.
const whole = (param: Stored): Stored | bigint =>
  typeof param === 'number' && Number.isSafeInteger(param) ? BigInt(param) : param;

/** Rows whose whole numbers are exact: those that a double cannot hold come as text, as they do from MySQL. */
function exactRows(statement: PreparedStatement, params: readonly (Stored | bigint)[]): readonly (readonly Stored[])[] {
  const rows = statement.all(params);
  const isRounded = rows.some((row) => row.some((cell) => typeof cell === 'number' && Math.abs(cell) > Number.MAX_SAFE_INTEGER));
  if (!isRounded) return storedRows(rows);
  statement.safeIntegers(true);
  try {
    return storedRows(statement.all(params).map((row) => row.map(numberOrBig)));
  } finally {
    statement.safeIntegers(false);
  }
}

function numberOrBig(cell: unknown): unknown {
  const number = typeof cell === 'bigint' ? Number(cell) : null;
  return number !== null && Number.isSafeInteger(number) ? number : cell;
}

/** What tells the file from another one of its name; null: there is none that can be read. */
function inodeOf(path: string): number | null {
  try {
    const file = statSync(path);
    return file.isFile() ? file.ino : null;
  } catch {
    return null;
  }
}
