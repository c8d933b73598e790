import { columnsOf, type Column } from '../expression/walk-expression';
import type { Branch } from './mapping';

/** Part of a field that is something else in each branch; no stored column is called so. */
export const replacedColumn = (field: string, index: number): string => `${field}#${index}`;

/** Whether a column of the row set stands for such a part. */
export const isReplaced = (column: string): boolean => column.includes('#');

/** The stored columns behind a column of a row set in one of its branches. */
export function columnsBehind(branch: Branch, column: Column): readonly Column[] {
  const other = branch.columns.get(column.name);
  if (!other) return [column];
  const columns = columnsOf(other);
  // A rename speaks of stored columns; a replaced part speaks of the columns of the row set.
  return isReplaced(column.name) ? columns.flatMap((each) => columnsBehind(branch, each)) : columns;
}
