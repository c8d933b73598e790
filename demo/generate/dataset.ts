import { readTables, type System, SYSTEMS, type TableDefinition } from '../ddl/table-definition';
import { gbkText } from './gbk';

export type Cell = string | number | null;

export interface TableRows {
  readonly system: System;
  readonly definition: TableDefinition;
  /** Cells in the order of the columns of the DDL. */
  readonly rows: Cell[][];
}

const NUMERIC = /^(TINYINT|SMALLINT|INT)/;

/** The rows of all legacy tables; every row is checked against the columns of the DDL. */
export class Dataset {
  private readonly tables = new Map<string, TableRows>();
  private readonly defaults = new Map<string, readonly (Cell | undefined)[]>();
  private readonly positions = new Map<string, ReadonlyMap<string, number>>();

  private readonly widths = new Map<string, readonly number[]>();

  constructor() {
    for (const system of SYSTEMS) {
      for (const definition of readTables(system)) {
        const key = `${system}.${definition.name}`;
        this.tables.set(key, { system, definition, rows: [] });
        this.positions.set(key, new Map(definition.columns.map((column, index) => [column.name, index])));
        this.widths.set(
          key,
          definition.columns.map((column) => Number(/CHAR\((\d+)\)/.exec(column.type)?.[1] ?? Infinity)),
        );
        this.defaults.set(
          key,
          definition.columns.map((column) => {
            if (column.default !== undefined) return NUMERIC.test(column.type) ? Number(column.default) : column.default;
            return column.nullable ? null : undefined;
          }),
        );
      }
    }
  }

  add(system: System, table: string, cells: Readonly<Record<string, Cell>>): void {
    const key = `${system}.${table}`;
    const positions = this.positions.get(key);
    const row = [...(this.defaults.get(key) ?? [])];
    for (const [column, cell] of Object.entries(cells)) {
      const position = positions?.get(column);
      if (position === undefined) throw new Error(`No column ${key}.${column}`);
      row[position] = typeof cell === 'string' ? this.stored(system, key, position, cell) : cell;
    }
    const complete: Cell[] = [];
    for (const [index, cell] of row.entries()) {
      if (cell === undefined) throw new Error(`${key}: row without ${this.table(system, table).definition.columns[index]?.name}`);
      complete.push(cell);
    }
    this.table(system, table).rows.push(complete);
  }

  /** Text as the old systems keep it: what is too long is cut, what GBK lacks is a question mark. */
  private stored(system: System, key: string, position: number, text: string): string {
    const width = this.widths.get(key)?.[position] ?? Infinity;
    const encoded = system === 'finance' || system === 'pms' ? gbkText(text) : text;
    return encoded.length > width ? encoded.slice(0, width) : encoded;
  }

  table(system: System, table: string): TableRows {
    const rows = this.tables.get(`${system}.${table}`);
    if (rows === undefined) throw new Error(`No table ${system}.${table}`);
    return rows;
  }

  all(): readonly TableRows[] {
    return [...this.tables.values()];
  }

  /** Rows of one table as records, for rules over the finished data. */
  records(system: System, table: string): readonly Readonly<Record<string, Cell>>[] {
    const { definition, rows } = this.table(system, table);
    return rows.map((row) => Object.fromEntries(definition.columns.map((column, index) => [column.name, row[index] ?? null])));
  }
}
