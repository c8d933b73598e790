import { MikroORM } from '@mikro-orm/mysql';
import { SourceUnavailableError } from '#core/errors';
import type { Stored } from '../codec/codec';
import { storedRows, withConnection, wrongMapping, type DriverPool } from './driver-pool';
import type { LegacyDatabase, StatementLimits } from './legacy-database';

interface MysqlConnection {
  readonly threadId: number;
  execute(options: { sql: string; values: readonly Stored[]; rowsAsArray: true }, done: Done): void;
  query(sql: string, done: Done): void;
  destroy(): void;
}

type Done = (error: unknown, rows?: unknown) => void;

// The server understood the connection and not the statement: parse error, unknown column, table or function, collations that do not mix.
const MAPPING_ERRNOS = new Set([1052, 1054, 1060, 1064, 1109, 1146, 1241, 1247, 1267, 1270, 1271, 1305, 1582, 1584]);
const CONNECT_TIMEOUT_MS = 1000;

const ignore = (): void => undefined;
const SILENT = { warn: ignore, error: ignore, deprecate: ignore, debug: ignore };

let opened = 0;

/** A MySQL or MariaDB database. Sessions are read only and strict about nothing, so that zero dates can be compared. */
export class MysqlDatabase implements LegacyDatabase {
  readonly dialect = 'mysql';
  private orm: MikroORM | null = null;
  private readonly url: URL;

  constructor(
    private readonly source: string,
    url: string,
  ) {
    this.url = new URL(url);
  }

  async query(sql: string, params: readonly Stored[], { rowType, timeoutMs }: StatementLimits) {
    const run = (connection: MysqlConnection) =>
      new Promise<readonly (readonly Stored[])[]>((resolve, reject) => {
        connection.execute({ sql, values: params, rowsAsArray: true }, (cause, rows) => {
          if (!cause) return resolve(storedRows(Array.isArray(rows) ? rows : []));
          return reject(
            isMappingError(cause)
              ? wrongMapping(this.source, rowType, cause)
              : new SourceUnavailableError(this.source, { cause }),
          );
        });
      });
    return withConnection(this.source, this.pool(), timeoutMs, run, (connection) => this.abandon(connection));
  }

  async columnsOf(table: string, limits: StatementLimits): Promise<readonly string[] | null> {
    const sql = 'select column_name from information_schema.columns where table_schema = database() and table_name = ?';
    const rows = await this.query(sql, [table], limits);
    return rows.length > 0 ? rows.map(([name]) => String(name)) : null;
  }

  async close(): Promise<void> {
    await this.orm?.close(true);
    this.orm = null;
  }

  /** The server goes on with a statement whose client has left; another connection stops it. */
  private abandon(connection: MysqlConnection): void {
    const { threadId } = connection;
    connection.destroy();
    const pool = this.pool();
    pool
      .acquireConnection()
      .then((other) => {
        other.query(`kill query ${Number(threadId)}`, () => void pool.releaseConnection(other));
      })
      .catch(() => undefined);
  }

  private pool(): DriverPool<MysqlConnection> {
    const { hostname, port, username, password, pathname } = this.url;
    this.orm ??= MikroORM.initSync({
      host: hostname,
      port: Number(port || 3306),
      user: decodeURIComponent(username),
      password: decodeURIComponent(password),
      dbName: decodeURIComponent(pathname.slice(1)),
      charset: 'utf8mb4',
      entities: [],
      contextName: `legacy:${this.source}:${(opened += 1)}`,
      discovery: { warnWhenNoEntities: false },
      pool: { min: 0, max: 4 },
      driverOptions: {
        // A lost connection is told by the read that misses it; knex would write it to the console as well.
        log: SILENT,
        acquireConnectionTimeout: 10_000,
        pool: { min: 0, max: 4, afterCreate: prepareSession },
        connection: {
          connectTimeout: CONNECT_TIMEOUT_MS,
          dateStrings: true,
          supportBigNumbers: true,
          bigNumberStrings: true,
          multipleStatements: false,
          maxPreparedStatements: 200,
        },
      },
    });
    // knex types its client as any.
    const client: unknown = this.orm.em.getConnection().getKnex().client;
    return client as DriverPool<MysqlConnection>;
  }
}

function prepareSession(connection: MysqlConnection, done: (error: unknown, connection: MysqlConnection) => void): void {
  connection.query("set session sql_mode = ''", (error) => {
    if (error) return done(error, connection);
    return connection.query('set session transaction read only', (second) => done(second, connection));
  });
}

function isMappingError(error: unknown): boolean {
  return error instanceof Error && 'errno' in error && typeof error.errno === 'number' && MAPPING_ERRNOS.has(error.errno);
}
