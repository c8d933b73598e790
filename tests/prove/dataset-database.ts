import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { startServer } from '#testing/ephemeral-server';
import type { Closing } from './closing';
import type { Proof } from './proof';
import type { Rows } from './sql-figures';

/** What is missing for a proof, and what to do about it. */
export class CannotProve extends Error {}

/** The data set in a server, for the time of one proof. */
export interface DatasetDatabase {
  readonly url: string;
  readonly rows: Rows;
}

/** @throws CannotProve naming the files that are not there */
export function datasetFiles({ folder = '', files }: Proof, data: string): readonly string[] {
  const paths = files.map((file) => join(data, folder, file));
  const missing = paths.filter((path) => !existsSync(path));
  if (missing.length > 0)
    throw new CannotProve(`The data set is not there: ${missing.join(', ')}. Name the folder that holds ${folder}: --data DIR`);
  return paths;
}

/** Loads the files as they are: into a server of its own, or the one of `serverUrl`, which then loses nothing but what this made. */
export async function loadDataset(
  proof: Proof,
  files: readonly string[],
  serverUrl: string | undefined,
  closing: Closing,
): Promise<DatasetDatabase> {
  const server = serverUrl?.replace(/\/$/, '') ?? (await ownServer(closing));
  const connection = await createConnection({ uri: server, multipleStatements: true, charset: 'utf8mb4', dateStrings: true });
  closing.add(() => connection.end());
  const database = await createDatabase(connection, proof);
  closing.add(async () => void (await connection.query(`drop database if exists \`${database}\``)));
  for (const file of files) await connection.query(readFileSync(file, 'utf8'));
  await connection.query(`use \`${database}\``);
  const rows: Rows = async (sql) => (await connection.query<RowDataPacket[]>(sql))[0];
  return { url: `${server}/${database}`, rows };
}

async function ownServer(closing: Closing): Promise<string> {
  const starting = startServer();
  closing.add(async () => (await starting)?.stop());
  const server = await starting;
  if (server) return server.url;
  throw new CannotProve('There is no server: install MariaDB, or name one that may be written to: TEST_MYSQL_URL=mysql://...');
}

async function createDatabase(connection: Connection, { database, createdByFiles }: Proof): Promise<string> {
  if (!createdByFiles) {
    const name = `${database}_${randomUUID().slice(0, 8)}`;
    await connection.query(`create database \`${name}\` default character set utf8mb4`);
    await connection.query(`use \`${name}\``);
    return name;
  }
  const [found] = await connection.query<RowDataPacket[]>('show databases like ?', [database]);
  if (found.length > 0)
    throw new CannotProve(`The server has a database ${database}, which the files would replace. Drop it, or use another server`);
  return database;
}
