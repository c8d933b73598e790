import { sourceKeyText, type SourceKey } from '#core/source-key';
import { NO_MORE, type Stored } from '../codec/codec';
import { NoValue } from '../codec/no-value';
import type { KeyColumns } from '../compile/key-columns';
import { joinKey, labelled } from '../compile/key-text';
import type { RefField } from '../mapping/mapping';
import { isRowRef } from '../canonical/compare-values';
import type { CanonicalRow } from './canonical-row';

/** The rows that belong to an asked parent, each once. The database may compare more loosely than keys do (case, blanks, `7` = `007`), and then its rows belong to nobody asked. */
export function ofParents(
  rows: readonly CanonicalRow[],
  ref: string,
  isWanted: (parent: SourceKey) => boolean,
): readonly CanonicalRow[] {
  const seen = new Set<string>();
  return rows.filter((row) => {
    const target = row.valueOf(ref);
    if (!isRowRef(target) || !isWanted(target) || seen.has(row.key)) return false;
    seen.add(row.key);
    row.asked = target;
    return true;
  });
}

/** Whether every key has so many rows, all of one system. */
export function everyHas(rows: readonly CanonicalRow[], wanted: ReadonlySet<string>, count: number): boolean {
  const counts = new Map<string, number>();
  for (const { asked } of rows) if (asked) counts.set(asked.key, (counts.get(asked.key) ?? 0) + 1);
  return [...wanted].every((key) => (counts.get(key) ?? 0) >= count);
}

/** Number of rows per parent, by the text of its source key. */
export function countsOf(rows: readonly CanonicalRow[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { asked } of rows) {
    if (asked === null) continue;
    const name = sourceKeyText(asked);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

/** The key a ref has in a row of its columns' cells. */
export function refKeyOf(field: RefField, columns: KeyColumns, cells: readonly Stored[]): string | null {
  const parts = columns.partsOf(cells).map((part) => field.part.decode(part, null, NO_MORE));
  const key = joinKey(parts.map((part) => (part === null || part instanceof NoValue ? null : String(part))));
  return key === null ? null : labelled(field.targets[0]?.label ?? null, key);
}

/** Rows by the parent they belong to. */
export class RowsByParent {
  private readonly systems = new Map<string, Map<string, CanonicalRow[]>>();

  constructor(private readonly rows: readonly CanonicalRow[]) {
    for (const row of rows) {
      if (row.asked === null) continue;
      const { system, key } = row.asked;
      const lists = this.systems.get(system) ?? new Map<string, CanonicalRow[]>();
      this.systems.set(system, lists);
      const list = lists.get(key);
      if (list) list.push(row);
      else lists.set(key, [row]);
    }
  }

  /** The rows of all keys of a parent, in the order they came. */
  of(parent: readonly SourceKey[]): readonly CanonicalRow[] {
    const lists = new Set<readonly CanonicalRow[]>();
    for (const { system, key } of parent) {
      const list = this.systems.get(system)?.get(key);
      if (list) lists.add(list);
    }
    const [first] = lists;
    if (first === undefined) return [];
    if (lists.size === 1) return first;
    const own = new Set([...lists].flat());
    return this.rows.filter((row) => own.has(row));
  }
}
