import type { FieldCondition } from '../compile/condition';
import type { Condition } from '../legacy-reader';
import type { RowType } from '../canonical/row-types';
import type { RowSet } from '../mapping/mapping';

/** The conditions as one row set takes them: of the rows that a reference must name, those of the systems that it leads to. */
export function conditionsOf<T extends RowType>(rowSet: RowSet, where: readonly Condition<T>[]): readonly FieldCondition[] {
  return where.map((condition): FieldCondition => {
    if (condition.op !== 'refersTo') return condition;
    const field = rowSet.fields.get(condition.field);
    const systems = field?.kind === 'ref' ? field.targets.map(({ system }) => system) : [];
    const keys = condition.keys.filter(({ system }) => systems.includes(system));
    return { field: condition.field, op: 'in', values: keys.map(({ key }) => key) };
  });
}
