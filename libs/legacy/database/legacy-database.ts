import { MikroORM as LibSqlORM } from '@mikro-orm/libsql';
import { MikroORM as MySqlORM } from '@mikro-orm/mysql';
import { access, constants } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { SourceTimeoutError, SourceUnavailableError } from '#core/errors';
import type { SourceReport } from '#core/source-report';
import type { Stored } from '../codec/codec';
import type { DialectName } from '../expression/print-sql';

export interface Statement {
  readonly sql: string;
  readonly parameters: readonly Stored[];
}

export type StoredRow = Readonly<Record<string, Stored>>;

/** Listens to every statement; tests count them and explain them. */
export type OnStatement = (statement: Statement & { readonly source: string }) => void;

export interface ReadLimits {
  readonly deadlineMs: number;
  readonly onRead?: ((report: SourceReport) => void) | undefined;
}

interface Connection {
  execute(sql: string, parameters: readonly Stored[]): Promise<StoredRow[]>;
  close(): Promise<void>;
}

/** The read-only connection of one source. It connects at its first use: a dead source must not stop a start. */
export class LegacyDatabase {
  readonly dialect: DialectName;
  private connection: Promise<Connection> | null = null;

  constructor(
    private readonly source: string,
    private readonly url: string,
    private readonly onStatement?: OnStatement,
  ) {
    this.dialect = url.startsWith('file:') ? 'sqlite' : 'mysql';
  }

  /**
   * Runs one SELECT within the time left.
   * @throws SourceUnavailableError or SourceTimeoutError; the driver's error is only its cause
   */
  async read(statement: Statement, { deadlineMs, onRead }: ReadLimits): Promise<StoredRow[]> {
    this.onStatement?.({ ...statement, source: this.source });
    const started = performance.now();
    const report = (status: SourceReport['status']): void =>
      onRead?.({ source: this.source, status, ms: performance.now() - started });
    try {
      const rows = await this.within(
        deadlineMs,
        this.connect().then((connection) => connection.execute(statement.sql, statement.parameters)),
      );
      report('OK');
      return rows;
    } catch (error) {
      if (error instanceof SourceTimeoutError) {
        report('TIMEOUT');
        throw error;
      }
      report('UNAVAILABLE');
      throw new SourceUnavailableError(this.source, { cause: error });
    }
  }

  async close(): Promise<void> {
    const { connection } = this;
    this.connection = null;
    await connection?.then((open) => open.close()).catch(() => undefined);
  }

  private connect(): Promise<Connection> {
    this.connection ??= (this.dialect === 'sqlite' ? openFile(this.source, this.url) : openServer(this.source, this.url)).catch(
      (error: unknown) => {
        // The next read tries again: a source that was down comes back without a restart.
        this.connection = null;
        throw error;
      },
    );
    return this.connection;
  }

  private async within<T>(deadlineMs: number, work: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new SourceTimeoutError(this.source)), deadlineMs);
    });
    work.catch(() => undefined);
    try {
      return await Promise.race([work, late]);
    } finally {
      clearTimeout(timer);
    }
  }
}

const ormOptions = (source: string) => ({
  contextName: `legacy-${source}`,
  entities: [],
  discovery: { warnWhenNoEntities: false },
});

async function openFile(source: string, url: string): Promise<Connection> {
  const path = url.slice('file:'.length);
  // libsql would create an empty database for a missing file, and every list would look empty.
  await access(path, constants.R_OK);
  const orm = await LibSqlORM.init({ ...ormOptions(source), dbName: path });
  const connection = orm.em.getConnection();
  await connection.execute('pragma query_only = 1');
  return {
    execute: (sql, parameters) => connection.execute<StoredRow[]>(sql, [...parameters]),
    close: () => orm.close(true),
  };
}

async function openServer(source: string, url: string): Promise<Connection> {
  const orm = await MySqlORM.init({
    ...ormOptions(source),
    clientUrl: url,
    charset: 'utf8mb4',
    pool: { min: 0, max: 4 },
    driverOptions: { connection: { dateStrings: true, supportBigNumbers: true, bigNumberStrings: true, connectTimeout: 1000 } },
  });
  const connection = orm.em.getConnection();
  // MikroORM does not fail on an unreachable server before the first statement.
  await connection.execute('select 1');
  return {
    execute: (sql, parameters) => connection.execute<StoredRow[]>(sql, [...parameters]),
    close: () => orm.close(true),
  };
}
