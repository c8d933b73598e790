import { COMPARISONS, COMPARISON_NAMES, EXACT, MISSING, newObserved, type ComparisonName } from '../compare/comparison';
import { compareParties, type CommonnessOf } from '../compare/compare-parties';
import type { NormalParty } from '../normalise/normalise-party';
import { boundedScore, type Bound } from './score-bounds';
import type { Frequencies } from './frequencies';

/** Probabilities per comparison and level, in the order of `COMPARISONS`. */
export type LevelTable = readonly (readonly number[])[];

export interface KindParameters {
  readonly merge: number;
  readonly review: number;
  /** Log2 odds that two records taken by chance are one party. */
  readonly prior: number;
  readonly m: LevelTable;
  readonly u: LevelTable;
  readonly rarity: readonly number[];
  readonly caps: readonly Bound[];
  readonly floors: readonly Bound[];
}

/** One comparison of a pair, with what it counts. */
export interface Evidence {
  readonly comparison: ComparisonName;
  readonly level: string;
  /** Bits for (positive) or against one party. */
  readonly weight: number;
}

/** The evidence of a pair: the prior and the weights add up to the score, unless a rule bounds it. */
export interface Explanation {
  readonly evidence: readonly Evidence[];
  readonly prior: number;
  readonly score: number;
  /** Name of the rule that bounds the score, or null. */
  readonly bound: string | null;
}

/** Scores pairs of records of one kind; frozen, so that a pair always scores the same. */
export class KindModel {
  private readonly observed = newObserved();
  /** What a level weighs that has no value to be common or rare. */
  private readonly weights: LevelTable;
  readonly commonnessOf: CommonnessOf;

  constructor(
    readonly parameters: KindParameters,
    readonly frequencies: Frequencies,
  ) {
    this.commonnessOf = (comparison, value) => frequencies.countOf(comparison, value);
    this.weights = COMPARISON_NAMES.map((name, position) =>
      COMPARISONS[name].map((_, level) => this.weightOf(position, level, null)),
    );
  }

  /** Posterior log2 odds that two records are one party. */
  score(a: NormalParty, b: NormalParty): number {
    const { observed } = this;
    compareParties(a, b, this.commonnessOf, observed);
    let bits = this.parameters.prior;
    for (let position = 0; position < observed.levels.length; position += 1) {
      const level = observed.levels[position] ?? MISSING;
      if (level !== MISSING) bits += this.weight(position, level, observed.terms[position] ?? null);
    }
    return boundedScore(bits, observed, this.parameters).score;
  }

  /** Why a pair scores what it scores. */
  explain(a: NormalParty, b: NormalParty): Explanation {
    const observed = newObserved();
    compareParties(a, b, this.commonnessOf, observed);
    const evidence = COMPARISON_NAMES.flatMap((comparison, position): Evidence[] => {
      const level = observed.levels[position] ?? MISSING;
      if (level === MISSING) return [];
      const weight = this.weight(position, level, observed.terms[position] ?? null);
      return [{ comparison, level: COMPARISONS[comparison][level] ?? '', weight }];
    });
    const total = evidence.reduce((sum, { weight }) => sum + weight, this.parameters.prior);
    const { score, bound } = boundedScore(total, observed, this.parameters);
    return { evidence, prior: this.parameters.prior, score, bound: bound?.name ?? null };
  }

  private weight(position: number, level: number, term: string | null): number {
    return term === null ? (this.weights[position]?.[level] ?? 0) : this.weightOf(position, level, term);
  }

  private weightOf(position: number, level: number, term: string | null): number {
    const m = this.parameters.m[position]?.[level] ?? 1;
    return Math.log2(m / chanceOf(this.parameters, this.frequencies, position, level, term));
  }
}

/** Probability that two records of different parties show this level; for equal values by how common the value is. */
export function chanceOf(
  { u, rarity }: Pick<KindParameters, 'u' | 'rarity'>,
  frequencies: Frequencies,
  position: number,
  level: number,
  term: string | null,
): number {
  if (level === EXACT && term !== null) return frequencies.shareOf(position, term, rarity[position] ?? 1);
  return u[position]?.[level] ?? 1;
}
