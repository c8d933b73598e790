import { createHash } from 'node:crypto';
import type { Knex } from '@mikro-orm/mysql';
import { StoreLockedError } from './migration';
import { isMysql } from './store-schema';

const WAIT_SECONDS = 60;

interface DriverPool {
  acquireConnection(): Promise<object>;
  releaseConnection(connection: object): Promise<void>;
}

/**
 * Runs `work` alone among all processes that use this store; a process that ends loses its lock. A file belongs to one process
 * (`DATA_DIR/lock`), so there is nobody to wait for.
 * @param purpose tells apart what may run at the same time
 * @param waitSeconds how long it waits for another process
 * @throws StoreLockedError when another process does not finish
 */
export async function withStoreLock<T>(
  knex: Knex,
  store: string,
  purpose: string,
  work: () => Promise<T>,
  waitSeconds = WAIT_SECONDS,
): Promise<T> {
  if (!isMysql(knex)) return work();
  const pool = knex.client as DriverPool;
  const connection = await pool.acquireConnection();
  const ask = async (sql: string, ...values: (string | number)[]): Promise<unknown> =>
    knex.raw(sql, values).connection(connection) as Promise<unknown>;
  try {
    // Locks belong to the server: the name must tell databases apart, within 64 characters.
    const [[{ database }]] = (await ask('select database() as `database`')) as [[{ database: string }]];
    const name = createHash('sha256').update(`${database}:${purpose}`).digest('hex').slice(0, 60);
    const [[{ held }]] = (await ask('select get_lock(?, ?) as held', name, waitSeconds)) as [[{ held: number | null }]];
    if (held !== 1) throw new StoreLockedError(store, waitSeconds);
    try {
      return await work();
    } finally {
      await ask('select release_lock(?)', name);
    }
  } finally {
    await pool.releaseConnection(connection);
  }
}
