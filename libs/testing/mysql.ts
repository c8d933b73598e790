import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';

/** Base URL of the MySQL or MariaDB server of this test run, without a database; null when there is none. */
export function mysqlServerUrl(): string | null {
  return process.env.TEST_MYSQL_URL?.replace(/\/$/, '') ?? null;
}

/** An empty database of one test file. */
export interface TestDatabase {
  readonly url: string;
  /** Runs statements that end with `;` at the end of a line. */
  run(sql: string): Promise<void>;
  /** Rows of a statement, for EXPLAIN. */
  rows(sql: string, params: readonly unknown[]): Promise<readonly Record<string, unknown>[]>;
  drop(): Promise<void>;
}

export interface TestEngine {
  readonly name: 'sqlite' | 'mysql';
  create(): Promise<TestDatabase>;
}

/** Runs a suite on the embedded engine, and on MySQL or MariaDB when the run has one. */
export function describeEngines(title: string, suite: (engine: TestEngine) => void): void {
  describe(`${title} (sqlite)`, () => suite({ name: 'sqlite', create: createSqlite }));
  describeMysql(title, (create) => suite({ name: 'mysql', create }));
}

/** Runs a suite of what only a server has, when the run has one. */
export function describeMysql(title: string, suite: (create: () => Promise<TestDatabase>) => void): void {
  const server = mysqlServerUrl();
  (server ? describe : describe.skip)(`${title} (mysql)`, () => suite(() => createMysql(server ?? '')));
}

interface Libsql {
  exec(sql: string): void;
  prepare(sql: string): { all(params: readonly unknown[]): Record<string, unknown>[] };
  close(): void;
}

async function createSqlite(): Promise<TestDatabase> {
  const directory = mkdtempSync(join(tmpdir(), 'legacy-'));
  const file = join(directory, 'legacy.db');
  const Database = createRequire(require.resolve('@mikro-orm/libsql'))('libsql') as new (path: string) => Libsql;
  const database = new Database(file);
  return {
    url: `file:${file}`,
    run: async (sql) => database.exec(sql),
    rows: async (sql, params) => database.prepare(sql).all(params),
    drop: async () => {
      database.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

async function createMysql(server: string): Promise<TestDatabase> {
  const name = `t_${randomUUID().replaceAll('-', '').slice(0, 16)}`;
  const connection = await createConnection({ uri: server, multipleStatements: true, charset: 'utf8mb4' });
  await connection.query(`create database ${name} default character set utf8mb4`);
  await connection.query(`use ${name}`);
  return {
    url: `${server}/${name}`,
    run: async (sql) => void (await connection.query(sql)),
    rows: async (sql, params) => {
      const [rows] = await connection.query(sql, [...params]);
      return rows as Record<string, unknown>[];
    },
    drop: async () => {
      await connection.query(`drop database ${name}`);
      await connection.end();
    },
  };
}
