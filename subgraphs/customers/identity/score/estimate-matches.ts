import { COMPARISONS, COMPARISON_NAMES, MISSING } from '../compare/comparison';
import type { LevelTable } from './kind-model';
import type { PairTable } from './pair-table';

const ROUNDS = 25;
/**
 * How far a data set may move a shipped value. Without a bound the estimate may settle on something else than parties that
 * is just as well told apart: households, or the companies of one group.
 */
const DRIFT = 4;
const CONVERGED = 1e-4;
/** Below this probability a pair counts for nothing: millions of such pairs would outweigh the few real ones. */
const NEGLIGIBLE = 0.01;

export interface MatchEstimate {
  readonly m: LevelTable;
  /** Log2 odds that two records taken by chance are one party. */
  readonly prior: number;
}

const logOf = (table: LevelTable): number[][] => table.map((levels) => levels.map(Math.log2));

/**
 * m and the share of matches by expectation maximisation over the candidate pairs, without labels; pairs that share no
 * block count as different. The shipped values count for `trust` matches, so that a small or odd data set moves them little.
 */
export function estimateMatches(
  pairs: PairTable,
  allPairs: number,
  shipped: LevelTable,
  trust: number,
  records: number,
): MatchEstimate {
  let m = shipped;
  let matches = Math.max(1, records / 4);
  const prior = (): number => Math.log2(matches / Math.max(1, allPairs - matches));
  for (let round = 0; round < ROUNDS; round += 1) {
    const { tally, found } = expectedMatches(pairs, logOf(m), prior());
    m = COMPARISON_NAMES.map((_, position) => {
      const seen = tally[position] ?? new Float64Array();
      const total = seen.reduce((sum, count) => sum + count, 0);
      return (shipped[position] ?? []).map((value, level) =>
        Math.min(value * DRIFT, Math.max(value / DRIFT, ((seen[level] ?? 0) + value * trust) / (total + trust)), 1),
      );
    });
    const before = matches;
    matches = found + 1;
    if (Math.abs(matches - before) < CONVERGED * before) break;
  }
  return { m, prior: prior() };
}

function expectedMatches(
  pairs: PairTable,
  logM: readonly (readonly number[])[],
  prior: number,
): { readonly tally: readonly Float64Array[]; readonly found: number } {
  const tally = COMPARISON_NAMES.map((name) => new Float64Array(COMPARISONS[name].length));
  let found = 0;
  for (let index = 0; index < pairs.length; index += 1) {
    const odds = 2 ** (pairs.bits(index, logM) + prior);
    const probability = odds === Infinity ? 1 : odds / (1 + odds);
    if (probability < NEGLIGIBLE) continue;
    found += probability;
    for (const [position, seen] of tally.entries()) {
      const level = pairs.levelAt(index, position);
      if (level !== MISSING) seen[level] = (seen[level] ?? 0) + probability;
    }
  }
  return { tally, found };
}
