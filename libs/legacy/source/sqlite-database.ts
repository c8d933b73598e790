import { stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { MikroORM } from '@mikro-orm/libsql';
import { SourceUnavailableError } from '#core/errors';
import type { Stored } from '../codec/codec';
import { storedRows, withConnection, wrongMapping, type DriverPool } from './driver-pool';
import type { LegacyDatabase, StatementLimits } from './legacy-database';

interface LibsqlConnection {
  prepare(sql: string): { raw(): PreparedStatement };
}

interface PreparedStatement {
  safeIntegers(safe: boolean): void;
  all(params: readonly (Stored | bigint)[]): unknown[][];
}

const MOST_PREPARED = 200;

let opened = 0;

/** A libsql file, opened read-only. Synchronous: a deadline is checked before a statement and cannot cut a running one. */
export class SqliteDatabase implements LegacyDatabase {
  readonly dialect = 'sqlite';
  private orm: MikroORM | null = null;
  private readonly prepared = new WeakMap<LibsqlConnection, Map<string, PreparedStatement>>();
  private readonly path: string;

  constructor(
    private readonly source: string,
    url: string,
  ) {
    this.path = fileURLToPath(url);
  }

  async query(sql: string, params: readonly Stored[], { rowType, timeoutMs }: StatementLimits) {
    const run = (connection: LibsqlConnection) => {
      try {
        return Promise.resolve(exactRows(this.prepare(connection, sql), params.map(whole)));
      } catch (cause) {
        const isMapping =
          cause instanceof Error && /no such (column|table|function)|syntax error|wrong number of arg/.test(cause.message);
        return Promise.reject(
          isMapping ? wrongMapping(this.source, rowType, cause) : new SourceUnavailableError(this.source, { cause }),
        );
      }
    };
    return withConnection(this.source, await this.pool(), timeoutMs, { run, abandon: () => undefined });
  }

  async columnsOf(table: string, limits: StatementLimits): Promise<readonly string[] | null> {
    const rows = await this.query('select name from pragma_table_info(?)', [table], limits);
    return rows.length > 0 ? rows.map(([name]) => String(name)) : null;
  }

  answers(): Promise<boolean> {
    return isFile(this.path);
  }

  connectionUse(): null {
    return null;
  }

  async close(): Promise<void> {
    await this.orm?.close(true);
    this.orm = null;
  }

  /** Statements are few and long, so that parsing one costs more than a look-up by key. */
  private prepare(connection: LibsqlConnection, sql: string): PreparedStatement {
    const prepared = this.prepared.get(connection) ?? new Map<string, PreparedStatement>();
    this.prepared.set(connection, prepared);
    const before = prepared.get(sql);
    if (before) return before;
    if (prepared.size >= MOST_PREPARED) prepared.clear();
    const statement = connection.prepare(sql).raw();
    prepared.set(sql, statement);
    return statement;
  }

  private async pool(): Promise<DriverPool<LibsqlConnection>> {
    // Read-only mode refuses to create a missing file; its error would name the path, so it is checked first.
    if (!(await isFile(this.path)))
      throw new SourceUnavailableError(this.source, { cause: new Error('The database file is missing') });
    this.orm ??= MikroORM.initSync({
      dbName: `file:${encodeURI(this.path).replaceAll('?', '%3F').replaceAll('#', '%23')}?mode=ro`,
      entities: [],
      contextName: `legacy:${this.source}:${(opened += 1)}`,
      discovery: { warnWhenNoEntities: false },
      pool: { min: 0, max: 1 },
    });
    // knex types its client as any.
    const client: unknown = this.orm.em.getConnection().getKnex().client;
    return (client as { readonly pool: DriverPool<LibsqlConnection> }).pool;
  }
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

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
