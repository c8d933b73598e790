import Decimal from 'decimal.js';
import type { CanonicalValue } from '../codec/codec';
import type { FieldKind } from './field';
import type { RowRef } from './row';

/** What a field of a decoded row can hold. */
export type FieldContent = CanonicalValue | RowRef;

export function isRowRef(value: unknown): value is RowRef {
  return typeof value === 'object' && value !== null && 'system' in value && 'key' in value && 'type' in value;
}

/** The comparable text of a value: the key of a ref, the amount of money. */
export function textOf(value: FieldContent): string {
  if (isRowRef(value)) return value.key;
  if (typeof value === 'object' && value !== null) return 'amount' in value ? value.amount : value.join(',');
  return String(value);
}

const NUMERIC: ReadonlySet<FieldKind> = new Set(['int', 'decimal', 'money']);
const NUMBER = /^-?\d{1,400}(\.\d{1,400})?$/;

export const isNumeric = (kind: FieldKind): boolean => NUMERIC.has(kind);

/** Numbers by size, instants by time, everything else as text, so that `10` and `9` are in one order in a text field and in another as numbers; null is the smallest. */
export function compareValues(kind: FieldKind, left: string | number | null, right: string | number | null): number {
  if (left === null || right === null) return left === right ? 0 : left === null ? -1 : 1;
  const [a, b] = [String(left), String(right)];
  if (NUMERIC.has(kind) && NUMBER.test(a) && NUMBER.test(b)) return new Decimal(a).cmp(b);
  if (kind === 'instant') {
    const apart = Date.parse(a) - Date.parse(b);
    if (!Number.isNaN(apart)) return apart;
  }
  return a < b ? -1 : a > b ? 1 : 0;
}
