import Decimal from 'decimal.js';
import type { FieldCondition } from '../compile/filter';
import { isRowRef, type CanonicalRow, type FieldContent } from './canonical-row';

/** A decoded row fulfils all conditions. */
export function fulfils(row: CanonicalRow, conditions: readonly FieldCondition[]): boolean {
  return conditions.every((condition) => holds(row.valueOf(condition.field), condition));
}

function holds(value: FieldContent, condition: FieldCondition): boolean {
  if (condition.op === 'isNull') return (value === null) === condition.value;
  if (value === null) return false;
  switch (condition.op) {
    case 'in':
      return condition.values.some((wanted) => sameValue(value, wanted));
    case 'prefix':
      return textOf(value).startsWith(condition.value);
    case 'gt':
      return compareValues(textOf(value), condition.value) > 0;
    case 'ge':
      return compareValues(textOf(value), condition.value) >= 0;
    case 'lt':
      return compareValues(textOf(value), condition.value) < 0;
    case 'le':
      return compareValues(textOf(value), condition.value) <= 0;
  }
}

function sameValue(value: FieldContent, wanted: string | number | boolean): boolean {
  const text = textOf(value);
  return text === String(wanted) || (isNumber(text) && isNumber(String(wanted)) && new Decimal(text).eq(String(wanted)));
}

/** The comparable text of a value: the key of a ref, the amount of money. */
export function textOf(value: FieldContent): string {
  if (isRowRef(value)) return value.key;
  if (typeof value === 'object' && value !== null) return 'amount' in value ? value.amount : value.join(',');
  return String(value);
}

/** Numbers by size, instants by time, everything else as text; null is the smallest. */
export function compareValues(left: string | number | null, right: string | number | null): number {
  if (left === null || right === null) return left === right ? 0 : left === null ? -1 : 1;
  const [a, b] = [String(left), String(right)];
  if (isNumber(a) && isNumber(b)) return new Decimal(a).cmp(b);
  if (isInstant(a) && isInstant(b)) return Date.parse(a) - Date.parse(b);
  return a < b ? -1 : a > b ? 1 : 0;
}

function isNumber(text: string): boolean {
  return /^-?\d{1,30}(\.\d+)?$/.test(text);
}

function isInstant(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}T/.test(text);
}
