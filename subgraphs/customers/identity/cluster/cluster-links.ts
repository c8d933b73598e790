import { NO_DECISIONS, type Decisions } from './decisions';
import { conflictOf, hardFactsOf, joinFacts, shareCheckedNumber, type Conflict, type HardFacts } from './guards';
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

/** Sets of records that grow together. */
class Groups {
  private readonly groups: Map<string, Group>;

  constructor(
    parties: readonly NormalParty[],
    private readonly apart: Decisions['apart'],
  ) {
    this.groups = new Map(parties.map((party) => [party.id, { members: [party], facts: hardFactsOf(party) }]));
  }

  of(id: string): Group | undefined {
    return this.groups.get(id);
  }

  join(left: Group, right: Group): void {
    const [into, from] = left.members.length >= right.members.length ? [left, right] : [right, left];
    into.members = [...into.members, ...from.members];
    into.facts = joinFacts(into.facts, from.facts);
    for (const member of from.members) this.groups.set(member.id, into);
  }

  /** True when a person said that a record of one is not the party of a record of the other. */
  areKeptApart(left: Group, right: Group): boolean {
    if (this.apart.size === 0) return false;
    for (const { id } of left.members) {
      for (const other of this.apart.get(id) ?? []) if (this.groups.get(other) === right) return true;
    }
    return false;
  }

  clusters(): readonly (readonly NormalParty[])[] {
    const clusters = [...new Set(this.groups.values())].map(({ members }) => members.toSorted((a, b) => compareIds(a.id, b.id)));
    return clusters.sort((a, b) => compareIds(a[0]?.id ?? '', b[0]?.id ?? ''));
  }
}

/** Joins what persons joined, by the first records of both sides that nobody keeps apart. */
function joinDecided(groups: Groups, { together }: Decisions): void {
  for (const { left, right } of together) {
    const pairs = left.flatMap((a) => right.map((b) => [groups.of(a), groups.of(b)] as const));
    for (const [a, b] of pairs) {
      if (!a || !b) continue;
      if (a !== b && groups.areKeptApart(a, b)) continue;
      if (a !== b) groups.join(a, b);
      break;
    }
  }
}

/** Tells whether a person saw two records as one side of what was joined. */
function seenTogether({ together }: Decisions): (a: string, b: string) => boolean {
  const sides = new Map<string, Set<number>>();
  for (const [side, ids] of together.flatMap(({ left, right }) => [left, right]).entries())
    for (const id of ids) sides.set(id, (sides.get(id) ?? new Set()).add(side));
  return (a, b) => [...(sides.get(a) ?? [])].some((side) => sides.get(b)?.has(side));
}

/**
 * Joins records by their links, the best link first; a guard that refuses a link sends it to review. What persons decided
 * comes first and is not reviewed. The guards look at what the links alone have joined: two customers that a person joined hold
 * together as they did before, each by its own links.
 */
export function clusterLinks(
  parties: readonly NormalParty[],
  links: readonly ScoredPair[],
  limits: ClusterLimits,
  score: (a: NormalParty, b: NormalParty) => number,
  decisions: Decisions = NO_DECISIONS,
): Clustering {
  const linked = new Groups(parties, decisions.apart);
  const isDecided = decisions.together.length > 0;
  const groups = isDecided ? new Groups(parties, decisions.apart) : linked;
  joinDecided(groups, decisions);
  const isSeen = seenTogether(decisions);
  const used: ScoredPair[] = [];
  const refused: ReviewPair[] = [];
  for (const link of links.toSorted(byScore)) {
    const [left, right] = [linked.of(link.a.id), linked.of(link.b.id)];
    const [wholeLeft, wholeRight] = [groups.of(link.a.id), groups.of(link.b.id)];
    if (!left || !right || left === right || !wholeLeft || !wholeRight) continue;
    const isOne = wholeLeft === wholeRight;
    if (!isOne && groups.areKeptApart(wholeLeft, wholeRight)) continue;
    const decided = isDecided && !isOne && !isSeen(link.a.id, link.b.id) ? conflictOf(wholeLeft.facts, wholeRight.facts) : null;
    const reason = decided ?? refusal(left, right, limits, score);
    if (reason !== null) {
      refused.push({ ...link, reason });
      continue;
    }
    linked.join(left, right);
    if (isDecided && !isOne) groups.join(wholeLeft, wholeRight);
    used.push(link);
  }
  return { clusters: groups.clusters(), links: used, refused };
}

/** Why the best link between two clusters does not join them, or null. */
export function refusalBetween(
  left: readonly NormalParty[],
  right: readonly NormalParty[],
  limits: ClusterLimits,
  score: (a: NormalParty, b: NormalParty) => number,
): ReviewReason | null {
  const groupOf = (members: readonly NormalParty[]): Group => ({ members, facts: members.map(hardFactsOf).reduce(joinFacts) });
  return refusal(groupOf(left), groupOf(right), limits, score);
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
  if (pairs === 1 || shareCheckedNumber(left.facts, right.facts)) return null;
  let total = 0;
  for (const a of left.members) for (const b of right.members) total += score(a, b);
  return total / pairs < bridge ? 'WEAK_BRIDGE' : null;
}
