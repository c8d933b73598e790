import { Blocks } from './block/blocks';
import {
  byScore,
  clusterLinks,
  refusalBetween,
  type ClusterLimits,
  type ReviewPair,
  type ReviewReason,
  type ScoredPair,
} from './cluster/cluster-links';
import { areApart, NO_DECISIONS, type Decisions, type Joined } from './cluster/decisions';
import { conflictOf, hardFactsOf, type Conflict } from './cluster/guards';
import type { NormalParty } from './normalise/normalise-party';
import type { PartyKind } from './party';
import { DEFAULT_LIMITS } from './resolve';
import type { Model } from './score/calibrate';

/** A pair worth keeping: from the review threshold on; with the reason why it can never be one party, or null. */
export interface KnownPair extends ScoredPair {
  readonly conflict: Conflict | null;
}

/** What came of a change: every cluster that may be another one now, with what a guard refused in it. */
export interface Reclustered {
  readonly clusters: readonly (readonly NormalParty[])[];
  readonly refused: readonly ReviewPair[];
  readonly newPairs: readonly KnownPair[];
}

export interface PartyChanges {
  readonly put: readonly NormalParty[];
  /** Ids of records that are gone. */
  readonly remove: readonly string[];
}

interface Entry {
  readonly party: NormalParty;
  readonly position: number;
  readonly pairs: Set<KnownPair>;
}

type Cluster = readonly NormalParty[];

const byId = (a: NormalParty, b: NormalParty): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/**
 * Records that are matched as they come and go: the clusters are at any time those that resolving all records anew would
 * give. A change touches only the records it is linked with, directly or through others.
 */
export class MatchIndex {
  private readonly blocks: Readonly<Record<PartyKind, Blocks>>;
  /** The record at each position of the blocks. */
  private readonly records: Readonly<Record<PartyKind, (NormalParty | undefined)[]>> = { PERSON: [], ORGANISATION: [] };
  private readonly entries = new Map<string, Entry>();
  private readonly clusterOf = new Map<string, Cluster>();
  private decisions: Decisions = NO_DECISIONS;
  private readonly decided = new Map<string, Joined[]>();

  constructor(
    private readonly model: Model,
    private readonly limits: ClusterLimits = DEFAULT_LIMITS,
  ) {
    const blocks = (): Blocks => new Blocks(model.blocking, model.common);
    this.blocks = { PERSON: blocks(), ORGANISATION: blocks() };
  }

  get size(): number {
    return this.entries.size;
  }

  party(id: string): NormalParty | undefined {
    return this.entries.get(id)?.party;
  }

  /** The cluster of a record, in the order of ids. */
  clusterOfRecord(id: string): Cluster {
    return this.clusterOf.get(id) ?? [];
  }

  /** Pairs of a record from the review threshold on. */
  pairsOf(id: string): readonly KnownPair[] {
    return [...(this.entries.get(id)?.pairs ?? [])];
  }

  /** Every pair from the review threshold on, once. */
  *pairs(): Iterable<KnownPair> {
    for (const { party, pairs } of this.entries.values()) for (const pair of pairs) if (pair.a === party) yield pair;
  }

  /**
   * Pairs that may be one party and are not, for a person to decide: of two clusters the best pair, the best first. What a person
   * has decided already is not among them.
   */
  reviews(): readonly ReviewPair[] {
    const best = new Map<string, KnownPair>();
    for (const pair of this.pairs()) {
      const [left, right] = [this.clusterOfRecord(pair.a.id), this.clusterOfRecord(pair.b.id)];
      if (left === right || this.areDecidedApart(left, right)) continue;
      const between = [left[0]?.id, right[0]?.id].sort().join('|');
      const known = best.get(between);
      if (!known || byScore(pair, known) < 0) best.set(between, pair);
    }
    return [...best.values()].sort(byScore).map((pair) => ({ ...pair, reason: this.reasonOf(pair) }));
  }

  /** True when a person has said that two clusters are two parties. */
  areDecidedApart(left: Cluster, right: Cluster): boolean {
    return areApart(left, right, this.decisions);
  }

  private reasonOf({ a, b, score, conflict }: KnownPair): ReviewReason {
    if (conflict !== null) return conflict;
    if (score < this.model.kinds[a.kind].parameters.merge) return 'BELOW_MERGE';
    return refusalBetween(this.clusterOfRecord(a.id), this.clusterOfRecord(b.id), this.limits, this.score) ?? 'BELOW_MERGE';
  }

  private readonly score = (a: NormalParty, b: NormalParty): number =>
    a.kind === b.kind ? this.model.kinds[a.kind].score(a, b) : 0;

  /** Records that may be the same party, scored, without adding the record: the best first. */
  match(party: NormalParty): readonly KnownPair[] {
    const kind = this.model.kinds[party.kind];
    const facts = hardFactsOf(party);
    const records = this.records[party.kind];
    const found: KnownPair[] = [];
    for (const position of this.blocks[party.kind].candidates(party)) {
      const other = records[position];
      if (!other) continue;
      const [a, b] = byId(other, party) < 0 ? [other, party] : [party, other];
      const score = kind.score(a, b);
      if (score < kind.parameters.review) continue;
      const conflict = conflictOf(facts, hardFactsOf(other));
      if (conflict === null || score >= kind.parameters.merge) found.push({ a, b, score, conflict });
    }
    return found.sort((x, y) => y.score - x.score);
  }

  /** Adds a record. @returns the cluster it came into, in the order of ids */
  add(party: NormalParty): Cluster {
    if (this.entries.has(party.id)) throw new Error(`The record ${party.id} is in the index already`);
    this.change({ put: [party], remove: [] });
    return this.clusterOfRecord(party.id);
  }

  /** Loads records whose pairs were found before, step by step: between two steps others may work, who see nothing of it. */
  *restoring(
    parties: Iterable<NormalParty>,
    pairs: Iterable<readonly [string, string, number, Conflict | null]>,
  ): Generator<undefined, void> {
    for (const party of parties) {
      this.enter(party, []);
      yield;
    }
    for (const [idA, idB, score, conflict] of pairs) {
      const [a, b] = [this.entries.get(idA), this.entries.get(idB)];
      if (!a || !b) continue;
      const pair = { a: a.party, b: b.party, score, conflict };
      a.pairs.add(pair);
      b.pairs.add(pair);
      yield;
    }
    for (const id of this.entries.keys()) {
      if (!this.clusterOf.has(id)) this.cluster([id]);
      yield;
    }
  }

  /** Puts records in, new or in place of what they were, and takes records out. */
  change({ put, remove }: PartyChanges): Reclustered {
    const touched = new Set<string>();
    for (const id of [...remove, ...put.map((party) => party.id)]) {
      for (const mate of this.clusterOf.get(id) ?? []) touched.add(mate.id);
      this.leave(id);
    }
    const newPairs: KnownPair[] = [];
    for (const party of put) {
      const found = this.match(party);
      this.enter(party, found);
      newPairs.push(...found);
      touched.add(party.id);
    }
    return { ...this.cluster(touched), newPairs };
  }

  /** Follows other decisions of persons from now on; the clusters of the records they are about wait for `recluster`. */
  decide(decisions: Decisions): void {
    this.decisions = decisions;
    this.decided.clear();
    for (const joined of decisions.together) {
      for (const id of [...joined.left, ...joined.right]) this.decided.set(id, [...(this.decided.get(id) ?? []), joined]);
    }
  }

  /** Clusters these records anew, with all that they are or were one party with. */
  recluster(ids: readonly string[]): Reclustered {
    return { ...this.cluster(ids), newPairs: [] };
  }

  /** All clusters, each in the order of ids, in the order of their first record. */
  clusters(): readonly Cluster[] {
    return [...new Set(this.clusterOf.values())].sort(([a], [b]) => (a && b ? byId(a, b) : 0));
  }

  private enter(party: NormalParty, pairs: readonly KnownPair[]): void {
    const position = this.blocks[party.kind].add(party);
    this.records[party.kind][position] = party;
    this.entries.set(party.id, { party, position, pairs: new Set(pairs) });
    for (const pair of pairs) this.entries.get((pair.a === party ? pair.b : pair.a).id)?.pairs.add(pair);
  }

  private leave(id: string): void {
    const entry = this.entries.get(id);
    if (!entry) return;
    this.blocks[entry.party.kind].remove(entry.party, entry.position);
    this.records[entry.party.kind][entry.position] = undefined;
    for (const pair of entry.pairs) this.entries.get((pair.a === entry.party ? pair.b : pair.a).id)?.pairs.delete(pair);
    this.entries.delete(id);
    this.clusterOf.delete(id);
  }

  /** Clusters everything that is linked with these records anew; nothing else can change. */
  private cluster(ids: Iterable<string>): Pick<Reclustered, 'clusters' | 'refused'> {
    const reached = new Map<string, NormalParty>();
    const links = new Set<KnownPair>();
    const open = [...ids];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      const entry = this.entries.get(id);
      if (!entry || reached.has(id)) continue;
      reached.set(id, entry.party);
      const { merge } = this.model.kinds[entry.party.kind].parameters;
      for (const pair of entry.pairs) {
        if (pair.conflict !== null || pair.score < merge) continue;
        links.add(pair);
        open.push(pair.a.id, pair.b.id);
      }
      for (const { left, right } of this.decided.get(id) ?? []) open.push(...left, ...right);
      for (const mate of this.clusterOf.get(id) ?? []) open.push(mate.id);
    }
    const parties = [...reached.values()].sort(byId);
    const { clusters, refused } = clusterLinks(parties, [...links], this.limits, this.score, this.decisions);
    for (const cluster of clusters) for (const { id } of cluster) this.clusterOf.set(id, cluster);
    return { clusters, refused };
  }
}
