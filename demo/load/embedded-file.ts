import { renameSync, rmSync } from 'node:fs';
import Database from 'libsql';
import { type TableDefinition } from '../ddl/table-definition';
import { type Cell, type TableRows } from '../generate/dataset';
import { GENERATOR_VERSION } from '../generate/output/manifest';
import { APPLICATION_ID } from './demo-data';
import { quoteIdentifier, sqliteIndexes, sqliteTable } from './sqlite-ddl';

type Connection = InstanceType<typeof Database>;

/** Rows per statement: fewer calls into the driver, far below the limit of parameters. */
const BATCH_ROWS = 50;
const ROWS_PER_TRANSACTION = 50_000;
const UNFINISHED = '.loading';

function insertSql(table: TableDefinition, rows: number): string {
  const row = `(${table.columns.map(() => '?').join(',')})`;
  return `INSERT INTO ${quoteIdentifier(table.name)} VALUES ${Array.from({ length: rows }, () => row).join(',')}`;
}

class EmbeddedTable {
  rows = 0;
  private readonly waiting: Cell[][] = [];
  private readonly insertBatch: (cells: readonly Cell[]) => void;

  constructor(
    private readonly connection: Connection,
    private readonly definition: TableDefinition,
  ) {
    connection.exec(sqliteTable(definition));
    const batch = connection.prepare(insertSql(definition, BATCH_ROWS));
    this.insertBatch = (cells) => void batch.run(...cells);
  }

  add(rows: readonly Cell[][]): void {
    for (const row of rows) {
      this.waiting.push(row);
      if (this.waiting.length === BATCH_ROWS) {
        this.insertBatch(this.waiting.flat());
        this.waiting.length = 0;
      }
    }
    this.rows += rows.length;
  }

  finish(): void {
    const rest = this.waiting.length;
    if (rest > 0) this.connection.prepare(insertSql(this.definition, rest)).run(...this.waiting.flat());
    for (const index of sqliteIndexes(this.definition)) this.connection.exec(index);
  }
}

/** A database file that is written aside and takes its name only when it is complete. */
export class EmbeddedFile {
  private readonly connection: Connection;
  private readonly tables: ReadonlyMap<string, EmbeddedTable>;
  private rowsInTransaction = 0;

  constructor(
    private readonly path: string,
    definitions: readonly TableDefinition[],
  ) {
    this.removeUnfinished();
    this.connection = new Database(path + UNFINISHED);
    // Nothing to protect: a file that was not finished is never renamed and is written anew.
    this.connection.exec('PRAGMA journal_mode = OFF');
    this.connection.exec('PRAGMA synchronous = OFF');
    this.connection.exec('BEGIN');
    this.tables = new Map(definitions.map((table) => [table.name, new EmbeddedTable(this.connection, table)]));
  }

  add({ definition, rows }: TableRows): void {
    this.tables.get(definition.name)?.add(rows);
    this.rowsInTransaction += rows.length;
    if (this.rowsInTransaction < ROWS_PER_TRANSACTION) return;
    this.connection.exec('COMMIT; BEGIN');
    this.rowsInTransaction = 0;
  }

  rowCounts(): ReadonlyMap<string, number> {
    return new Map([...this.tables].map(([name, table]) => [name, table.rows]));
  }

  /** Completes the file under its temporary name. */
  complete(): void {
    for (const table of this.tables.values()) table.finish();
    this.connection.exec('COMMIT');
    this.connection.exec('ANALYZE');
    this.connection.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
    this.connection.exec(`PRAGMA user_version = ${GENERATOR_VERSION}`);
    this.connection.close();
  }

  publish(): void {
    renameSync(this.path + UNFINISHED, this.path);
  }

  abort(): void {
    if (this.connection.open) this.connection.close();
    this.removeUnfinished();
  }

  private removeUnfinished(): void {
    for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(this.path + UNFINISHED + suffix, { force: true });
  }
}
