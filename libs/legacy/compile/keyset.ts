import type { Stored } from '../codec/codec';
import type { Expression } from '../expression/ast';
import type { DialectName } from '../expression/print-sql';
import type { Bound } from './statement';

/** Where a page ended in one source: the stored sort value (absent when rows are in key order) and the key columns. */
export interface Position<V extends Bound = Stored> {
  readonly sort?: V | null;
  readonly key: readonly (V | string)[];
}

/** Binds a value and returns its place in the text. */
export type Bind = (value: Bound) => string;

/** How the parts of a position are bound. */
export interface Binders {
  readonly key: Bind;
  readonly sort: Bind;
}

/** MySQL compares an exact decimal with a text as floats, and two decimals can be the same float: numbers are bound as decimals there. */
export function bindersOf(dialect: DialectName, sort: Expression | null, bind: Bind): Binders {
  const isNumber = dialect === 'mysql' && sort?.kind === 'call' && ['number', 'decimal'].includes(sort.name);
  return { key: bind, sort: isNumber ? (value) => `cast(${bind(value)} as decimal(65, 20))` : bind };
}

/**
 * The condition "after this position" in an order by (sort, key...), all in one direction. NULL is the smallest sort value on both
 * engines. For `(a, b) > (?, ?)`, and for `a >= ?` where all rows have that `a`, MySQL walks the index from its start; with `a = ?` it
 * starts behind the position. SQLite is best with the row value.
 */
export function afterPosition(
  dialect: DialectName,
  sort: string | null,
  key: readonly string[],
  position: Position<Bound>,
  descending: boolean,
  bind: Binders,
): string {
  const beyond = descending ? '<' : '>';
  const keys = afterTuple(dialect, key, position.key, beyond, bind.key);
  if (sort === null) return keys;
  const value = position.sort ?? null;
  if (value === null) return descending ? `(${sort} is null and ${keys})` : `(${sort} is not null or ${keys})`;
  const from =
    dialect === 'sqlite'
      ? `(${sort} ${beyond}= ${bind.sort(value)} and (${sort} ${beyond} ${bind.sort(value)} or ${keys}))`
      : `(${sort} ${beyond} ${bind.sort(value)} or (${sort} = ${bind.sort(value)} and ${keys}))`;
  return descending ? `(${sort} is null or ${from})` : from;
}

function afterTuple(
  dialect: DialectName,
  columns: readonly string[],
  values: readonly Bound[],
  beyond: '<' | '>',
  bind: Bind,
): string {
  const [column = '', ...rest] = columns;
  const [value = '', ...others] = values;
  if (rest.length === 0) return `${column} ${beyond} ${bind(value)}`;
  if (dialect === 'sqlite') return `(${columns.join(', ')}) ${beyond} (${values.map(bind).join(', ')})`;
  const inner = afterTuple(dialect, rest, others, beyond, bind);
  return `(${column} ${beyond} ${bind(value)} or (${column} = ${bind(value)} and ${inner}))`;
}
