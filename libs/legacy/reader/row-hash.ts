import { createHash } from 'node:crypto';
import type { Stored } from '../codec/codec';
import { withoutPadding } from '../codec/stored-text';
import { specsOf } from '../mapping/build-field';
import type { Mapping, RowSet } from '../mapping/mapping';
import type { RowDecoder } from './row-decoder';

const NUMERIC: ReadonlySet<string> = new Set(['money', 'decimal', 'int', 'bool']);
// A double holds that many digits for certain; what comes after them is the noise of adding up.
const DIGITS = 15;

type Form = (cell: Stored) => string;

/** Hashes what a mapping reads of a row: md5 over the stored values of all its fields, for equality and not for secrecy. */
export function rowHasher(
  mapping: Mapping,
  rowSet: RowSet,
  { selection }: RowDecoder,
): (cells: readonly Stored[], first: number) => string {
  const numbers = numericExpressions(rowSet);
  const forms = selection.expressions.map((expression): Form =>
    numbers.has(JSON.stringify(expression)) ? numberForm : textForm,
  );
  return (cells, first) => {
    let text = mapping.hash;
    for (let index = 0; index < forms.length; index += 1) {
      const cell = cells[first + index] ?? null;
      const form = cell === null ? null : (forms[index]?.(cell) ?? '');
      // The length stands before each value, so that no value can look like two, or like NULL.
      text += form === null ? '|-' : `|${form.length}:${form}`;
    }
    return createHash('md5').update(text).digest('hex');
  };
}

/** What fields of numbers are read from: the engines write the same number in different ways. */
function numericExpressions({ type, fields }: RowSet): ReadonlySet<string> {
  const found = new Set<string>();
  for (const field of fields.values()) {
    if (field.kind !== 'stored') continue;
    const spec = specsOf(type)[field.name];
    if (NUMERIC.has(spec?.kind ?? field.holds)) for (const part of field.from) found.add(JSON.stringify(part));
  }
  return found;
}

/** CHAR columns keep or lose the blanks at their end by engine. */
const textForm: Form = (cell) => (typeof cell === 'string' ? withoutPadding(cell) : numberForm(cell));

function numberForm(cell: Stored): string {
  if (typeof cell === 'number' && Number.isSafeInteger(cell)) return String(cell);
  const text = typeof cell === 'number' ? plain(cell) : String(cell).trim();
  if (!/^-?\d+\.\d+$/.test(text)) return text;
  const short = text.replace(/\.?0+$/, '');
  return short === '-0' ? '0' : short;
}

function plain(value: number): string {
  const digits = value.toPrecision(DIGITS);
  return digits.includes('e') ? String(value) : digits;
}
