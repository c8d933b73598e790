import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { type System, SYSTEMS } from '../ddl/table-definition';
import { type Dataset, type TableRows } from '../generate/dataset';
import { generate, type Generated, type GenerateOptions } from '../generate/generate';
import { quoteIdentifier, sqliteIndexes, sqliteTable } from './sqlite-ddl';

export interface LoadEmbeddedOptions extends GenerateOptions {
  /** Directory of the legacy database files; made when missing. */
  readonly directory: string;
}

export interface LoadedTable {
  readonly system: System;
  readonly table: string;
  readonly rows: number;
}

type Connection = InstanceType<typeof Database>;

/** Rows per statement: fewer calls into the driver, far below the limit of parameters. */
const BATCH_ROWS = 50;
const UNFINISHED = '.loading';

function insertSql(table: TableRows, rows: number): string {
  const row = `(${table.definition.columns.map(() => '?').join(',')})`;
  return `INSERT INTO ${quoteIdentifier(table.definition.name)} VALUES ${Array.from({ length: rows }, () => row).join(',')}`;
}

function insertRows(connection: Connection, table: TableRows): void {
  const whole = table.rows.length - (table.rows.length % BATCH_ROWS);
  connection.exec('BEGIN');
  if (whole > 0) {
    const batch = connection.prepare(insertSql(table, BATCH_ROWS));
    for (let start = 0; start < whole; start += BATCH_ROWS) batch.run(...table.rows.slice(start, start + BATCH_ROWS).flat());
  }
  if (whole < table.rows.length) {
    const rest = connection.prepare(insertSql(table, table.rows.length - whole));
    rest.run(...table.rows.slice(whole).flat());
  }
  connection.exec('COMMIT');
}

function loadFile(path: string, tables: readonly TableRows[]): void {
  const unfinished = path + UNFINISHED;
  for (const file of [unfinished, `${unfinished}-wal`, `${unfinished}-shm`, `${unfinished}-journal`])
    rmSync(file, { force: true });
  const connection = new Database(unfinished);
  try {
    connection.exec('PRAGMA journal_mode = MEMORY');
    // Nothing to protect: a file that was not finished is never renamed and is written anew.
    connection.exec('PRAGMA synchronous = OFF');
    for (const table of tables) {
      connection.exec(sqliteTable(table.definition));
      insertRows(connection, table);
      for (const index of sqliteIndexes(table.definition)) connection.exec(index);
    }
    connection.exec('ANALYZE');
  } finally {
    connection.close();
  }
}

/** Writes a generated data set into `<directory>/{finance,sales,tickets,pms}.db`. A run that is cut off leaves no such file half loaded. */
export function writeEmbedded(directory: string, data: Dataset): readonly LoadedTable[] {
  mkdirSync(directory, { recursive: true });
  const files = SYSTEMS.map((system) => ({
    path: join(directory, `${system}.db`),
    tables: data.all().filter((table) => table.system === system),
  }));
  for (const file of files) loadFile(file.path, file.tables);
  for (const file of files) renameSync(file.path + UNFINISHED, file.path);
  return data.all().map((table) => ({ system: table.system, table: table.definition.name, rows: table.rows.length }));
}

/** Generates the demo and loads it into embedded databases; returns the rows per table and what was generated. */
export function loadEmbedded(options: LoadEmbeddedOptions): {
  readonly tables: readonly LoadedTable[];
  readonly generated: Generated;
} {
  const generated = generate(options);
  return { tables: writeEmbedded(options.directory, generated.data), generated };
}
