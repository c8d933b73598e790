import { COMPARISON_NAMES } from '../compare/comparison';
import type { LevelTable } from './kind-model';
import { flatTable, PairTable } from './pair-table';

const ROUNDS = 25;
/**
 * How far a data set may move a shipped value. Without a bound the estimate may settle on something else than parties that
 * is just as well told apart: households, or the companies of one group.
 */
const DRIFT = 4;
const CONVERGED = 1e-4;
/** Below this probability, in bits of its odds, a pair counts for nothing: millions of such pairs would outweigh the few real ones. */
const NEGLIGIBLE_BITS = Math.log2(0.01 / 0.99);

export interface MatchEstimate {
  readonly m: LevelTable;
  /** Log2 odds that two records taken by chance are one party. */
  readonly prior: number;
}

/** What the pairs are a part of. */
export interface PairsOf {
  readonly records: number;
  /** Pairs of any two records. */
  readonly allPairs: number;
  /** How many matches the shipped values count for. */
  readonly trust: number;
  /** Share of the candidate pairs that were looked at. */
  readonly share: number;
}

/**
 * m and the share of matches by expectation maximisation over the candidate pairs, without labels; pairs that share no
 * block count as different. The shipped values count for `trust` matches, so that a small or odd data set moves them little.
 */
export function estimateMatches(pairs: PairTable, shipped: LevelTable, of: PairsOf): MatchEstimate {
  let m = shipped;
  let matches = Math.max(1, of.records / 4);
  const prior = (): number => Math.log2(matches / Math.max(1, of.allPairs - matches));
  for (let round = 0; round < ROUNDS; round += 1) {
    const { tally, found } = expectedMatches(pairs, m, prior());
    m = COMPARISON_NAMES.map((_, position) => {
      const seen = PairTable.countsOf(position, tally);
      const total = seen.reduce((sum, count) => sum + count, 0);
      return (shipped[position] ?? []).map((value, level) =>
        Math.min(value * DRIFT, Math.max(value / DRIFT, ((seen[level] ?? 0) + value * of.trust) / (total + of.trust)), 1),
      );
    });
    const before = matches;
    matches = found / of.share + 1;
    if (Math.abs(matches - before) < CONVERGED * before) break;
  }
  return { m, prior: prior() };
}

function expectedMatches(
  pairs: PairTable,
  m: LevelTable,
  prior: number,
): { readonly tally: Float64Array; readonly found: number } {
  const logM = flatTable(m).map(Math.log2);
  const tally = new Float64Array(logM.length);
  let found = 0;
  for (let index = 0; index < pairs.length; index += 1) {
    const bits = pairs.bits(index, logM) + prior;
    if (bits < NEGLIGIBLE_BITS) continue;
    const odds = 2 ** bits;
    const probability = odds === Infinity ? 1 : odds / (1 + odds);
    found += probability;
    pairs.tally(index, probability, tally);
  }
  return { tally, found };
}
