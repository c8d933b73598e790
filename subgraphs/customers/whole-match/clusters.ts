import { clusterLinks, type ScoredPair } from '../identity/cluster/cluster-links';
import { NO_DECISIONS, type Decisions } from '../identity/cluster/decisions';
import type { NormalParty } from '../identity/normalise/normalise-party';
import { DEFAULT_LIMITS } from '../identity/resolve';
import type { Model } from '../identity/score/calibrate';
import type { UnpackedParties } from './packed-parties';
import { pairsIn, type MatchedPair, type MatchedPairs } from './pair-columns';
import type { Range } from './ranges';

/** Records that are one party: each cluster in the order of ids, the clusters in the order of their first record. */
export interface Clusters {
  readonly members: Uint32Array;
  /** Where each cluster ends in `members`. */
  readonly ends: Uint32Array;
}

export function* clustersIn({ members, ends }: Clusters, { from, to }: Range): Generator<Uint32Array> {
  for (let at = from; at < to; at += 1) yield members.subarray(at === 0 ? 0 : ends[at - 1], ends[at]);
}

/** Sets of positions that hang together. */
class Components {
  private readonly parents: Uint32Array;

  constructor(length: number) {
    this.parents = Uint32Array.from({ length }, (_, position) => position);
  }

  of(position: number): number {
    let at = position;
    for (let up = this.parents[at] ?? at; up !== at; up = this.parents[at] ?? at) {
      const next = this.parents[up] ?? up;
      this.parents[at] = next;
      at = next;
    }
    return at;
  }

  join(a: number, b: number): void {
    const [from, into] = [this.of(a), this.of(b)].sort((x, y) => y - x);
    if (from !== undefined && into !== undefined) this.parents[from] = into;
  }
}

export interface ClusterInput {
  readonly pairs: readonly MatchedPairs[];
  readonly decisions: Decisions;
  readonly ids: readonly string[];
  readonly parties: UnpackedParties;
  readonly model: Model;
}

/**
 * Clusters all records. Only records that links or decisions hold together are looked at together: what joins two of them
 * depends on nothing else.
 */
export function clustersOf({ pairs, decisions, ids, parties, model }: ClusterInput): Clusters {
  const links: MatchedPair[] = [];
  for (const pair of pairsIn(pairs)) {
    if (pair.conflict === null && pair.score >= model.kinds[parties.kindOf(pair.a)].parameters.merge) links.push(pair);
  }
  const components = new Components(parties.length);
  for (const { a, b } of links) components.join(a, b);
  const decided = joinDecided(components, decisions, ids);
  const linksOf = new Map<number, MatchedPair[]>();
  for (const link of links) grouped(linksOf, components.of(link.a)).push(link);
  const membersOf = new Map<number, number[]>();
  for (let position = 0; position < parties.length; position += 1) grouped(membersOf, components.of(position)).push(position);
  const score = (a: NormalParty, b: NormalParty): number => (a.kind === b.kind ? model.kinds[a.kind].score(a, b) : 0);
  const isDecided = new Set([...decided].map((position) => components.of(position)));
  const clusters = [...membersOf].flatMap(([root, members]) => {
    if (members.length === 1) return [members];
    const records = new Map(members.map((position) => [position, partyAt(parties, position)]));
    const positions = new Map([...records].map(([position, { id }]) => [id, position]));
    const scored = (linksOf.get(root) ?? []).map(({ a, b, score: bits }): ScoredPair => {
      return { a: records.get(a) ?? partyAt(parties, a), b: records.get(b) ?? partyAt(parties, b), score: bits };
    });
    const inForce = isDecided.has(root) ? decisions : NO_DECISIONS;
    const found = clusterLinks([...records.values()], scored, DEFAULT_LIMITS, score, inForce);
    return found.clusters.map((cluster) => cluster.map(({ id }) => positions.get(id) ?? 0));
  });
  clusters.sort(([a = 0], [b = 0]) => a - b);
  let end = 0;
  return { members: Uint32Array.from(clusters.flat()), ends: Uint32Array.from(clusters, ({ length }) => (end += length)) };
}

/** @returns positions of records that decisions are about */
function joinDecided(components: Components, { together, apart }: Decisions, ids: readonly string[]): ReadonlySet<number> {
  const decided = new Set<number>();
  if (together.length === 0 && apart.size === 0) return decided;
  const positions = new Map(ids.map((id, position) => [id, position]));
  const known = (names: Iterable<string>): readonly number[] => [...names].flatMap((id) => positions.get(id) ?? []);
  for (const { left, right } of together) {
    const both = known([...left, ...right]);
    for (const position of both) {
      decided.add(position);
      components.join(position, both[0] ?? position);
    }
  }
  for (const position of known(apart.keys())) decided.add(position);
  return decided;
}

function grouped<T>(groups: Map<number, T[]>, key: number): T[] {
  const known = groups.get(key);
  if (known) return known;
  const group: T[] = [];
  groups.set(key, group);
  return group;
}

function partyAt(parties: UnpackedParties, position: number): NormalParty {
  const party = parties.any(position);
  if (!party) throw new Error(`There is no record at ${position}`);
  return party;
}
