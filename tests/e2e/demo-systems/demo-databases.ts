import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { mysqlServerUrl } from '#testing/mysql';
import { SYSTEMS, type System } from '../../../demo/ddl/table-definition';
import { loadEmbedded } from '../../../demo/load/embedded';
import { loadMysql, mysqlDatabase } from '../../../demo/load/mysql';

export type DatabaseRow = Readonly<Record<string, unknown>>;
export type Urls = Readonly<Record<System, string>>;

/** The four demo systems, loaded for one test file. */
export interface DemoDatabases {
  readonly urls: Urls;
  readonly rows: (system: System, sql: string) => Promise<readonly DatabaseRow[]>;
  /** SQL text of the days from one timestamp column to another. */
  readonly days: (from: string, to: string) => string;
  drop(): Promise<void>;
}

export interface DemoEngine {
  create(parties: number, seed?: number): Promise<DemoDatabases>;
}

/** Runs a suite on embedded files, and on MySQL or MariaDB when the run has a server. */
export function describeDemo(title: string, suite: (engine: DemoEngine) => void): void {
  describe(`${title} (sqlite)`, () => suite({ create: createEmbedded }));
  const server = mysqlServerUrl();
  (server ? describe : describe.skip)(`${title} (mysql)`, () =>
    suite({ create: (parties, seed) => createMysql(server ?? '', parties, seed) }),
  );
}

const urlsBy = (url: (system: System) => string): Urls => ({
  finance: url('finance'),
  sales: url('sales'),
  tickets: url('tickets'),
  pms: url('pms'),
});

export async function createEmbedded(parties: number, seed = 1): Promise<DemoDatabases> {
  const directory = mkdtempSync(join(tmpdir(), 'demo-systems-'));
  loadEmbedded({ directory, parties, seed });
  const file = (system: System): string => join(directory, `${system}.db`);
  return {
    urls: urlsBy((system) => `file:${file(system)}`),
    rows: async (system, sql) => {
      const database = new Database(file(system));
      try {
        return database.prepare(sql).all() as readonly DatabaseRow[];
      } finally {
        database.close();
      }
    },
    days: (from, to) => `CAST(julianday(date(${to})) - julianday(date(${from})) AS INTEGER)`,
    drop: async () => rmSync(directory, { recursive: true, force: true }),
  };
}

export async function createMysql(server: string, parties: number, seed = 1): Promise<DemoDatabases> {
  const prefix = `demo_${randomUUID().slice(0, 8)}_`;
  await loadMysql({ url: server, parties, seed, prefix: prefix });
  const connection = await createConnection({ uri: server, charset: 'utf8mb4', dateStrings: true });
  return {
    urls: urlsBy((system) => `${server}/${mysqlDatabase(system, prefix)}`),
    rows: async (system, sql) => {
      await connection.query(`use \`${mysqlDatabase(system, prefix)}\``);
      return (await connection.query<RowDataPacket[]>(sql))[0];
    },
    days: (from, to) => `DATEDIFF(${to}, ${from})`,
    drop: async () => {
      for (const system of SYSTEMS) await connection.query(`drop database if exists \`${mysqlDatabase(system, prefix)}\``);
      await connection.end();
    },
  };
}
