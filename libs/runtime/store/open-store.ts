import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { EntityManager, EntitySchema } from '@mikro-orm/core';
import type { Knex, MikroORM as LibSqlORM, Options } from '@mikro-orm/libsql';
import type { MikroORM as MySqlORM } from '@mikro-orm/mysql';
import { mysqlTls } from '../mysql-tls';
import { migrateStore } from './migrate-store';
import type { Migration } from './migration';
import { withStoreLock } from './store-lock';
import { isMysql } from './store-schema';

/** What a store is made of: its name, its tables as entities, and the migrations that make these tables. */
export interface StoreDefinition {
  readonly name: string;
  readonly entities: readonly EntitySchema[];
  readonly migrations: readonly Migration[];
}

/** An owned database: every use takes a fork of its own. */
export interface Store {
  readonly fork: () => EntityManager;
  /** Plain statements, for tables that are only added to or read as a whole. */
  readonly knex: Knex;
  /** Runs work that only one process of the subgraph may do at a time; waits so many seconds for another one. */
  exclusively<T>(purpose: string, work: () => Promise<T>, waitSeconds?: number): Promise<T>;
  close(): Promise<void>;
}

/** What a whole match writes at once takes minutes; what takes longer than this is stuck, and keeps a connection from those who ask. */
const STATEMENT_LIMIT_S = 300;

/**
 * Opens the owned store of a subgraph by URL (`file:/path` or `mysql://...`) and migrates it to this release.
 * @param limitS after so many seconds a server ends a statement by itself; a migration takes as long as it needs
 */
export async function openStore(
  { name, entities, migrations }: StoreDefinition,
  url: string,
  limitS = STATEMENT_LIMIT_S,
): Promise<Store> {
  const options = {
    contextName: `owned-${name}`,
    entities: [...entities],
    discovery: { warnWhenNoEntities: false },
  };
  let isMigrated = false;
  const limit = (): number | null => (isMigrated ? limitS : null);
  const orm = url.startsWith('file:')
    ? await openFile(options, url.slice('file:'.length))
    : await openServer(options, url, limit);
  const knex: Knex = orm.em.getKnex();
  try {
    await migrateStore(knex, name, migrations);
    isMigrated = true;
    if (isMysql(knex)) await reconnect(knex);
  } catch (error) {
    await orm.close(true);
    throw error;
  }
  return {
    fork: () => orm.em.fork(),
    knex,
    exclusively: (purpose, work, waitSeconds) => withStoreLock(knex, name, purpose, work, waitSeconds),
    close: () => orm.close(true),
  };
}

type CommonOptions = Pick<Options, 'contextName' | 'entities' | 'discovery'>;

// The driver that is not used is not loaded: it would take its part of every start.

/** The log is as long as the longest change, and is cut back to so many bytes when that is in the file. */
const LONGEST_LOG = 64 * 1024 * 1024;

async function openFile(options: CommonOptions, dbName: string): Promise<LibSqlORM | MySqlORM> {
  await mkdir(dirname(dbName), { recursive: true });
  const { MikroORM } = await import('@mikro-orm/libsql');
  const keep = (connection: object, done: (error: null, connection: object) => void): void =>
    done(null, Object.assign(connection, { __created: Number.MAX_SAFE_INTEGER }));
  // Left alone the driver opens a file anew after ten seconds, and what was set for the connection, such as how long it waits for others, is lost.
  const orm = await MikroORM.init({ ...options, dbName, driverOptions: { pool: { min: 1, max: 1, afterCreate: keep } } });
  await orm.schema.ensureDatabase();
  // One sync of the file per commit, and who writes beside this process holds up no reader.
  await orm.em.getKnex().raw('pragma journal_mode = wal');
  await orm.em.getKnex().raw('pragma synchronous = full');
  await orm.em.getKnex().raw(`pragma journal_size_limit = ${LONGEST_LOG}`);
  return orm;
}

const MAX_CONNECTIONS = 10;
const CONNECT_MS = 1000;
/** A request waits no longer for a connection than its caller waits for the answer. */
const ACQUIRE_MS = 3000;

/** A connection of the driver, as far as it is used before the pool has it. */
interface NewConnection {
  query(sql: string, done: (error: unknown) => void): void;
}

/** Connections are set up as they are made: the next statement finds new ones. */
async function reconnect(knex: Knex): Promise<void> {
  await knex.destroy();
  knex.initialize();
}

/** Each server reads the comment that is meant for it: MariaDB counts in seconds and ends everything, MySQL in milliseconds and ends reads. */
const limitStatements = (seconds: number): string =>
  `set @limited = 1 /*M!100101 , max_statement_time = ${seconds} *//*!50708 , max_execution_time = ${seconds * 1000} */`;

async function openServer(options: CommonOptions, clientUrl: string, limitS: () => number | null): Promise<LibSqlORM | MySqlORM> {
  const { MikroORM } = await import('@mikro-orm/mysql');
  const tls = mysqlTls(clientUrl);
  const orm = await MikroORM.init({
    ...options,
    clientUrl,
    charset: 'utf8mb4',
    collate: 'utf8mb4_bin',
    driverOptions: {
      // Unless it is told, knex asks the first connection and lets all others wait for that answer, for ever when it does not come.
      version: 'latest',
      acquireConnectionTimeout: ACQUIRE_MS,
      pool: {
        min: 0,
        max: MAX_CONNECTIONS,
        createTimeoutMillis: ACQUIRE_MS,
        afterCreate: (connection: NewConnection, done: (error: unknown, connection: NewConnection) => void) => {
          const seconds = limitS();
          if (seconds === null) done(null, connection);
          else connection.query(limitStatements(seconds), (error) => done(error, connection));
        },
      },
      connection: { connectTimeout: CONNECT_MS, ...(tls && { ssl: tls }) },
    },
  });
  await orm.schema.ensureDatabase();
  return orm;
}
