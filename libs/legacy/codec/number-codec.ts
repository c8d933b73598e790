import type Decimal from 'decimal.js';
import { withoutSignOfZero } from '#core/money';
import type { Bound, CanonicalCondition, Codec, Decoded, Stored, StoredCondition } from './codec';
import type { CodecSpec } from './codec-spec';
import { ExactDecimal } from './exact-decimal';
import { NO_VALUE } from './no-value';
import { textUnless } from './stored-text';

// The exponent is bounded: written out, 1e999999999 would fill the memory.
const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,3})?$/i;

// The form both databases write numbers in; what has it is kept as it is, and decimal.js reads the rest.
const PLAIN = /^(?:0|-?[1-9]\d*)(?:\.\d+)?$/;

/** The decimal text of a stored number, or null when it is not one. */
export function storedNumber(stored: string): string | null {
  if (PLAIN.test(stored)) return stored;
  const text = stored.trim();
  return NUMBER.test(text) ? withoutSignOfZero(new ExactDecimal(text).toFixed()) : null;
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
    if (digits !== null) return withoutSignOfZero(new ExactDecimal(number).toFixed(digits, ExactDecimal.ROUND_HALF_UP));
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
    invert: (condition) => invertNumber(condition, digits === null ? undefined : halfUnit(digits)),
  };
}

/** Half of the last of so many digits: what rounding moves a number by. */
export const halfUnit = (digits: number): Decimal => new ExactDecimal(10).pow(-digits).div(2);

/** `1.50` as `1.5`, `2.00` as `2`. */
function withoutTrailingZeros(number: string): string {
  if (!number.includes('.')) return number;
  let end = number.length;
  while (number.charCodeAt(end - 1) === 0x30) end -= 1;
  return number.slice(0, number[end - 1] === '.' ? end - 1 : end);
}

/**
 * The stored column can be a text that is no number, a float, or an exact decimal that the database compares as a float: conditions on
 * numbers find too much rather than too little. `within`: how far a stored value may lie from the decoded one.
 */
export function invertNumber(condition: CanonicalCondition, within = new ExactDecimal(0)): StoredCondition | null {
  switch (condition.op) {
    case 'in': {
      const values = condition.values.flatMap((value) => decimalOf(value) ?? []);
      const [first] = values;
      if (first === undefined) return { exact: true, op: 'never' };
      if (within.isZero()) return { exact: false, op: 'in', numbers: true, values: values.map(numeric) };
      return {
        exact: false,
        op: 'range',
        numbers: true,
        ...between(ExactDecimal.min(...values).minus(within), ExactDecimal.max(...values).plus(within)),
      };
    }
    case 'isNull':
      // What is no number is null too.
      return condition.value ? null : { exact: false, op: 'null', values: [], negated: true };
    case 'prefix':
      return null;
    case 'gt':
    case 'ge': {
      const value = decimalOf(condition.value);
      return value && { exact: false, op: 'range', numbers: true, ...between(value.minus(within), null) };
    }
    case 'lt':
    case 'le': {
      const value = decimalOf(condition.value);
      return value && { exact: false, op: 'range', numbers: true, ...between(null, value.plus(within)) };
    }
  }
}

function decimalOf(value: string | number | boolean): Decimal | null {
  const text = storedNumber(String(value));
  return text === null ? null : new ExactDecimal(text);
}

function between(low: Decimal | null, high: Decimal | null): { low?: Bound; high?: Bound } {
  return {
    ...(low && { low: { value: numeric(low), inclusive: true } }),
    ...(high && { high: { value: numeric(high), inclusive: true } }),
  };
}

/** SQLite compares text with a number by type, so numbers are bound as numbers wherever they are exact. */
export function numeric(value: Decimal): Stored {
  const [number, text] = [value.toNumber(), value.toFixed()];
  return Number.isSafeInteger(number) || String(number) === text ? number : text;
}
