import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Connection, createConnection, type RowDataPacket } from 'mysql2/promise';
import { mysqlTls } from '#runtime/mysql-tls';
import { readStatements, readTables, type System, SYSTEMS } from '../ddl/table-definition';
import { generateInto, type GenerateOptions } from '../generate/generate';
import { TableFiles } from '../generate/output/table-files';
import { type LoadedTable } from './loaded-table';
import { insertFile, loadLocalFile, takesLocalFiles } from './mysql-table';

export interface LoadMysqlOptions {
  /** `mysql://user:password@host:port`, with `?ca=/path/ca.pem` for an encrypted connection; the user may create databases. */
  readonly url: string;
  /** Put before the database names, so that tests do not meet. */
  readonly prefix?: string;
  /** Only these systems; all four otherwise. */
  readonly systems?: readonly System[];
  /** Told after every table. */
  readonly onTable?: (loaded: LoadedTable) => void;
}

const DATABASES = {
  finance: { name: 'legacy_fin', charset: 'gbk' },
  sales: { name: 'legacy_sal', charset: 'utf8' },
  tickets: { name: 'legacy_svc', charset: 'utf8' },
  pms: { name: 'legacy_pms', charset: 'gbk' },
} as const satisfies Record<System, { name: string; charset: string }>;

export function mysqlDatabase(system: System, prefix = ''): string {
  return prefix + DATABASES[system].name;
}

/** Tables are filled beside the databases and moved in together, so that half a load never looks like the demo. */
const stagingOf = (system: System, prefix: string): string => `${mysqlDatabase(system, prefix)}_loading`;

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

async function createStaging(connection: Connection, system: System, prefix: string): Promise<void> {
  const staging = stagingOf(system, prefix);
  await connection.query(`DROP DATABASE IF EXISTS \`${staging}\``);
  await connection.query(`CREATE DATABASE \`${staging}\` DEFAULT CHARACTER SET ${DATABASES[system].charset}`);
  await connection.query(`USE \`${staging}\``);
  for (const statement of readStatements(system)) await connection.query(statement);
}

async function publish(connection: Connection, prefix: string, systems: readonly System[]): Promise<void> {
  const moves: string[] = [];
  for (const system of systems) {
    const database = mysqlDatabase(system, prefix);
    const { charset } = DATABASES[system];
    await connection.query(`CREATE DATABASE IF NOT EXISTS \`${database}\` DEFAULT CHARACTER SET ${charset}`);
    for (const { name } of readTables(system)) {
      await connection.query(`DROP TABLE IF EXISTS \`${database}\`.\`${name}\``);
      moves.push(`\`${stagingOf(system, prefix)}\`.\`${name}\` TO \`${database}\`.\`${name}\``);
    }
  }
  await connection.query(`RENAME TABLE ${moves.join(', ')}`);
}

async function dropStaging(connection: Connection, prefix: string, systems: readonly System[]): Promise<void> {
  for (const system of systems) await connection.query(`DROP DATABASE IF EXISTS \`${stagingOf(system, prefix)}\``);
}

async function fillTables(
  connection: Connection,
  directory: string,
  { prefix = '', systems = SYSTEMS, onTable }: LoadMysqlOptions,
) {
  const load = (await takesLocalFiles(connection)) ? loadLocalFile : insertFile;
  const tables: LoadedTable[] = [];
  await connection.query('SET SESSION unique_checks = 0, foreign_key_checks = 0');
  for (const system of systems) {
    await createStaging(connection, system, prefix);
    for (const { name } of readTables(system)) {
      const rows = await load(connection, name, join(directory, system, `${name}.tsv`));
      const loaded = { system, table: name, rows };
      tables.push(loaded);
      onTable?.(loaded);
    }
  }
  return tables;
}

/**
 * Loads the table files of a directory into the four databases of a MySQL or MariaDB server; tables of an earlier load are
 * replaced when all new ones are there.
 */
export async function loadFilesIntoMysql(directory: string, options: LoadMysqlOptions): Promise<readonly LoadedTable[]> {
  const { url, prefix = '', systems = SYSTEMS } = options;
  if (!/^\w*$/.test(prefix)) throw new Error(`A database prefix is made of letters, digits and _: ${prefix}`);
  const connection = await connect(url);
  try {
    for (const system of systems) {
      const own = readTables(system).map(({ name }) => name);
      await refuseForeignTables(connection, mysqlDatabase(system, prefix), own);
    }
    const tables = await fillTables(connection, directory, options);
    await publish(connection, prefix, systems);
    return tables;
  } finally {
    await dropStaging(connection, prefix, systems).finally(() => connection.end());
  }
}

function connect(url: string): Promise<Connection> {
  const tls = mysqlTls(url);
  const uri = new URL(url);
  uri.search = '';
  return createConnection({ uri: uri.href, charset: 'utf8mb4', ...(tls && { ssl: tls }) });
}

/** Generates the demo and loads it into a server. */
export async function loadMysql(options: LoadMysqlOptions & GenerateOptions): Promise<readonly LoadedTable[]> {
  const directory = mkdtempSync(join(tmpdir(), 'demo-tables-'));
  try {
    generateInto(options, [new TableFiles(join(directory, 'tsv'))]);
    return await loadFilesIntoMysql(join(directory, 'tsv'), options);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
