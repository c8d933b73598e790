import type { MikroORM } from '@mikro-orm/mysql';
import { SourceTimeoutError, SourceUnavailableError, type DomainError } from '#core/errors';
import { mysqlTls, type MysqlTls } from '#runtime/mysql-tls';
import type { Stored } from '../codec/codec';
import { ConnectionShare } from './connection-share';
import {
  BULK_CONNECTIONS,
  MAX_CONNECTIONS,
  refusedStatement,
  storedRows,
  withConnection,
  wrongMapping,
  type ConnectionUse,
  type DriverPool,
} from './driver-pool';
import type { LegacyDatabase, StatementLimits } from './legacy-database';
import { ask, cutOff, type MysqlConnection } from './mysql-connection';
import { mysqlFaultOf } from './mysql-fault';
import { MysqlSessions } from './mysql-session';
import { StatementStopper } from './statement-stopper';

const CONNECT_TIMEOUT_MS = 1000;
/** Connecting and setting the session up; a connection that takes longer is given up. */
const CREATE_TIMEOUT_MS = 3 * CONNECT_TIMEOUT_MS;
/** Longer than any deadline waits: the deadline of a statement ends its waiting, never this. */
const NEVER_MS = 2 ** 31 - 1;

const ignore = (): void => undefined;
const SILENT = { warn: ignore, error: ignore, deprecate: ignore, debug: ignore };

let opened = 0;

interface DriverClient {
  readonly pool: DriverPool<MysqlConnection>;
  acquireRawConnection(): Promise<MysqlConnection>;
}

/** A MySQL or MariaDB database. */
export class MysqlDatabase implements LegacyDatabase {
  readonly dialect = 'mysql';
  private orm: Promise<MikroORM> | null = null;
  private pool: DriverPool<MysqlConnection> | null = null;
  private readonly url: URL;
  private readonly tls: MysqlTls | null;
  private readonly bulk: ConnectionShare;
  private readonly sessions = new MysqlSessions(CONNECT_TIMEOUT_MS);
  private readonly stopper = new StatementStopper(() => this.aside());

  constructor(
    private readonly source: string,
    url: string,
  ) {
    this.url = new URL(url);
    this.bulk = new ConnectionShare(source, BULK_CONNECTIONS);
    this.tls = mysqlTls(url);
  }

  query(sql: string, params: readonly Stored[], limits: StatementLimits) {
    if (!limits.bulk) return this.send(sql, params, limits);
    return this.bulk.run(limits.timeoutMs, (timeoutMs) => this.send(sql, params, { ...limits, timeoutMs }));
  }

  async columnsOf(table: string, limits: StatementLimits): Promise<readonly string[] | null> {
    const sql = 'select column_name from information_schema.columns where table_schema = database() and table_name = ?';
    const rows = await this.query(sql, [table], limits);
    return rows.length > 0 ? rows.map(([name]) => String(name)) : null;
  }

  async answers(timeoutMs: number): Promise<boolean> {
    const ends = performance.now() + timeoutMs;
    try {
      const connection = await this.aside();
      try {
        await ask(connection, 'select 1', ends - performance.now());
        return true;
      } finally {
        cutOff(connection);
      }
    } catch {
      return false;
    }
  }

  connectionUse(): ConnectionUse | null {
    const { pool } = this;
    return pool ? { used: pool.numUsed(), free: pool.numFree(), waiting: pool.numPendingAcquires() } : null;
  }

  async close(): Promise<void> {
    await this.stopper.idle();
    await (await this.orm)?.close(true);
    this.orm = null;
    this.pool = null;
  }

  private async send(sql: string, params: readonly Stored[], { rowType, timeoutMs }: StatementLimits) {
    const run = async (connection: MysqlConnection): Promise<readonly (readonly Stored[])[]> => {
      try {
        await this.sessions.limit(connection, timeoutMs);
        return await rowsOf(connection, sql, params);
      } catch (cause) {
        throw this.failure(rowType, cause);
      }
    };
    const abandon = (connection: MysqlConnection): void => {
      cutOff(connection);
      this.stopper.stop(connection.threadId);
    };
    try {
      return await withConnection(this.source, (await this.client()).pool, timeoutMs, { run, abandon });
    } catch (error) {
      // A connection that was never made says why in the cause.
      throw error instanceof SourceUnavailableError && mysqlFaultOf(error.cause) === 'TIMEOUT'
        ? new SourceTimeoutError(this.source, { cause: error.cause })
        : error;
    }
  }

  private failure(rowType: string, cause: unknown): DomainError {
    const fault = mysqlFaultOf(cause);
    switch (fault) {
      case 'TIMEOUT':
        return new SourceTimeoutError(this.source, { cause });
      case 'CONNECTION':
        return new SourceUnavailableError(this.source, { cause });
      case 'MAPPING':
        return wrongMapping(this.source, rowType, cause);
      case 'REFUSED':
        return refusedStatement(this.source, rowType, cause);
    }
  }

  /** A connection that is not one of the pool. */
  private async aside(): Promise<MysqlConnection> {
    return (await this.client()).acquireRawConnection();
  }

  private async client(): Promise<DriverClient> {
    this.orm ??= this.connect();
    // knex types its client as any.
    const client: unknown = (await this.orm).em.getConnection().getKnex().client;
    const driver = client as DriverClient;
    this.pool = driver.pool;
    return driver;
  }

  private async connect(): Promise<MikroORM> {
    const { MikroORM } = await import('@mikro-orm/mysql');
    const { hostname, port, username, password, pathname } = this.url;
    return MikroORM.initSync({
      host: hostname,
      port: Number(port || 3306),
      user: decodeURIComponent(username),
      password: decodeURIComponent(password),
      dbName: decodeURIComponent(pathname.slice(1)),
      charset: 'utf8mb4',
      entities: [],
      contextName: `legacy:${this.source}:${(opened += 1)}`,
      discovery: { warnWhenNoEntities: false },
      pool: { min: 0, max: MAX_CONNECTIONS },
      driverOptions: {
        // A lost connection is told by the read that misses it; knex would write it to the console as well.
        log: SILENT,
        // Unless it is told, knex asks the first connection and lets all others wait for that answer, for ever when it does not come.
        version: 'latest',
        acquireConnectionTimeout: NEVER_MS,
        pool: {
          min: 0,
          max: MAX_CONNECTIONS,
          createTimeoutMillis: CREATE_TIMEOUT_MS,
          afterCreate: (connection: MysqlConnection, done: (error: unknown, connection: MysqlConnection) => void) => {
            this.sessions.prepare(connection).then(
              () => done(null, connection),
              (error: unknown) => done(error, connection),
            );
          },
        },
        connection: {
          connectTimeout: CONNECT_TIMEOUT_MS,
          dateStrings: true,
          supportBigNumbers: true,
          bigNumberStrings: true,
          multipleStatements: false,
          maxPreparedStatements: 200,
          ...(this.tls && { ssl: this.tls }),
        },
      },
    });
  }
}

function rowsOf(connection: MysqlConnection, sql: string, params: readonly Stored[]): Promise<readonly (readonly Stored[])[]> {
  return new Promise((resolve, reject) => {
    connection.execute({ sql, values: params, rowsAsArray: true }, (error, rows) => {
      if (error) reject(error instanceof Error ? error : new Error('The driver failed', { cause: error }));
      else resolve(storedRows(Array.isArray(rows) ? rows : []));
    });
  });
}
