import { conflictOf, hardFactsOf, joinFacts, type Conflict, type HardFacts } from './guards';
import type { NormalParty } from '../normalise/normalise-party';

/** Two records with their score; `a` comes before `b` by id. */
export interface ScoredPair {
  readonly a: NormalParty;
  readonly b: NormalParty;
  readonly score: number;
}

export const REVIEW_REASONS = [
  'BELOW_MERGE',
  'CLUSTER_TOO_LARGE',
  'WEAK_BRIDGE',
  'IDENTIFIER_CONFLICT',
  'BRANCH_CONFLICT',
] as const;
export type ReviewReason = (typeof REVIEW_REASONS)[number];

/** A pair a person decides on. */
export interface ReviewPair extends ScoredPair {
  readonly reason: ReviewReason;
}

export interface ClusterLimits {
  /** Records of a cluster; what would be larger goes to review. */
  readonly maxRecords: number;
  /** Mean score between the records of two clusters below which one link does not join them. */
  readonly bridge: number;
}

export interface Clustering {
  /** Records that are one party, each list in the order of ids, the lists in the order of their first record. */
  readonly clusters: readonly (readonly NormalParty[])[];
  /** The links that made the clusters; a cluster of n records has n - 1 of them. */
  readonly links: readonly ScoredPair[];
  readonly refused: readonly ReviewPair[];
}

interface Group {
  members: readonly NormalParty[];
  facts: HardFacts;
}

/** Best links first; ids break ties, so that the order of the input never matters. */
export function byScore(x: ScoredPair, y: ScoredPair): number {
  return y.score - x.score || compareIds(x.a.id, y.a.id) || compareIds(x.b.id, y.b.id);
}

const compareIds = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Joins records by their links, the best link first; a guard that refuses a link sends it to review. */
export function clusterLinks(
  parties: readonly NormalParty[],
  links: readonly ScoredPair[],
  limits: ClusterLimits,
  score: (a: NormalParty, b: NormalParty) => number,
): Clustering {
  const groups = new Map<string, Group>(parties.map((party) => [party.id, { members: [party], facts: hardFactsOf(party) }]));
  const used: ScoredPair[] = [];
  const refused: ReviewPair[] = [];
  for (const link of links.toSorted(byScore)) {
    const left = groups.get(link.a.id);
    const right = groups.get(link.b.id);
    if (!left || !right || left === right) continue;
    const reason = refusal(left, right, limits, score);
    if (reason !== null) {
      refused.push({ ...link, reason });
      continue;
    }
    const [into, from] = left.members.length >= right.members.length ? [left, right] : [right, left];
    into.members = [...into.members, ...from.members];
    into.facts = joinFacts(into.facts, from.facts);
    for (const member of from.members) groups.set(member.id, into);
    used.push(link);
  }
  const clusters = [...new Set(groups.values())].map(({ members }) => members.toSorted((a, b) => compareIds(a.id, b.id)));
  return { clusters: clusters.sort((a, b) => compareIds(a[0]?.id ?? '', b[0]?.id ?? '')), links: used, refused };
}

function refusal(
  left: Group,
  right: Group,
  { maxRecords, bridge }: ClusterLimits,
  score: (a: NormalParty, b: NormalParty) => number,
): Conflict | 'CLUSTER_TOO_LARGE' | 'WEAK_BRIDGE' | null {
  const conflict = conflictOf(left.facts, right.facts);
  if (conflict !== null) return conflict;
  if (left.members.length + right.members.length > maxRecords) return 'CLUSTER_TOO_LARGE';
  const pairs = left.members.length * right.members.length;
  if (pairs === 1) return null;
  let total = 0;
  for (const a of left.members) for (const b of right.members) total += score(a, b);
  return total / pairs < bridge ? 'WEAK_BRIDGE' : null;
}
