import type { Money } from '#core/money';
import type { FieldContent } from '../../reader/canonical-row';

export function isMoney(value: FieldContent | undefined): value is Money {
  return typeof value === 'object' && value !== null && 'amount' in value && 'currency' in value;
}

/** Amount of a money field of a row; null when it has none. */
export function amountOf(values: ReadonlyMap<string, FieldContent>, field: string): string | null {
  const value = values.get(field);
  return isMoney(value) ? value.amount : null;
}
