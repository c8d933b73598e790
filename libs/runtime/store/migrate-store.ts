import type { Knex } from '@mikro-orm/mysql';
import { StoreTooNewError, type Migration } from './migration';
import { withStoreLock } from './store-lock';
import { isMysql, StoreSchema } from './store-schema';

/** Remembers which migrations a store has seen. */
const MIGRATION_TABLE = 'schema_migration';
const FILE_WAIT_MS = 20_000;

/**
 * Brings a store to what this release needs; two processes that start together do it once.
 * @returns the migrations that ran now
 * @throws StoreTooNewError when the store has seen migrations that are not in the list
 */
export async function migrateStore(knex: Knex, store: string, migrations: readonly Migration[]): Promise<readonly string[]> {
  if (!isMysql(knex)) await knex.raw(`pragma busy_timeout = ${FILE_WAIT_MS}`);
  // A store that is up to date is only read: its user may have no right to change tables.
  if (await isCurrent(knex, store, migrations)) return [];
  await knex.raw(
    `create table if not exists ${MIGRATION_TABLE} (name varchar(190) not null primary key, applied_at varchar(30) not null)`,
  );
  return isMysql(knex)
    ? withStoreLock(knex, store, 'migrate', () => runPending(knex, store, migrations))
    : knex.transaction(async (own) => {
        // A file has one writer: beginning with a write holds the other processes off until the end.
        await own(MIGRATION_TABLE).where({ name: '' }).delete();
        return runPending(own, store, migrations);
      });
}

async function isCurrent(knex: Knex, store: string, migrations: readonly Migration[]): Promise<boolean> {
  if (!(await knex.schema.hasTable(MIGRATION_TABLE))) return false;
  return (await pendingOf(knex, store, migrations)).length === 0;
}

async function pendingOf(knex: Knex, store: string, migrations: readonly Migration[]): Promise<readonly Migration[]> {
  const rows: readonly { readonly name: string }[] = await knex(MIGRATION_TABLE).select('name');
  const applied = new Set(rows.map(({ name }) => name));
  const unknown = [...applied].filter((name) => !migrations.some((migration) => migration.name === name)).sort();
  if (unknown.length > 0) throw new StoreTooNewError(store, unknown);
  return migrations.filter(({ name }) => !applied.has(name)).toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

async function runPending(knex: Knex, store: string, migrations: readonly Migration[]): Promise<readonly string[]> {
  const pending = await pendingOf(knex, store, migrations);
  for (const migration of pending) {
    await migration.up(new StoreSchema(knex));
    await knex(MIGRATION_TABLE).insert({ name: migration.name, applied_at: new Date().toISOString() });
  }
  return pending.map(({ name }) => name);
}
