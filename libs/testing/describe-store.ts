import { MikroORM as LibSqlORM } from '@mikro-orm/libsql';
import { MikroORM as MySqlORM } from '@mikro-orm/mysql';
import { openStore, type StoreDefinition } from '#runtime/store/open-store';
import { describeEngines, type TestDatabase, type TestEngine } from './mysql';

const MYSQL_TABLES = `
  select c.table_name as \`table\`, c.column_name as name, c.column_type as type, c.is_nullable as nullable, c.collation_name as collation,
    (select group_concat(concat(s.index_name, ' ', s.seq_in_index, ' ', s.non_unique) order by s.index_name) from information_schema.statistics s
      where s.table_schema = c.table_schema and s.table_name = c.table_name and s.column_name = c.column_name) as indexes
  from information_schema.columns c where c.table_schema = database() and c.table_name <> 'schema_migration' order by 1, 2`;
// A length means nothing there: varchar, text and mediumtext are the same to it.
const SQLITE_TABLES = `
  select m.name as "table", c.name, case when c.type like '%char%' or c.type like '%text%' then 'text' else lower(c.type) end as type, c."notnull", c.pk,
    (select group_concat(l.name || ' ' || i.seqno || ' ' || l."unique") from pragma_index_list(m.name) l, pragma_index_info(l.name) i
      where i.name = c.name) as indexes
  from sqlite_master m, pragma_table_info(m.name) c where m.type = 'table' and m.name <> 'schema_migration' order by 1, 2`;

/** Claims of every owned store: its migrations lead from each earlier release to the tables its entities ask for, on both engines. */
export function describeStore(definition: StoreDefinition): void {
  describeEngines(`the ${definition.name} store`, (engine) => {
    const names = definition.migrations.map(({ name }) => name);
    let wanted: unknown;
    let database: TestDatabase;
    const tables = (of: TestDatabase) => of.rows(engine.name === 'mysql' ? MYSQL_TABLES : SQLITE_TABLES, []);
    const migrate = async (migrations = definition.migrations): Promise<void> =>
      (await openStore({ ...definition, migrations }, database.url)).close();
    const applied = async (): Promise<unknown[]> =>
      (await database.rows('select name from schema_migration order by name', [])).map(({ name }) => name);

    beforeAll(async () => {
      const fresh = await engine.create();
      await createTables(definition, engine, fresh.url);
      wanted = await tables(fresh);
      await fresh.drop();
    });
    beforeEach(async () => {
      database = await engine.create();
    });
    afterEach(() => database.drop());

    it('is what the entities say when it is migrated from empty', async () => {
      await migrate();
      expect(await tables(database)).toEqual(wanted);
      expect(wanted).not.toEqual([]);
      expect(await applied()).toEqual(names);
    });

    it.each(names.map((_, count) => count))('follows from a release with %i of its migrations', async (count) => {
      await migrate(definition.migrations.slice(0, count));
      await migrate();
      expect(await tables(database)).toEqual(wanted);
      expect(await applied()).toEqual(names);
    });

    it('follows from tables that were made from the entities, and from a migration that was cut off at its end', async () => {
      await createTables(definition, engine, database.url);
      await migrate();
      expect(await tables(database)).toEqual(wanted);
      expect(await applied()).toEqual(names);
    });
  });
}

async function createTables({ entities }: StoreDefinition, { name }: TestEngine, url: string): Promise<void> {
  const options = { entities: [...entities], contextName: 'as-the-entities-say' };
  const orm =
    name === 'mysql'
      ? await MySqlORM.init({ ...options, clientUrl: url, charset: 'utf8mb4', collate: 'utf8mb4_bin' })
      : await LibSqlORM.init({ ...options, dbName: url.slice('file:'.length) });
  await orm.schema.createSchema();
  await orm.close(true);
}
