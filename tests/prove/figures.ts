import Decimal from 'decimal.js';

/** One value of one customer, as text: `orders AB-1001`, `total`, `870.00 USD`. */
export interface Cell {
  readonly customer: string;
  /** Name of a section, and of one of its items where it has several. */
  readonly section: string;
  readonly item: string;
  readonly field: string;
  readonly text: string;
}

/** A null and why: `null`, or `null (NOT_AVAILABLE)` when the source cannot tell. */
export const nullText = (code?: string): string => (code ? `null (${code})` : 'null');

/** The same number is the same text, however many zeros a database or the graph writes after the point. */
export function valueText(value: unknown): string {
  const text = String(value);
  return /^-?\d+\.\d+$/.test(text) ? new Decimal(text).toFixed() : text;
}

/** What two sets of figures say of one value; `undefined` where a side has no such row. */
export interface Compared extends Omit<Cell, 'text'> {
  readonly graph: string | undefined;
  readonly sql: string | undefined;
}

export const isEqual = ({ graph, sql }: Compared): boolean => graph === sql;

const keyOf = ({ customer, section, item, field }: Omit<Cell, 'text'>): string => [customer, section, item, field].join('\n');
const rowOf = ({ customer, section, item }: Omit<Cell, 'text'>): string => [customer, section, item].join('\n');

/**
 * Compares every value that SQL gives with the graph's. A row that only one side has is a difference; a field of the graph that SQL
 * does not mention is not compared.
 */
export function compareFigures(graph: readonly Cell[], sql: readonly Cell[]): readonly Compared[] {
  const shown = new Map(graph.map((cell) => [keyOf(cell), cell.text]));
  const expected = sql.map((cell) => ({ ...cell, graph: shown.get(keyOf(cell)), sql: cell.text }));
  const known = new Set(sql.map(rowOf));
  const sections = new Set(sql.map(({ section }) => section));
  const extra = graph.filter((cell) => sections.has(cell.section) && !known.has(rowOf(cell)));
  return [...expected, ...extra.map((cell) => ({ ...cell, graph: cell.text, sql: undefined }))];
}
