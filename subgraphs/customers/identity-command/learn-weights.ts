import { COMPARISONS, COMPARISON_NAMES, MISSING, newObserved } from '../identity/compare/comparison';
import { compareParties } from '../identity/compare/compare-parties';
import type { NormalParty } from '../identity/normalise/normalise-party';
import type { PartyKind } from '../identity/party';
import { estimateChance } from '../identity/score/estimate-chance';
import { countFrequencies, Frequencies } from '../identity/score/frequencies';
import type { KindWeights } from '../identity/score/weights-file';
import type { Truth } from './measure';
import { USUAL_SHARES } from './usual-shares';

/** Records of one kind of one training set. */
export interface TrainingSet {
  readonly parties: readonly NormalParty[];
  readonly truth: Truth;
}

/** Fewer observations than this in a set tell nothing about a comparison. */
const ENOUGH = 100;
/** How much of m is what is usual anywhere, beside what the training sets show. */
const USUAL = 0.2;
const LEAST_U = 0.000001;

type Counts = readonly Float64Array[];

const emptyCounts = (): Counts => COMPARISON_NAMES.map((name) => new Float64Array(COMPARISONS[name].length));

/** How often the true pairs of a set show each level. */
function matchLevels({ parties, truth }: TrainingSet): Counts {
  const frequencies = new Frequencies(countFrequencies(parties));
  const byLabel = new Map<string, NormalParty[]>();
  for (const party of parties) {
    const label = truth.labelOf(party.id);
    if (label !== null) byLabel.set(label, [...(byLabel.get(label) ?? []), party]);
  }
  const counts = emptyCounts();
  const observed = newObserved();
  for (const group of byLabel.values()) {
    for (const [i, a] of group.entries()) {
      for (const b of group.slice(i + 1)) {
        compareParties(a, b, (comparison, value) => frequencies.countOf(comparison, value), observed);
        for (const [position, tally] of counts.entries()) {
          const level = observed.levels[position] ?? MISSING;
          if (level !== MISSING) tally[level] = (tally[level] ?? 0) + 1;
        }
      }
    }
  }
  return counts;
}

const total = (tally: Float64Array): number => tally.reduce((sum, count) => sum + count, 0);

/** The mean of the shares over the sets that tell enough, so that a large set does not count for all. */
function meanShare(sets: readonly Counts[], position: number, level: number, least: number): number | null {
  const shares = sets.flatMap((counts) => {
    const tally = counts[position] ?? new Float64Array();
    return total(tally) < ENOUGH ? [] : [(tally[level] ?? 0) / total(tally)];
  });
  if (shares.length === 0) return null;
  return Math.max(least, shares.reduce((sum, share) => sum + share, 0) / shares.length);
}

function chanceCounts({ parties }: TrainingSet): Counts {
  const frequencies = new Frequencies(countFrequencies(parties));
  const flat = COMPARISON_NAMES.map((name) => COMPARISONS[name].map(() => 0));
  const chance = estimateChance(parties, (comparison, value) => frequencies.countOf(comparison, value), flat);
  return chance.map((levels) => Float64Array.from(levels, (share) => share * ENOUGH * 2));
}

const short = (value: number): number => Number(value.toPrecision(3));

/** Weights of one kind from labelled sets; a comparison that no set shows enough has the usual shares, and keeps its chance. */
export function learnWeights(sets: readonly TrainingSet[], before: KindWeights): KindWeights {
  const matches = sets.map(matchLevels);
  const chances = sets.map(chanceCounts);
  const comparisons = Object.fromEntries(
    COMPARISON_NAMES.map((name, position) => [
      name,
      Object.fromEntries(
        COMPARISONS[name].map((level, index) => {
          const known = before.comparisons[name]?.[level];
          if (!known) throw new Error(`The weights have no ${name} ${level}`);
          const usual = USUAL_SHARES[name][level] ?? 0;
          const seen = meanShare(matches, position, index, 0);
          const m = seen === null ? usual : seen * (1 - USUAL) + usual * USUAL;
          // What is fixed gives no chance at all: it stays.
          const u = meanShare(chances, position, index, LEAST_U) ?? known.u;
          return [level, { m: short(m), u: short(isFixed(name) ? known.u : u) }];
        }),
      ),
    ]),
  );
  return { ...before, comparisons };
}

const isFixed = (name: string): boolean => name === 'nameOrder' || name === 'crossReference';

export const ofKind = (kind: PartyKind, { parties, truth }: TrainingSet): TrainingSet => ({
  parties: parties.filter((party) => party.kind === kind),
  truth,
});
