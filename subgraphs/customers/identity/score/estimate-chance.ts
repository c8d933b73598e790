import { COMPARISONS, COMPARISON_NAMES, MISSING, newObserved } from '../compare/comparison';
import { compareParties, type CommonnessOf } from '../compare/compare-parties';
import type { PartyList } from '../party-list';
import type { LevelTable } from './kind-model';
import { randomBelow } from './random';

const SAMPLE = 200_000;
/** How many random pairs the shipped values count for. */
const TRUST = 400;
const SEED = 20_260_101;

/** Comparisons whose chance a sample cannot tell: it would count the evidence twice. */
const FIXED = new Set<string>(['nameOrder', 'crossReference']);

/** u: how often two records taken by chance show each level. Nearly all of them are different parties. */
export function estimateChance(parties: PartyList, commonnessOf: CommonnessOf, shipped: LevelTable): LevelTable {
  const counts = COMPARISON_NAMES.map((name) => new Float64Array(COMPARISONS[name].length));
  const observed = newObserved();
  const below = randomBelow(SEED);
  const pairs = parties.length < 2 ? 0 : Math.min(SAMPLE, (parties.length * (parties.length - 1)) / 2);
  for (let draw = 0; draw < pairs; draw += 1) {
    const a = parties.at(below(parties.length));
    const b = parties.at(below(parties.length));
    if (!a || !b || a === b) continue;
    compareParties(a, b, commonnessOf, observed);
    for (const [position, tally] of counts.entries()) {
      const level = observed.levels[position] ?? MISSING;
      if (level !== MISSING) tally[level] = (tally[level] ?? 0) + 1;
    }
  }
  return COMPARISON_NAMES.map((name, position) => {
    const tally = counts[position] ?? new Float64Array();
    const total = tally.reduce((sum, count) => sum + count, 0);
    const before = shipped[position] ?? [];
    if (FIXED.has(name)) return before;
    return before.map((u, level) => ((tally[level] ?? 0) + u * TRUST) / (total + TRUST));
  });
}
