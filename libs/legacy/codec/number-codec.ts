import Decimal from 'decimal.js';
import { withoutSignOfZero } from '#core/money';
import type { Bound, CanonicalCondition, Codec, Decoded, Stored, StoredCondition } from './codec';
import type { CodecSpec } from './codec-spec';
import { NO_VALUE } from './no-value';
import { textUnless } from './stored-text';

// The exponent is bounded: written out, 1e999999999 would fill the memory.
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?$/i;

// The form both databases write numbers in; what has it is kept as it is, and decimal.js reads the rest.
const PLAIN = /^(?:0|-?[1-9]\d*)(?:\.\d+)?$/;

/** The decimal text of a stored number, or null when it is not one. */
export function storedNumber(stored: string): string | null {
  if (PLAIN.test(stored)) return stored;
  const text = stored.trim();
  return NUMBER.test(text) ? withoutSignOfZero(new Decimal(text).toFixed()) : null;
}

/** Whole numbers (`int`) and exact decimals as text (`decimal`, `decimal 2` rounds half-up to two digits). */
export function numberCodec({ kind, as = kind, nulls }: CodecSpec): Codec {
  const text = textUnless(nulls);
  const places = /^decimal (\d{1,2})$/.exec(as)?.[1];
  if (as !== 'int' && as !== 'decimal' && places === undefined)
    throw new Error(`unknown form "as: ${as}"; known are int, decimal, decimal <digits>`);
  const isInt = as === 'int';
  const digits = places === undefined ? null : Number(places);
  const toValue = (number: string): Decoded => {
    if (digits !== null) return withoutSignOfZero(new Decimal(number).toFixed(digits, Decimal.ROUND_HALF_UP));
    if (!isInt) return withoutTrailingZeros(number);
    const whole = withoutTrailingZeros(number);
    const value = Number(whole);
    return !whole.includes('.') && Number.isSafeInteger(value) ? value : NO_VALUE.BAD_NUMBER;
  };
  return {
    sortable: !nulls?.length,
    decode(stored) {
      if (isInt && !nulls?.length && typeof stored === 'number' && Number.isSafeInteger(stored)) return stored;
      const raw = text(stored);
      if (raw === null) return null;
      const number = storedNumber(raw);
      return number === null ? NO_VALUE.BAD_NUMBER : toValue(number);
    },
    // A rounded value has many stored ones.
    invert: (condition) => (places === undefined || condition.op === 'isNull' ? invertNumber(condition, nulls) : null),
  };
}

/** `1.50` as `1.5`, `2.00` as `2`. */
function withoutTrailingZeros(number: string): string {
  if (!number.includes('.')) return number;
  let end = number.length;
  while (number.charCodeAt(end - 1) === 0x30) end -= 1;
  return number.slice(0, number[end - 1] === '.' ? end - 1 : end);
}

/** Numbers compare in the database as they do here; values that mean nothing are left out. */
export function invertNumber(condition: CanonicalCondition, nulls: readonly string[] | undefined): StoredCondition | null {
  const except = nulls?.length ? { except: nulls } : {};
  switch (condition.op) {
    case 'in': {
      const values = condition.values.filter((value) => storedNumber(String(value)) !== null && !nulls?.includes(String(value)));
      return values.length > 0 ? { exact: true, op: 'in', values: values.map(numeric) } : { exact: true, op: 'never' };
    }
    case 'isNull':
      return { exact: true, op: 'null', values: nulls ?? [], negated: !condition.value };
    case 'prefix':
      return null;
    case 'gt':
    case 'ge':
    case 'lt':
    case 'le':
      return storedNumber(String(condition.value)) !== null
        ? { exact: true, op: 'range', ...bounds(condition.op, numeric(condition.value)), ...except }
        : null;
  }
}

// SQLite compares text with a number by type, so numbers are bound as numbers wherever they are exact.
function numeric(value: string | number | boolean): Stored {
  const number = Number(value);
  return Number.isSafeInteger(number) || String(number) === String(value) ? number : String(value);
}

export function bounds(op: 'gt' | 'ge' | 'lt' | 'le', value: Stored): { low?: Bound; high?: Bound } {
  const bound = { value, inclusive: op === 'ge' || op === 'le' };
  return op === 'gt' || op === 'ge' ? { low: bound } : { high: bound };
}
