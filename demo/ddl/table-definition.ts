import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const SYSTEMS = ['finance', 'sales', 'tickets', 'pms'] as const;
export type System = (typeof SYSTEMS)[number];

export interface ColumnDefinition {
  readonly name: string;
  /** Type as the DDL says it, `VARCHAR(60)`. */
  readonly type: string;
  readonly nullable: boolean;
  readonly autoIncrement: boolean;
  /** `undefined`: no default, the row must bring a value when the column is not nullable. */
  readonly default: string | undefined;
}

export interface TableDefinition {
  readonly name: string;
  readonly columns: readonly ColumnDefinition[];
  readonly primaryKey: readonly string[];
  readonly indexes: readonly { readonly name: string; readonly columns: readonly string[] }[];
}

export function ddlPath(system: System): string {
  return join(__dirname, `${system}.sql`);
}

/** The statements of a system's DDL: one per `;`, without comment lines. */
export function readStatements(system: System): readonly string[] {
  return readFileSync(ddlPath(system), 'utf8')
    .replace(/^--.*$/gm, '')
    .split(';')
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}

const nameList = (text: string): readonly string[] => text.split(',').map((part) => part.replace(/\(\d+\)/, '').trim());

function parseColumn(line: string): ColumnDefinition {
  const match = /^(\w+) (\w+(?:\([\d,]+\))?(?: UNSIGNED)?)(.*)$/.exec(line);
  const [, name, type, rest = ''] = match ?? [];
  if (name === undefined || type === undefined) throw new SyntaxError(`Not a column definition: ${line}`);
  const fallback = /\bDEFAULT ('([^']*)'|[\d.]+)/.exec(rest.replace(/COMMENT '.*$/, ''));
  return {
    name,
    type: type.toUpperCase(),
    nullable: !/\bNOT NULL\b|\bPRIMARY KEY\b/.test(rest),
    autoIncrement: /\bAUTO_INCREMENT\b/.test(rest),
    default: fallback === null ? undefined : (fallback[2] ?? fallback[1]),
  };
}

function parseTable(name: string, body: string): TableDefinition {
  const columns: ColumnDefinition[] = [];
  const indexes: { name: string; columns: readonly string[] }[] = [];
  let primaryKey: readonly string[] = [];
  for (const line of body.split('\n').map((part) => part.trim().replace(/,$/, ''))) {
    const key = /^(?:PRIMARY KEY|KEY (\w+)) \((.*)\)$/.exec(line);
    if (line === '') continue;
    if (key === null) {
      const column = parseColumn(line);
      columns.push(column);
      if (/\bPRIMARY KEY\b/.test(line)) primaryKey = [column.name];
    } else if (key[1] === undefined) primaryKey = nameList(key[2] ?? '');
    else indexes.push({ name: key[1], columns: nameList(key[2] ?? '') });
  }
  return { name, columns, primaryKey, indexes };
}

/** Tables of a system in the order of its DDL. */
export function readTables(system: System): readonly TableDefinition[] {
  const tables: TableDefinition[] = [];
  for (const statement of readStatements(system)) {
    const copy = /^CREATE TABLE (\w+) LIKE (\w+)$/.exec(statement);
    if (copy !== null) {
      const original = tables.find((table) => table.name === copy[2]);
      if (original === undefined || copy[1] === undefined) throw new SyntaxError(`No table to copy: ${statement}`);
      tables.push({ ...original, name: copy[1] });
      continue;
    }
    const match = /^CREATE TABLE (\w+) \(\n([\s\S]*)\n\) ENGINE/.exec(statement);
    const [, name, body] = match ?? [];
    if (name === undefined || body === undefined) throw new SyntaxError(`Not a table definition: ${statement.slice(0, 60)}`);
    tables.push(parseTable(name, body));
  }
  return tables;
}
