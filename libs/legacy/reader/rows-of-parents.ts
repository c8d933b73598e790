import type { SourceKey } from '#core/source-key';
import { NO_MORE, type Stored } from '../codec/codec';
import { NoValue } from '../codec/no-value';
import { joinKey, labelled } from '../compile/key-text';
import type { RefField } from '../mapping/mapping';
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

/** The key a ref has in a row of its columns' cells. */
export function refKeyOf(field: RefField, cells: readonly Stored[]): string | null {
  let next = 0;
  const parts = field.from.map((part) =>
    field.part.decode(part.kind === 'literal' ? String(part.value) : (cells[next++] ?? null), null, NO_MORE),
  );
  const key = joinKey(parts.map((part) => (part === null || part instanceof NoValue ? null : String(part))));
  return key === null ? null : labelled(field.targets[0]?.label ?? null, key);
}

/** Rows by the parent they belong to; `target` is the system whose keys they refer to. */
export class RowsByParent {
  private readonly lists = new Map<string, CanonicalRow[]>();

  constructor(
    private readonly target: string,
    private readonly rows: readonly CanonicalRow[],
  ) {
    for (const row of rows) {
      if (row.asked === null) continue;
      const list = this.lists.get(row.asked);
      if (list) list.push(row);
      else this.lists.set(row.asked, [row]);
    }
  }

  /** The rows of all keys of a parent, in the order they came. */
  of(parent: readonly SourceKey[]): readonly CanonicalRow[] {
    const keys = new Set(parent.filter(({ system, key }) => system === this.target && this.lists.has(key)).map(({ key }) => key));
    const [first] = keys;
    if (first === undefined) return [];
    if (keys.size === 1) return this.lists.get(first) ?? [];
    return this.rows.filter(({ asked }) => asked !== null && keys.has(asked));
  }
}
