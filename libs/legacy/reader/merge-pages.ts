import type { Page } from '#core/page';
import { compareValues, textOf } from '../canonical/compare-values';
import type { FieldKind } from '../canonical/field';
import type { CanonicalRow } from './canonical-row';
import { encodeCursor, type Positions } from './cursor';

export interface MergeOrder {
  readonly field: string;
  readonly kind: FieldKind;
  readonly descending: boolean;
}

/**
 * One page out of the ordered rows of several row sets: the smallest head first, ties by name. Each cursor holds the place in every
 * row set, so a source whose own order differs from ours (collations, sentinel dates) loses no row.
 */
export function mergePages(
  streams: ReadonlyMap<string, readonly CanonicalRow[]>,
  { field, kind, descending }: MergeOrder,
  first: number,
  hash: string,
  after: Positions,
): Page<CanonicalRow> {
  const places = new Map([...streams.keys()].sort().map((system) => [system, 0]));
  const positions = new Map(after);
  const rows: CanonicalRow[] = [];
  const cursors: string[] = [];
  const valueOf = (row: CanonicalRow): string | null => {
    const value = row.valueOf(field);
    return value === null ? null : textOf(value);
  };
  const nextSystem = (): string | null => {
    let best: { system: string; value: string | null } | null = null;
    for (const [system, place] of places) {
      const row = streams.get(system)?.[place];
      if (!row) continue;
      const value = valueOf(row);
      const order = best === null ? -1 : compareValues(kind, value, best.value) * (descending ? -1 : 1);
      if (order < 0) best = { system, value };
    }
    return best?.system ?? null;
  };
  for (let system = nextSystem(); system !== null; system = nextSystem()) {
    if (rows.length === first) return { rows, cursors, hasNextPage: true };
    const place = places.get(system) ?? 0;
    const row = streams.get(system)?.[place];
    places.set(system, place + 1);
    if (!row) continue;
    positions.set(system, { sort: row.sort, key: row.keyParts });
    rows.push(row);
    cursors.push(encodeCursor(hash, positions));
  }
  return { rows, cursors, hasNextPage: false };
}
