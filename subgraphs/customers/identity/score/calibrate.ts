import { Blocks, commonKeys } from '../block/blocks';
import type { BlockingPolicy } from '../block/blocking-policy';
import { COMPARISONS, COMPARISON_NAMES, type ComparisonName } from '../compare/comparison';
import type { NormalParty } from '../normalise/normalise-party';
import { PARTY_KINDS, type PartyKind } from '../party';
import { prepareCaps } from './cap-rules';
import { estimateChance } from './estimate-chance';
import { estimateMatches } from './estimate-matches';
import { Frequencies } from './frequencies';
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

const byId = (a: NormalParty, b: NormalParty): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

function calibrateKind(
  parties: readonly NormalParty[],
  weights: WeightsFile,
  kind: PartyKind,
  blocks: Blocks,
  mayMatch: MayMatch,
): KindModel {
  const { merge, review, caps: rules } = weights[kind];
  const caps = prepareCaps(rules);
  const frequencies = new Frequencies(parties);
  const commonnessOf = (comparison: ComparisonName, value: string): number => frequencies.countOf(comparison, value);
  const rarity = COMPARISON_NAMES.map((name) => rarityOf(weights, name));
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
  const allPairs = Math.max(1, (parties.length * (parties.length - 1)) / 2);
  const { m, prior } = estimateMatches(pairs, allPairs, tableOf(weights[kind], 'm'), weights.trust, parties.length);
  return new KindModel({ merge, review, prior, m, u, rarity, caps }, frequencies);
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
