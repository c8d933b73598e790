import type { Stored } from '../codec/codec';
import type { Expression } from '../expression/ast';
import type { RefField } from '../mapping/mapping';
import { splitKey, withoutLabel } from './key-text';

/** A part of a reference that stands in the table, and how its cell and the text in the key lead to each other. */
interface KeyPart {
  readonly expression: Expression;
  /** What the cell holds where the key has this text; null: no cell leads to it. */
  cellOf(text: string): string | null;
  textOf(cell: Stored): Stored;
}

/** The columns of a reference and how the key of another row becomes their values. */
export interface KeyColumns {
  readonly expressions: readonly Expression[];
  /** Null: no row of this source refers to such a key. */
  values(key: string): [readonly string[]] | null;
  /** The same for a key in its parts. */
  valuesOf(parts: readonly string[]): [readonly string[]] | null;
  /** The parts of the key as stored, given the cells of `expressions`. */
  partsOf(cells: readonly Stored[]): readonly Stored[];
}

/** Null where a part is cleaned: then any number of stored texts lead to one key. */
export function keyColumnsOf(field: RefField): KeyColumns | null {
  if (field.part.invert({ op: 'in', values: [] }) === null) return null;
  const label = field.targets[0]?.label ?? null;
  const parts = field.from.map(keyPartOf);
  const stored = parts.filter((part) => typeof part !== 'string');
  const valuesOf = (texts: readonly string[]): [readonly string[]] | null => {
    const values: string[] = [];
    for (const [index, part] of parts.entries()) {
      const text = texts[index] ?? '';
      const cell = typeof part === 'string' ? (part === text ? null : undefined) : (part.cellOf(text) ?? undefined);
      if (cell === undefined) return null;
      if (cell !== null) values.push(cell);
    }
    return [values];
  };
  return {
    expressions: stored.map(({ expression }) => expression),
    valuesOf,
    values(key) {
      const own = withoutLabel(label, key);
      const texts = own === null ? null : splitKey(own, parts.length);
      return texts && valuesOf(texts);
    },
    partsOf(cells) {
      let next = 0;
      return parts.map((part) => (typeof part === 'string' ? part : part.textOf(cells[next++] ?? null)));
    },
  };
}

/** A constant is its text. */
function keyPartOf(expression: Expression): KeyPart | string {
  if (expression.kind === 'literal') return String(expression.value);
  if (expression.kind === 'column') return { expression, cellOf: (text) => text, textOf: (cell) => cell };
  const prefixed = prefixedColumn(expression);
  if (!prefixed) return { expression: textOf(expression), cellOf: (text) => text, textOf: (cell) => cell };
  const { prefix, column } = prefixed;
  return {
    expression: column,
    cellOf: (text) => (text.startsWith(prefix) && text.length > prefix.length ? text.slice(prefix.length) : null),
    textOf: (cell) => (cell === null ? null : `${prefix}${cell}`),
  };
}

/** A computed value as its text: compared to the letter, whatever it is. */
export function textOf(expression: Expression): Expression {
  return { kind: 'call', name: 'text', args: [expression] };
}

/** `concat('C', b.no)`: the column has an index that the whole has not. */
function prefixedColumn(expression: Expression): { readonly prefix: string; readonly column: Expression } | null {
  if (expression.kind !== 'call' || expression.name !== 'concat') return null;
  const column = expression.args.at(-1);
  const texts = expression.args
    .slice(0, -1)
    .map((part) => (part.kind === 'literal' && typeof part.value === 'string' ? part.value : null));
  return column?.kind === 'column' && texts.every((text) => text !== null) ? { prefix: texts.join(''), column } : null;
}
