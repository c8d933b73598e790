import { sourceKeyText } from '#core/source-key';
import type { Position } from '../compile/keyset';
import type { CanonicalRow } from './canonical-row';
import { compareValues, textOf } from '../canonical/compare-values';
import type { FieldKind } from '../canonical/field';

interface Order {
  readonly field: string;
  readonly kind: FieldKind;
  readonly descending: boolean;
}

/**
 * The first rows of each parent after a position, ordered by the decoded value and then the key; for values SQL cannot order: days
 * typed as text, what is computed. A row's place in the order becomes its cursor.
 */
export function firstRows(
  rows: readonly CanonicalRow[],
  { field, kind, descending }: Order,
  first: number,
  after: Position | null,
): readonly CanonicalRow[] {
  for (const row of rows) row.sort = sortText(row, field);
  const direction = descending ? -1 : 1;
  const order = (a: Position, b: Position): number => comparePositions(kind, a, b) * direction;
  const counts = new Map<string | null, number>();
  return rows
    .map((row) => ({ row, position: { sort: row.sort, key: row.keyParts } }))
    .filter(({ position }) => after === null || order(position, after) > 0)
    .sort((a, b) => order(a.position, b.position))
    .filter(({ row: { asked } }) => {
      const parent = asked && sourceKeyText(asked);
      const count = counts.get(parent) ?? 0;
      counts.set(parent, count + 1);
      return count < first;
    })
    .map(({ row }) => row);
}

function sortText(row: CanonicalRow, field: string): string | null {
  const value = row.valueOf(field);
  return value === null ? null : textOf(value);
}

function comparePositions(kind: FieldKind, a: Position, b: Position): number {
  const byValue = compareValues(kind, a.sort ?? null, b.sort ?? null);
  if (byValue !== 0) return byValue;
  for (const [index, part] of a.key.entries()) {
    const byPart = compareKeyParts(String(part), String(b.key[index] ?? ''));
    if (byPart !== 0) return byPart;
  }
  return 0;
}

const WHOLE = /^-?\d{1,30}$/;

/** Numbers before texts: one order of all keys, which comparing each pair in its own way would not be. */
function compareKeyParts(a: string, b: string): number {
  const [isNumber, isOther] = [WHOLE.test(a), WHOLE.test(b)];
  if (isNumber !== isOther) return isNumber ? -1 : 1;
  const byText = a < b ? -1 : a > b ? 1 : 0;
  return isNumber ? compareValues('int', a, b) || byText : byText;
}
