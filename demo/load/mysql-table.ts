import { createReadStream } from 'node:fs';
import { type Connection, type ResultSetHeader, type RowDataPacket } from 'mysql2/promise';
import { readTsvRows } from './tsv-rows';

const ROWS_PER_STATEMENT = 1000;
const ROWS_PER_TRANSACTION = 50_000;

/** Whether the server takes a file from its client. */
export async function takesLocalFiles(connection: Connection): Promise<boolean> {
  const [rows] = await connection.query<RowDataPacket[]>('select @@local_infile as allowed');
  return String(rows[0]?.['allowed']) === '1';
}

async function refuseWarnings(connection: Connection, table: string): Promise<void> {
  const [warnings] = await connection.query<RowDataPacket[]>('show warnings limit 3');
  if (warnings.length === 0) return;
  const texts = warnings.map((warning) => String(warning['Message'])).join('; ');
  throw new Error(`The server changed rows of ${table} while loading: ${texts}`);
}

/** Loads a tab-separated file with one `LOAD DATA`; returns the rows. */
export async function loadLocalFile(connection: Connection, table: string, path: string): Promise<number> {
  const [result] = await connection.query<ResultSetHeader>({
    sql:
      `LOAD DATA LOCAL INFILE 'rows' INTO TABLE \`${table}\` CHARACTER SET utf8mb4 ` +
      `FIELDS TERMINATED BY '\\t' ESCAPED BY '\\\\' LINES TERMINATED BY '\\n'`,
    infileStreamFactory: () => createReadStream(path, { highWaterMark: 1024 * 1024 }),
  });
  await refuseWarnings(connection, table);
  return result.affectedRows;
}

/** The same with batched inserts, for servers that take no files; slower by half. */
export async function insertFile(connection: Connection, table: string, path: string): Promise<number> {
  let rows = 0;
  await connection.beginTransaction();
  for await (const group of readTsvRows(path, ROWS_PER_STATEMENT)) {
    await connection.query(`INSERT INTO \`${table}\` VALUES ?`, [group]);
    await refuseWarnings(connection, table);
    rows += group.length;
    if (rows % ROWS_PER_TRANSACTION !== 0) continue;
    await connection.commit();
    await connection.beginTransaction();
  }
  await connection.commit();
  return rows;
}
