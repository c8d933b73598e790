import { readTables, type System, SYSTEMS, type TableDefinition } from '../ddl/table-definition';
import { gbkText } from './gbk';

export type Cell = string | number | null;
export type Row = readonly Cell[];

export interface TableRows {
  readonly system: System;
  readonly definition: TableDefinition;
  /** Cells in the order of the columns of the DDL. */
  readonly rows: Cell[][];
}

interface TableShape extends TableRows {
  readonly positions: ReadonlyMap<string, number>;
  readonly defaults: readonly (Cell | undefined)[];
  readonly widths: readonly number[];
  readonly gbk: boolean;
}

const NUMERIC = /^(TINYINT|SMALLINT|INT)/;

function shapeOf(system: System, definition: TableDefinition): TableShape {
  const { columns } = definition;
  return {
    system,
    definition,
    rows: [],
    positions: new Map(columns.map((column, index) => [column.name, index])),
    defaults: columns.map((column) => {
      if (column.default !== undefined) return NUMERIC.test(column.type) ? Number(column.default) : column.default;
      return column.nullable ? null : undefined;
    }),
    widths: columns.map((column) => Number(/CHAR\((\d+)\)/.exec(column.type)?.[1] ?? Infinity)),
    gbk: system === 'finance' || system === 'pms',
  };
}

function shapesOf(system: System): ReadonlyMap<string, TableShape> {
  return new Map(readTables(system).map((definition) => [definition.name, shapeOf(system, definition)]));
}

/** Rows of the legacy tables; every row is checked against the columns of the DDL. */
export class Dataset {
  private readonly tables: Readonly<Record<System, ReadonlyMap<string, TableShape>>> = {
    finance: shapesOf('finance'),
    sales: shapesOf('sales'),
    tickets: shapesOf('tickets'),
    pms: shapesOf('pms'),
  };
  private readonly list: readonly TableShape[] = SYSTEMS.flatMap((system) => [...this.tables[system].values()]);

  add(system: System, table: string, cells: Readonly<Record<string, Cell>>): void {
    const shape = this.shape(system, table);
    const row = [...shape.defaults];
    for (const column in cells) {
      const position = shape.positions.get(column);
      const cell = cells[column];
      if (position === undefined) throw new Error(`No column ${system}.${table}.${column}`);
      row[position] = typeof cell === 'string' ? stored(shape, position, cell) : cell;
    }
    if (!isComplete(row)) {
      const missing = shape.definition.columns[row.indexOf(undefined)]?.name;
      throw new Error(`${system}.${table}: row without ${missing}`);
    }
    shape.rows.push(row);
  }

  table(system: System, table: string): TableRows {
    return this.shape(system, table);
  }

  all(): readonly TableRows[] {
    return this.list;
  }

  /** Reads one column of a table's rows; rules over many rows go without records. */
  column(system: System, table: string, column: string): (row: Row) => Cell {
    const position = this.shape(system, table).positions.get(column);
    if (position === undefined) throw new Error(`No column ${system}.${table}.${column}`);
    return (row) => row[position] ?? null;
  }

  /** Rows of one table as records, for rules over the finished data. */
  records(system: System, table: string): readonly Readonly<Record<string, Cell>>[] {
    const { definition, rows } = this.shape(system, table);
    return rows.map((row) => Object.fromEntries(definition.columns.map((column, index) => [column.name, row[index] ?? null])));
  }

  clear(): void {
    for (const table of this.list) table.rows.length = 0;
  }

  private shape(system: System, table: string): TableShape {
    const shape = this.tables[system].get(table);
    if (shape === undefined) throw new Error(`No table ${system}.${table}`);
    return shape;
  }
}

function isComplete(row: (Cell | undefined)[]): row is Cell[] {
  return !row.includes(undefined);
}

/** Text as the old systems keep it: what is too long is cut, what GBK lacks is a question mark. */
function stored({ gbk, widths }: TableShape, position: number, text: string): string {
  const width = widths[position] ?? Infinity;
  const encoded = gbk ? gbkText(text) : text;
  return encoded.length > width ? encoded.slice(0, width) : encoded;
}
