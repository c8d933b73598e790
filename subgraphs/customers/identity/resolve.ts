import { Blocks, type OversizeBlock } from './block/blocks';
import {
  byScore,
  clusterLinks,
  type ClusterLimits,
  type Clustering,
  type ReviewPair,
  type ScoredPair,
} from './cluster/cluster-links';
import { conflictOf, hardFactsOf } from './cluster/guards';
import type { NormalParty } from './normalise/normalise-party';
import type { MayMatch, Model } from './score/calibrate';
import { PARTY_KINDS } from './party';

export interface Resolution extends Clustering {
  /** Pairs between the thresholds, and pairs that a guard refused. */
  readonly reviews: readonly ReviewPair[];
  /** Every pair from the review threshold on, the best first. */
  readonly pairs: readonly ScoredPair[];
  readonly comparisons: number;
  readonly oversize: readonly OversizeBlock[];
}

export interface ResolveOptions {
  readonly limits?: ClusterLimits;
  readonly mayMatch?: MayMatch;
  /** Score from which pairs are kept although nobody reviews them; for reports. */
  readonly keepFrom?: number;
}

/** How many records a cluster may have, and what joins two clusters. */
export const DEFAULT_LIMITS: ClusterLimits = { maxRecords: 60, bridge: -6 };

const byId = (a: NormalParty, b: NormalParty): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** Finds which records are one party. Depends on the records and the model alone, never on the order of the records. */
export function resolveParties(
  parties: readonly NormalParty[],
  model: Model,
  { limits = DEFAULT_LIMITS, mayMatch = () => true, keepFrom = Infinity }: ResolveOptions = {},
): Resolution {
  const pairs: ScoredPair[] = [];
  const contradicted: ReviewPair[] = [];
  const oversize: OversizeBlock[] = [];
  let comparisons = 0;
  for (const kind of PARTY_KINDS) {
    const records = parties.filter((party) => party.kind === kind).sort(byId);
    const { score, parameters } = scorerOf(model, kind);
    const blocks = new Blocks(model.blocking, model.common);
    const facts = records.map(hardFactsOf);
    for (const [at, b] of records.entries()) {
      for (const position of blocks.candidates(b)) {
        const a = records[position];
        if (!a || !mayMatch(a, b)) continue;
        comparisons += 1;
        const bits = score(a, b);
        if (bits < Math.min(parameters.review, keepFrom)) continue;
        const conflict = conflictOf(facts[position] ?? hardFactsOf(a), facts[at] ?? hardFactsOf(b));
        if (conflict === null) pairs.push({ a, b, score: bits });
        else if (bits >= parameters.merge) contradicted.push({ a, b, score: bits, reason: conflict });
      }
      blocks.add(b);
    }
    oversize.push(...blocks.oversize());
  }
  return { ...resolvePairs(parties, pairs, contradicted, model, limits), comparisons, oversize };
}

/** Finds which records are one party, when the scores of their pairs are known. */
export function resolvePairs(
  parties: readonly NormalParty[],
  scored: readonly ScoredPair[],
  contradicted: readonly ReviewPair[],
  model: Model,
  limits: ClusterLimits = DEFAULT_LIMITS,
): Omit<Resolution, 'comparisons' | 'oversize'> {
  const pairs = scored.toSorted(byScore);
  const links = pairs.filter(({ a, score }) => score >= model.kinds[a.kind].parameters.merge);
  const clustering = clusterLinks(parties, links, limits, (a, b) => model.kinds[a.kind].score(a, b));
  return { ...clustering, pairs, reviews: reviewsOf(pairs, contradicted, clustering, model) };
}

function scorerOf(model: Model, kind: NormalParty['kind']) {
  const { parameters } = model.kinds[kind];
  return { parameters, score: (a: NormalParty, b: NormalParty) => model.kinds[kind].score(a, b) };
}

/** Pairs below the merge threshold whose records did not come together by better links, and what the guards refused. */
function reviewsOf(
  pairs: readonly ScoredPair[],
  contradicted: readonly ReviewPair[],
  { clusters, refused }: Clustering,
  model: Model,
): readonly ReviewPair[] {
  const clusterOf = new Map(clusters.flatMap((cluster, i) => cluster.map(({ id }) => [id, i] as const)));
  const below = pairs.filter(
    ({ a, b, score }) => isBetween(score, model.kinds[a.kind].parameters) && clusterOf.get(a.id) !== clusterOf.get(b.id),
  );
  return [...contradicted, ...refused, ...below.map((pair): ReviewPair => ({ ...pair, reason: 'BELOW_MERGE' }))].sort(byScore);
}

const isBetween = (score: number, { merge, review }: { readonly merge: number; readonly review: number }): boolean =>
  score >= review && score < merge;
