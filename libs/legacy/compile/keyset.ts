import type { Stored } from '../codec/codec';
import type { DialectName } from '../expression/print-sql';
import type { Bound } from './statement';

/** Where a page ended in one source: the stored sort value (absent when rows are in key order) and the key columns. */
export interface Position<V extends Bound = Stored> {
  readonly sort?: V | null;
  readonly key: readonly (V | string)[];
}

/**
 * The condition "after this position" in an order by (sort, key...), all in one direction. NULL is the smallest sort value on both
 * engines. MySQL walks the index from its start for `(a, b) > (?, ?)`, so it gets nested terms; SQLite is best with the row value.
 */
export function afterPosition(
  dialect: DialectName,
  sort: string | null,
  key: readonly string[],
  position: Position<Bound>,
  descending: boolean,
  bind: (value: Bound) => string,
): string {
  const beyond = descending ? '<' : '>';
  const keys = afterTuple(dialect, key, position.key, beyond, bind);
  if (sort === null) return keys;
  const value = position.sort ?? null;
  if (value === null) return descending ? `(${sort} is null and ${keys})` : `(${sort} is not null or ${keys})`;
  const from = `${sort} ${beyond}= ${bind(value)} and (${sort} ${beyond} ${bind(value)} or ${keys})`;
  return descending ? `(${sort} is null or (${from}))` : `(${from})`;
}

function afterTuple(
  dialect: DialectName,
  columns: readonly string[],
  values: readonly Bound[],
  beyond: '<' | '>',
  bind: (value: Bound) => string,
): string {
  const [column = '', ...rest] = columns;
  const [value = '', ...others] = values;
  if (rest.length === 0) return `${column} ${beyond} ${bind(value)}`;
  if (dialect === 'sqlite') return `(${columns.join(', ')}) ${beyond} (${values.map(bind).join(', ')})`;
  const inner = afterTuple(dialect, rest, others, beyond, bind);
  return `(${column} ${beyond}= ${bind(value)} and (${column} ${beyond} ${bind(value)} or ${inner}))`;
}
