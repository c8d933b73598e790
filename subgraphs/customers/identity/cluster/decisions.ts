/** Two groups of records that a person joined; which of their records are linked follows from those that are still there. */
export interface Joined {
  readonly left: readonly string[];
  readonly right: readonly string[];
}

/** What persons decided about records, by record id. Decisions outlive every run and count for more than any score. */
export interface Decisions {
  /** The oldest decision first. */
  readonly together: readonly Joined[];
  /** Records that are never one party, each with those it is kept apart from. */
  readonly apart: ReadonlyMap<string, ReadonlySet<string>>;
}

export const NO_DECISIONS: Decisions = { together: [], apart: new Map() };

/** Adds to `apart` that no record of one side is the same party as one of the other. */
export function keepApart(apart: Map<string, Set<string>>, left: readonly string[], right: readonly string[]): void {
  for (const [from, to] of [
    [left, right],
    [right, left],
  ] as const) {
    for (const id of from) {
      const known = apart.get(id) ?? new Set();
      for (const other of to) known.add(other);
      apart.set(id, known);
    }
  }
}

/** True when a person said that a record of one side is not the party of a record of the other. */
export function areApart(
  left: readonly { readonly id: string }[],
  right: readonly { readonly id: string }[],
  { apart }: Decisions,
): boolean {
  if (apart.size === 0) return false;
  const ids = new Set(right.map(({ id }) => id));
  return left.some(({ id }) => [...(apart.get(id) ?? [])].some((other) => ids.has(other)));
}
