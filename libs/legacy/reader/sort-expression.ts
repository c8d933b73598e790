import { isNumeric } from '../canonical/compare-values';
import type { Expression } from '../expression/ast';
import { kindOf, type RowSet } from '../mapping/mapping';

/** What SQL orders by: null for the key alone, undefined where only decoded values can be ordered. */
export function sortExpression(rowSet: RowSet, name: string): Expression | null | undefined {
  const field = rowSet.fields.get(name);
  // Rows without a value, or with the same one, are in the order of their keys.
  if (field?.kind === 'constant' || (!field && !rowSet.derived.has(name))) return null;
  const [expression] = field?.kind === 'stored' ? field.from : [];
  if (field?.kind !== 'stored' || !field.codec.sortable || field.from.length !== 1 || !expression) return undefined;
  // Numbers typed as text would be in the order of texts.
  return isNumeric(kindOf(rowSet, name)) ? { kind: 'call', name: 'number', args: [expression] } : expression;
}
