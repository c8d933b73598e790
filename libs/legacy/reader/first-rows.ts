import type { Position } from '../compile/keyset';
import type { CanonicalRow } from './canonical-row';
import { compareValues, textOf } from './recheck';

interface Order {
  readonly field: string;
  readonly descending: boolean;
}

/**
 * The first rows of each parent after a position, ordered by the decoded value and then the key; for values SQL cannot order: days
 * typed as text, what is computed. A row's place in the order becomes its cursor.
 */
export function firstRows(
  rows: readonly CanonicalRow[],
  { field, descending }: Order,
  first: number,
  after: Position | null,
): readonly CanonicalRow[] {
  for (const row of rows) row.sort = sortText(row, field);
  const direction = descending ? -1 : 1;
  const order = (a: Position, b: Position): number => comparePositions(a, b) * direction;
  const counts = new Map<string | null, number>();
  return rows
    .map((row) => ({ row, position: { sort: row.sort, key: row.keyParts } }))
    .filter(({ position }) => after === null || order(position, after) > 0)
    .sort((a, b) => order(a.position, b.position))
    .filter(({ row: { asked } }) => {
      const count = counts.get(asked) ?? 0;
      counts.set(asked, count + 1);
      return count < first;
    })
    .map(({ row }) => row);
}

function sortText(row: CanonicalRow, field: string): string | null {
  const value = row.valueOf(field);
  return value === null ? null : textOf(value);
}

function comparePositions(a: Position, b: Position): number {
  const byValue = compareValues(a.sort ?? null, b.sort ?? null);
  if (byValue !== 0) return byValue;
  for (const [index, part] of a.key.entries()) {
    const byPart = compareValues(part, b.key[index] ?? null);
    if (byPart !== 0) return byPart;
  }
  return 0;
}
