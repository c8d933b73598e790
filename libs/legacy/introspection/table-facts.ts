/** How a column compares and sorts, whatever its exact type. */
export type ColumnKind = 'text' | 'number' | 'date' | 'other';

export interface ColumnFacts {
  readonly name: string;
  /** As declared: `varchar(60)`. */
  readonly type: string;
  readonly kind: ColumnKind;
  readonly nullable: boolean;
  /** Of text columns; null where the engine has one for all. */
  readonly charset: string | null;
  readonly comment: string;
}

export interface IndexFacts {
  readonly name: string;
  readonly unique: boolean;
  readonly columns: readonly string[];
}

export interface ForeignKeyFacts {
  readonly columns: readonly string[];
  readonly table: string;
}

/** What a database says about one of its tables or views. */
export interface TableFacts {
  readonly name: string;
  readonly comment: string;
  /** Counted, or estimated by an engine that does not count. */
  readonly rows: number;
  readonly columns: readonly ColumnFacts[];
  readonly primaryKey: readonly string[];
  /** The primary key among them. */
  readonly indexes: readonly IndexFacts[];
  readonly foreignKeys: readonly ForeignKeyFacts[];
}

export function columnOf(table: TableFacts | undefined, name: string): ColumnFacts | undefined {
  return table?.columns.find((column) => column.name.toLowerCase() === name.toLowerCase());
}

/** Some unique index has no column outside `columns`: rows that agree in them are one row. */
export function isUniqueBy(table: TableFacts, columns: readonly string[]): boolean {
  const known = new Set(columns.map((name) => name.toLowerCase()));
  return table.indexes.some((index) => index.unique && index.columns.every((name) => known.has(name.toLowerCase())));
}

/** Some index starts with `column`. */
export function isIndexed(table: TableFacts, column: string): boolean {
  return table.indexes.some(({ columns: [first] }) => first?.toLowerCase() === column.toLowerCase());
}
