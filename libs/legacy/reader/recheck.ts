import { holds, type FieldCondition } from '../compile/condition';
import { kindOf, type RowSet } from '../mapping/mapping';
import type { CanonicalRow } from './canonical-row';

/** A decoded row fulfils all conditions. */
export function fulfils(rowSet: RowSet, row: CanonicalRow, conditions: readonly FieldCondition[]): boolean {
  return conditions.every((condition) => holds(kindOf(rowSet, condition.field), row.valueOf(condition.field), condition));
}
