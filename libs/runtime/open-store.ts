import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { MikroORM as LibSqlORM } from '@mikro-orm/libsql';
import { MikroORM as MySqlORM } from '@mikro-orm/mysql';
import type { EntityManager, EntitySchema } from '@mikro-orm/core';

/** An owned database: every use takes a fork of its own. */
export interface Store {
  readonly fork: () => EntityManager;
  close(): Promise<void>;
}

/** Opens the owned store of a subgraph by URL (`file:/path` or `mysql://...`) and creates what is missing in it. */
export async function openStore(name: string, url: string, entities: readonly EntitySchema[]): Promise<Store> {
  const options = { contextName: `owned-${name}`, entities: [...entities], discovery: { warnWhenNoEntities: false } };
  if (url.startsWith('file:')) {
    const dbName = url.slice('file:'.length);
    await mkdir(dirname(dbName), { recursive: true });
    const orm = await LibSqlORM.init({ ...options, dbName });
    await orm.schema.ensureDatabase();
    await orm.schema.updateSchema({ safe: true });
    return { fork: () => orm.em.fork(), close: () => orm.close(true) };
  }
  const orm = await MySqlORM.init({ ...options, clientUrl: url, charset: 'utf8mb4', collate: 'utf8mb4_bin' });
  await orm.schema.ensureDatabase();
  await orm.schema.updateSchema({ safe: true });
  return { fork: () => orm.em.fork(), close: () => orm.close(true) };
}
