import { compareValues, textOf, type FieldContent } from '../canonical/compare-values';
import type { FieldKind } from '../canonical/field';
import type { CanonicalCondition } from '../codec/codec';

/** A condition on one field, whatever its row type. */
export type FieldCondition = CanonicalCondition & { readonly field: string };

type Operator = CanonicalCondition['op'];

const ORDERED: readonly Operator[] = ['in', 'gt', 'ge', 'lt', 'le', 'isNull'];
const NAMED: readonly Operator[] = ['in', 'isNull'];

/** Conditions that have a meaning for a kind of field. How texts are ordered is a matter of each database, so none is larger than another. */
const OPERATORS: Readonly<Record<FieldKind, readonly Operator[]>> = {
  text: ['in', 'prefix', 'isNull'],
  code: NAMED,
  bool: NAMED,
  ref: NAMED,
  list: ['isNull'],
  date: ORDERED,
  instant: ORDERED,
  money: ORDERED,
  decimal: ORDERED,
  int: ORDERED,
};

export function hasMeaning(kind: FieldKind, { op }: CanonicalCondition): boolean {
  return OPERATORS[kind].includes(op);
}

/** What a filter means: a decoded value fulfils the condition. A value that is not known fulfils `isNull` alone. */
export function holds(kind: FieldKind, value: FieldContent, condition: CanonicalCondition): boolean {
  if (condition.op === 'isNull') return (value === null) === condition.value;
  if (value === null) return false;
  const text = textOf(value);
  switch (condition.op) {
    case 'in':
      return condition.values.some((wanted) => compareValues(kind, text, String(wanted)) === 0);
    case 'prefix':
      return text.startsWith(condition.value);
    case 'gt':
      return compareValues(kind, text, condition.value) > 0;
    case 'ge':
      return compareValues(kind, text, condition.value) >= 0;
    case 'lt':
      return compareValues(kind, text, condition.value) < 0;
    case 'le':
      return compareValues(kind, text, condition.value) <= 0;
  }
}
