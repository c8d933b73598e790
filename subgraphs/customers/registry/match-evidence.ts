import type { SourceKey } from '#core/source-key';
import { byScore } from '../identity/cluster/cluster-links';
import type { KnownPair } from '../identity/match-index';
import type { NormalParty } from '../identity/normalise/normalise-party';
import type { Model } from '../identity/score/calibrate';
import type { Evidence } from '../identity/score/kind-model';
import type { MatchRule } from './party-record';

/** Why a record belongs to its customer: the record it fits best, and what the two show beside each other. */
export interface MatchEvidence {
  readonly rule: MatchRule;
  /** Probability that both are one party, 0 to 1; null for the first record and for a person's decision. */
  readonly confidence: number | null;
  /** The record of the customer that it fits best; null for the first record. */
  readonly matchedWith: SourceKey | null;
  readonly score: number | null;
  readonly comparisons: readonly Evidence[];
}

const FIRST: MatchEvidence = { rule: 'FIRST_RECORD', confidence: null, matchedWith: null, score: null, comparisons: [] };
const DECIDED: MatchEvidence = { ...FIRST, rule: 'DECISION' };

/** Probability of a score in bits. */
export const probabilityOf = (bits: number): number => 1 / (1 + 2 ** -bits);

/** A score as it is shown. */
export const roundScore = (value: number): number => Math.round(value * 100) / 100;
const shortest = (value: number): number => Math.round(value * 1e6) / 1e6;

/** What the records of one customer are held together by, in their order; the first record is matched with nothing. */
export function evidenceOf(
  cluster: readonly NormalParty[],
  pairsOf: (id: string) => readonly KnownPair[],
  model: Model,
): readonly MatchEvidence[] {
  const members = new Set(cluster.map(({ id }) => id));
  return cluster.map((party, at) => {
    if (at === 0) return FIRST;
    let best: KnownPair | null = null;
    for (const pair of pairsOf(party.id)) {
      if (!members.has(pair.a.id) || !members.has(pair.b.id) || pair.conflict !== null) continue;
      if (best === null || byScore(pair, best) < 0) best = pair;
    }
    if (best === null || best.score < model.kinds[party.kind].parameters.merge) return DECIDED;
    const { a, b, score } = best;
    const comparisons = comparisonsOf(a, b, model);
    return {
      rule: ruleOf(a, b, comparisons),
      confidence: shortest(probabilityOf(score)),
      matchedWith: (a === party ? b : a).source,
      score: roundScore(score),
      comparisons,
    };
  });
}

/** What two records show beside each other. */
export const comparisonsOf = (a: NormalParty, b: NormalParty, model: Model): readonly Evidence[] =>
  model.kinds[a.kind].explain(a, b).evidence.map((one) => ({ ...one, weight: roundScore(one.weight) }));

function ruleOf(a: NormalParty, b: NormalParty, comparisons: readonly Evidence[]): MatchRule {
  const hard = new Set(a.identifiers.flatMap(({ type, stem, hard: isHard }) => (isHard && type === 'creditCode' ? [stem] : [])));
  if (b.identifiers.some(({ type, stem }) => type === 'creditCode' && hard.has(stem))) return 'TAX_NUMBER';
  const isReferred = comparisons.some(({ comparison, level }) => comparison === 'crossReference' && level === 'EXACT');
  return isReferred ? 'CROSS_REFERENCE' : 'EVIDENCE';
}
