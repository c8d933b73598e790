import { Blocks, commonKeys } from '../block/blocks';
import type { BlockingPolicy } from '../block/blocking-policy';
import { COMPARISONS, COMPARISON_NAMES, type ComparisonName } from '../compare/comparison';
import type { NormalParty } from '../normalise/normalise-party';
import { PARTY_KINDS, type PartyKind } from '../party';
import { prepareBounds } from './score-bounds';
import { estimateChance } from './estimate-chance';
import { estimateMatches } from './estimate-matches';
import { countFrequencies, Frequencies, SMALLEST_POPULATION } from './frequencies';
import { chanceOf, KindModel, type LevelTable } from './kind-model';
import { PairTable } from './pair-table';
import { rarityOf, type KindWeights, type WeightsFile } from './weights-file';

/** Everything a pair is scored with and a record is blocked by; the same model always gives the same clusters. */
export interface Model {
  readonly kinds: Readonly<Record<PartyKind, KindModel>>;
  readonly blocking: BlockingPolicy;
  readonly common: ReadonlySet<string>;
}

/** Which records may be one party at all; absent: any two. */
export type MayMatch = (a: NormalParty, b: NormalParty) => boolean;

function tableOf({ comparisons }: KindWeights, of: 'm' | 'u'): LevelTable {
  return COMPARISON_NAMES.map((name: ComparisonName) =>
    COMPARISONS[name].map((level) => {
      const weight = comparisons[name]?.[level];
      if (!weight) throw new Error(`The weights have no ${name} ${level}`);
      return weight[of];
    }),
  );
}

const raritiesOf = (weights: WeightsFile): readonly number[] => COMPARISON_NAMES.map((name) => rarityOf(weights, name));

/** A scorer from what was fitted to a data set and from the thresholds and rules of the weights. */
export function kindModel(
  weights: WeightsFile,
  kind: PartyKind,
  fitted: { readonly prior: number; readonly m: LevelTable; readonly u: LevelTable },
  frequencies: Frequencies,
): KindModel {
  const { merge, review, caps, floors } = weights[kind];
  const bounds = { caps: prepareBounds(caps), floors: prepareBounds(floors) };
  return new KindModel({ ...fitted, ...bounds, merge, review, rarity: raritiesOf(weights) }, frequencies);
}

const byId = (a: NormalParty, b: NormalParty): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

function calibrateKind(
  parties: readonly NormalParty[],
  weights: WeightsFile,
  kind: PartyKind,
  blocks: Blocks,
  mayMatch: MayMatch,
): KindModel {
  const frequencies = new Frequencies(countFrequencies(parties));
  const commonnessOf = (comparison: ComparisonName, value: string): number => frequencies.countOf(comparison, value);
  const rarity = raritiesOf(weights);
  const u = estimateChance(parties, commonnessOf, tableOf(weights[kind], 'u'));
  const chance = (position: number, level: number, term: string | null): number =>
    Math.log2(chanceOf({ u, rarity }, frequencies, position, level, term));
  const pairs = new PairTable();
  for (const [position, party] of parties.entries()) {
    for (const other of blocks.candidates(party)) {
      const candidate = parties[other];
      if (candidate && mayMatch(candidate, party)) pairs.add([other, position], [candidate, party], commonnessOf, chance);
    }
    blocks.add(party);
  }
  const population = Math.max(parties.length, SMALLEST_POPULATION);
  const allPairs = (population * (population - 1)) / 2;
  const { m, prior } = estimateMatches(pairs, allPairs, tableOf(weights[kind], 'm'), weights.trust, parties.length);
  return kindModel(weights, kind, { prior, m, u }, frequencies);
}

/**
 * Fits the shipped weights to a data set without labels: u from random pairs, m and the prior by expectation maximisation,
 * frequencies of values and common block keys by counting. Thresholds stay as shipped.
 */
export function calibrate(
  parties: readonly NormalParty[],
  weights: WeightsFile,
  blocking: BlockingPolicy,
  mayMatch: MayMatch = () => true,
): Model {
  const sorted = parties.toSorted(byId);
  const common = commonKeys(sorted, blocking);
  const [organisations, persons] = PARTY_KINDS.map((kind) =>
    calibrateKind(
      sorted.filter((party) => party.kind === kind),
      weights,
      kind,
      new Blocks(blocking, common),
      mayMatch,
    ),
  );
  if (!organisations || !persons) throw new Error('A model has both kinds of parties');
  return { kinds: { ORGANISATION: organisations, PERSON: persons }, blocking, common };
}
