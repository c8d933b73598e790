import type { DialectName } from '../expression/print-sql';
import { mysqlTables } from './mysql-tables';
import type { Query } from './query';
import { sqliteTables } from './sqlite-tables';
import type { TableFacts } from './table-facts';

/** Every table of a database by its name. */
export async function readTables(query: Query, dialect: DialectName): Promise<ReadonlyMap<string, TableFacts>> {
  const tables = await (dialect === 'mysql' ? mysqlTables(query) : sqliteTables(query));
  return new Map(tables.map((table) => [table.name, table]));
}
