import type { RowRef } from '../canonical/row';
import type { CanonicalValue } from '../codec/codec';
import { Amount } from './amount';
import type { BinaryOperator } from './ast';

export type Value = string | boolean | Amount | null;
export type Comparison = Extract<BinaryOperator, '=' | '<>' | '<' | '<=' | '>' | '>='>;
export type Arithmetic = Extract<BinaryOperator, '+' | '-' | '*' | '/'>;

/** The rule does not apply to these values: the field is null with CANNOT_DERIVE. */
export class CannotDerive extends Error {}

const DECIMAL = /^-?\d+(\.\d+)?$/;
// A decimal field is text too. Codes with leading zeros stay text: 0010 is not 10.
const CANONICAL_DECIMAL = /^-?(0|[1-9]\d*)(\.\d+)?$/;
// Most texts compared are codes: neither of the two forms above and below.
const STARTS_AS_NUMBER = /^[-\d]/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;

export const isAmount = (value: Value): value is Amount => typeof value === 'object' && value !== null;

/** A reference is read as its key. */
export function fromCanonical(value: CanonicalValue | RowRef): Value {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Amount.of(value);
  if ('amount' in value) return Amount.of(value.amount, value.currency);
  if ('key' in value) return value.key;
  throw new CannotDerive();
}

/** Truth of a condition; a number is true unless it is zero, as in SQL. */
export function truth(value: Value): boolean | null {
  if (value === null || typeof value === 'boolean') return value;
  return isAmount(value) ? !value.isZero() : true;
}

export function numeric(value: Value): Amount | null {
  if (value === null || isAmount(value)) return value;
  if (typeof value === 'string' && DECIMAL.test(value)) return Amount.of(value);
  throw new CannotDerive();
}

export function text(value: Exclude<Value, null>): string {
  return isAmount(value) ? value.toText() : String(value);
}

export function arithmetic(op: Arithmetic, a: Amount | null, b: Amount | null): Amount | null {
  if (!a || !b) return null;
  if (a.currency && b.currency && a.currency !== b.currency) throw new CannotDerive();
  const currency = a.currency ?? b.currency;
  switch (op) {
    case '+':
      return a.plus(b, currency);
    case '-':
      return a.plus(b.negated(), currency);
    case '*':
      return a.times(b, currency);
    case '/':
      // The ratio of two amounts is a number.
      return b.isZero() ? null : a.dividedBy(b, b.currency === null ? currency : null);
  }
}

export function compare(op: Comparison, a: Value, b: Value): boolean | null {
  if (a === null || b === null) return null;
  const order = orderOf(a, b);
  switch (op) {
    case '=':
      return order === 0;
    case '<>':
      return order !== 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
  }
}

function orderOf(a: Exclude<Value, null>, b: Exclude<Value, null>): number {
  if (isAmount(a) || isAmount(b)) return compareNumbers(a, b);
  const [left, right] = [text(a), text(b)];
  if (left === right) return 0;
  if (!STARTS_AS_NUMBER.test(left)) return left < right ? -1 : 1;
  if (CANONICAL_DECIMAL.test(left) && CANONICAL_DECIMAL.test(right)) return compareNumbers(left, right);
  // Offsets of one zone differ between summer and winter.
  if (INSTANT.test(left) && INSTANT.test(right)) return Date.parse(left) - Date.parse(right);
  return left < right ? -1 : 1;
}

function compareNumbers(a: Value, b: Value): number {
  const left = numeric(a);
  const right = numeric(b);
  if (!left || !right || (left.currency && right.currency && left.currency !== right.currency)) throw new CannotDerive();
  return left.compare(right);
}
