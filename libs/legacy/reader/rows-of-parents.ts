import { isRowRef } from '../canonical/compare-values';
import type { CanonicalRow } from './canonical-row';

/** The rows that belong to an asked parent, each once. The database may compare more loosely than keys do (case, blanks, `7` = `007`), and then its rows belong to nobody asked. */
export function ofParents(rows: readonly CanonicalRow[], ref: string, wanted: ReadonlySet<string>): readonly CanonicalRow[] {
  const seen = new Set<string>();
  return rows.filter((row) => {
    const target = row.valueOf(ref);
    if (!isRowRef(target) || !wanted.has(target.key) || seen.has(row.key)) return false;
    seen.add(row.key);
    row.asked = target.key;
    return true;
  });
}

export function everyHas(rows: readonly CanonicalRow[], wanted: ReadonlySet<string>, count: number): boolean {
  const counts = new Map<string | null, number>();
  for (const { asked } of rows) counts.set(asked, (counts.get(asked) ?? 0) + 1);
  return [...wanted].every((key) => (counts.get(key) ?? 0) >= count);
}
