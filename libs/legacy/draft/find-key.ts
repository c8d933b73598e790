import type { TableProfile } from './column-profile';

/** Columns that name one row: the primary key, a unique index, or one column whose sampled values are all different. */
export function keyOf({ table, columns }: TableProfile): readonly string[] | null {
  if (table.primaryKey.length > 0) return table.primaryKey;
  const unique = table.indexes.find(
    (index) => index.unique && index.columns.every((name) => columns.find((each) => each.column.name === name)?.nulls === 0),
  );
  if (unique) return unique.columns;
  const single = columns.find(({ rows, filled, values }) => rows > 1 && filled === rows && values.size === rows);
  return single ? [single.column.name] : null;
}
