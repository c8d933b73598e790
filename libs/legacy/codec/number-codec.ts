import Decimal from 'decimal.js';
import type { Bound, CanonicalCondition, Codec, Decoded, Stored, StoredCondition } from './codec';
import type { CodecSpec } from './codec-spec';
import { textUnless } from './stored-text';

// The exponent is bounded: written out, 1e999999999 would fill the memory.
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?$/i;

/** The decimal behind a stored number, or null when it is not one. */
export function storedDecimal(text: string): Decimal | null {
  return NUMBER.test(text) ? new Decimal(text) : null;
}

/** Whole numbers (`int`) and exact decimals as text (`decimal`, `decimal 2` rounds half-up to two digits). */
export function numberCodec({ kind, as = kind, nulls }: CodecSpec): Codec {
  const text = textUnless(nulls);
  const places = /^decimal (\d{1,2})$/.exec(as)?.[1];
  if (as !== 'int' && as !== 'decimal' && places === undefined)
    throw new Error(`unknown form "as: ${as}"; known are int, decimal, decimal <digits>`);
  const toValue = (number: Decimal): Decoded => {
    if (!as.startsWith('int')) {
      return { value: places === undefined ? number.toFixed() : number.toFixed(Number(places), Decimal.ROUND_HALF_UP) };
    }
    const value = number.toNumber();
    return number.isInteger() && Number.isSafeInteger(value) ? { value } : { reason: 'BAD_NUMBER' };
  };
  return {
    sortable: !nulls?.length,
    decode([stored]) {
      const raw = text(stored);
      if (raw === null) return { value: null };
      const number = storedDecimal(raw.trim());
      return number ? toValue(number) : { reason: 'BAD_NUMBER' };
    },
    // A rounded value has many stored ones.
    invert: (condition) => (places === undefined || condition.op === 'isNull' ? invertNumber(condition, nulls) : null),
  };
}

/** Numbers compare in the database as they do here; values that mean nothing are left out. */
export function invertNumber(condition: CanonicalCondition, nulls: readonly string[] | undefined): StoredCondition | null {
  const except = nulls?.length ? { except: nulls } : {};
  switch (condition.op) {
    case 'in': {
      const values = condition.values.filter((value) => storedDecimal(String(value)) && !nulls?.includes(String(value)));
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
      return storedDecimal(String(condition.value))
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
