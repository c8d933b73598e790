import { type ColumnDefinition, type TableDefinition } from '../ddl/table-definition';

export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

const nameList = (names: readonly string[]): string => names.map(quoteIdentifier).join(', ');

function sqliteType(type: string): string {
  if (/^(TINYINT|SMALLINT|INT)/.test(type)) return 'INTEGER';
  if (type.startsWith('DECIMAL')) return 'NUMERIC';
  return 'TEXT';
}

function columnSql(column: ColumnDefinition): string {
  const literal = column.default === undefined ? '' : ` DEFAULT '${column.default.replaceAll("'", "''")}'`;
  return `${quoteIdentifier(column.name)} ${sqliteType(column.type)}${column.nullable ? '' : ' NOT NULL'}${literal}`;
}

/** `CREATE TABLE` of a legacy table in SQLite. */
export function sqliteTable(table: TableDefinition): string {
  const parts = table.columns.map(columnSql);
  if (table.primaryKey.length > 0) parts.push(`PRIMARY KEY (${nameList(table.primaryKey)})`);
  return `CREATE TABLE ${quoteIdentifier(table.name)} (\n  ${parts.join(',\n  ')}\n)`;
}

/** Secondary indexes; SQLite names them per database, so the table is part of the name. */
export function sqliteIndexes(table: TableDefinition): readonly string[] {
  return table.indexes.map(
    (index) =>
      `CREATE INDEX ${quoteIdentifier(`${table.name}_${index.name}`)} ON ${quoteIdentifier(table.name)} (${nameList(index.columns)})`,
  );
}
