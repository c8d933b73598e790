import { CONFLICTS, type Conflict } from '../identity/cluster/guards';

/** Pairs from the review threshold on, by the positions of their records; `a` comes before `b`. */
export interface MatchedPairs {
  readonly a: Uint32Array;
  readonly b: Uint32Array;
  readonly score: Float64Array;
  /** Place in `CONFLICTS`, from 1 on; 0: none. */
  readonly conflict: Uint8Array;
}

export interface MatchedPair {
  readonly a: number;
  readonly b: number;
  readonly score: number;
  readonly conflict: Conflict | null;
}

export function pairColumns(pairs: readonly MatchedPair[]): MatchedPairs {
  return {
    a: Uint32Array.from(pairs, ({ a }) => a),
    b: Uint32Array.from(pairs, ({ b }) => b),
    score: Float64Array.from(pairs, ({ score }) => score),
    conflict: Uint8Array.from(pairs, ({ conflict }) => (conflict === null ? 0 : CONFLICTS.indexOf(conflict) + 1)),
  };
}

export function* pairsIn(parts: readonly MatchedPairs[]): Generator<MatchedPair> {
  for (const { a, b, score, conflict } of parts) {
    for (const [at, first] of a.entries()) {
      const code = conflict[at] ?? 0;
      yield { a: first, b: b[at] ?? 0, score: score[at] ?? 0, conflict: code === 0 ? null : (CONFLICTS[code - 1] ?? null) };
    }
  }
}
