import { type Connection, createConnection, type RowDataPacket } from 'mysql2/promise';
import { readStatements, type System, SYSTEMS } from '../ddl/table-definition';
import { type Dataset, type TableRows } from '../generate/dataset';
import { generate, type Generated, type GenerateOptions } from '../generate/generate';
import { type LoadedTable } from './embedded';

export interface LoadMysqlOptions extends GenerateOptions {
  /** `mysql://user:password@host:port`; the user may create databases. */
  readonly url: string;
  /** Put before the database names, so that tests do not meet. */
  readonly prefix?: string;
}

const DATABASES = {
  finance: { name: 'legacy_fin', charset: 'gbk' },
  sales: { name: 'legacy_sal', charset: 'utf8' },
  tickets: { name: 'legacy_svc', charset: 'utf8' },
  pms: { name: 'legacy_pms', charset: 'gbk' },
} as const satisfies Record<System, { name: string; charset: string }>;

const ROWS_PER_STATEMENT = 1000;
const ROWS_PER_TRANSACTION = 50_000;

export function mysqlDatabase(system: System, prefix = ''): string {
  return prefix + DATABASES[system].name;
}

/** A database with other tables than ours is not the demo: leave it alone. */
async function refuseForeignTables(connection: Connection, database: string, own: readonly string[]): Promise<void> {
  const [rows] = await connection.query<RowDataPacket[]>(
    'select TABLE_NAME as name from information_schema.TABLES where TABLE_SCHEMA = ?',
    [database],
  );
  const foreign = rows
    .map((row) => String(row['name']))
    .filter((name) => !own.some((table) => table.toLowerCase() === name.toLowerCase()));
  if (foreign.length > 0)
    throw new Error(`Database ${database} has tables that are not of the demo (${foreign[0]}); nothing was changed`);
}

async function createTables(
  connection: Connection,
  system: System,
  database: string,
  tables: readonly TableRows[],
): Promise<void> {
  await connection.query(`CREATE DATABASE IF NOT EXISTS \`${database}\` DEFAULT CHARACTER SET ${DATABASES[system].charset}`);
  await connection.query(`USE \`${database}\``);
  await refuseForeignTables(
    connection,
    database,
    tables.map((table) => table.definition.name),
  );
  for (const table of tables) await connection.query(`DROP TABLE IF EXISTS \`${table.definition.name}\``);
  for (const statement of readStatements(system)) await connection.query(statement);
}

async function insertRows(connection: Connection, table: TableRows): Promise<void> {
  for (let start = 0; start < table.rows.length; start += ROWS_PER_STATEMENT) {
    if (start % ROWS_PER_TRANSACTION === 0) {
      if (start > 0) await connection.commit();
      await connection.beginTransaction();
    }
    await connection.query(`INSERT INTO \`${table.definition.name}\` VALUES ?`, [
      table.rows.slice(start, start + ROWS_PER_STATEMENT),
    ]);
  }
  if (table.rows.length > 0) await connection.commit();
}

/** Writes a generated data set into the four databases of a MySQL or MariaDB server; tables of an earlier load are replaced. */
export async function writeMysql(url: string, data: Pick<Dataset, 'all'>, prefix = ''): Promise<readonly LoadedTable[]> {
  if (!/^\w*$/.test(prefix)) throw new Error(`A database prefix is made of letters, digits and _: ${prefix}`);
  const connection = await createConnection({ uri: url, charset: 'utf8mb4' });
  try {
    for (const system of SYSTEMS) {
      const tables = data.all().filter((table) => table.system === system);
      if (tables.length === 0) continue;
      await createTables(connection, system, mysqlDatabase(system, prefix), tables);
      for (const table of tables) await insertRows(connection, table);
    }
  } finally {
    await connection.end();
  }
  return data.all().map((table) => ({ system: table.system, table: table.definition.name, rows: table.rows.length }));
}

/** Generates the demo and loads it into a server; returns the rows per table and what was generated. */
export async function loadMysql(
  options: LoadMysqlOptions,
): Promise<{ readonly tables: readonly LoadedTable[]; readonly generated: Generated }> {
  const generated = generate(options);
  return { tables: await writeMysql(options.url, generated.data, options.prefix), generated };
}
