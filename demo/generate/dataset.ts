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

  constructor() {
    for (const system of SYSTEMS) {
      for (const definition of readTables(system)) {
        const key = `${system}.${definition.name}`;
        this.tables.set(key, { system, definition, rows: [] });
        this.positions.set(key, new Map(definition.columns.map((column, index) => [column.name, index])));
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
      row[position] = typeof cell === 'string' && (system === 'finance' || system === 'pms') ? gbkText(cell) : cell;
    }
    const complete: Cell[] = [];
    for (const [index, cell] of row.entries()) {
      if (cell === undefined) throw new Error(`${key}: row without ${this.table(system, table).definition.columns[index]?.name}`);
      complete.push(cell);
    }
    this.table(system, table).rows.push(complete);
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
