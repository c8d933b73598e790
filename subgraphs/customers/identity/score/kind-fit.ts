import type { ComparisonName } from '../compare/comparison';
import { COMPARISONS, COMPARISON_NAMES } from '../compare/comparison';
import type { NormalParty } from '../normalise/normalise-party';
import type { PartyKind } from '../party';
import type { PartyList } from '../party-list';
import { estimateChance } from './estimate-chance';
import { estimateMatches } from './estimate-matches';
import { Frequencies, SMALLEST_POPULATION, type FrequencyTable } from './frequencies';
import { chanceOf, KindModel, type LevelTable } from './kind-model';
import type { PairTable } from './pair-table';
import { prepareBounds } from './score-bounds';
import { rarityOf, type KindWeights, type WeightsFile } from './weights-file';

/** What is fitted to the records of one kind. */
export interface FittedKind {
  /** Log2 odds that two records taken by chance are one party. */
  readonly prior: number;
  readonly m: LevelTable;
  readonly u: LevelTable;
  readonly frequencies: FrequencyTable;
}

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
export function kindModel(weights: WeightsFile, kind: PartyKind, { prior, m, u, frequencies }: FittedKind): KindModel {
  const { merge, review, caps, floors } = weights[kind];
  const bounds = { caps: prepareBounds(caps), floors: prepareBounds(floors) };
  return new KindModel({ prior, m, u, ...bounds, merge, review, rarity: raritiesOf(weights) }, new Frequencies(frequencies));
}

/** How often two records of different parties show each level: by chance, and for equal values by how common they are. */
export class KindChances {
  private readonly frequencies: Frequencies;
  private readonly rarity: readonly number[];

  constructor(
    weights: WeightsFile,
    readonly table: FrequencyTable,
    readonly u: LevelTable,
  ) {
    this.frequencies = new Frequencies(table);
    this.rarity = raritiesOf(weights);
  }

  /** u of the records, told by pairs that are taken by chance. */
  static of(parties: PartyList, weights: WeightsFile, kind: PartyKind, table: FrequencyTable): KindChances {
    const frequencies = new Frequencies(table);
    const u = estimateChance(parties, (comparison, value) => frequencies.countOf(comparison, value), tableOf(weights[kind], 'u'));
    return new KindChances(weights, table, u);
  }

  /** Adds a pair of records that share a block to those the matches are estimated from. */
  observe(pairs: PairTable, a: NormalParty, b: NormalParty): void {
    pairs.add(a, b, this.commonnessOf, this.bits);
  }

  private readonly commonnessOf = (comparison: ComparisonName, value: string): number =>
    this.frequencies.countOf(comparison, value);

  private readonly bits = (position: number, level: number, term: string | null): number =>
    Math.log2(chanceOf({ u: this.u, rarity: this.rarity }, this.frequencies, position, level, term));
}

/** Fits m and the prior of a kind to what its candidate pairs show. */
export function fitKind(
  pairs: PairTable,
  { table, u }: Pick<KindChances, 'table' | 'u'>,
  weights: WeightsFile,
  kind: PartyKind,
  share = 1,
): FittedKind {
  const population = Math.max(table.records, SMALLEST_POPULATION);
  const allPairs = (population * (population - 1)) / 2;
  const { m, prior } = estimateMatches(pairs, tableOf(weights[kind], 'm'), {
    allPairs,
    trust: weights.trust,
    records: table.records,
    share,
  });
  return { prior, m, u, frequencies: table };
}
