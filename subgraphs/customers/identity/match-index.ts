import { Blocks } from './block/blocks';
import { clusterLinks, type ClusterLimits, type ScoredPair } from './cluster/cluster-links';
import { conflictOf, hardFactsOf } from './cluster/guards';
import type { NormalParty } from './normalise/normalise-party';
import { DEFAULT_LIMITS } from './resolve';
import type { Model } from './score/calibrate';

const byId = (a: NormalParty, b: NormalParty): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/**
 * Records that are matched one by one, as they come: the clusters are at any time those that resolving all records anew
 * would give. A new record touches only the records it is linked with, directly or through others.
 */
export class MatchIndex {
  private readonly blocks: Readonly<Record<NormalParty['kind'], Blocks>>;
  private readonly members: Readonly<Record<NormalParty['kind'], NormalParty[]>> = { PERSON: [], ORGANISATION: [] };
  private readonly links = new Map<string, ScoredPair[]>();
  private readonly clusterOf = new Map<string, readonly NormalParty[]>();

  constructor(
    private readonly model: Model,
    private readonly limits: ClusterLimits = DEFAULT_LIMITS,
  ) {
    const blocks = (): Blocks => new Blocks(model.blocking, model.common);
    this.blocks = { PERSON: blocks(), ORGANISATION: blocks() };
  }

  /** Records that may be the same party, scored, without adding the record: the best first. */
  match(party: NormalParty): readonly ScoredPair[] {
    const kind = this.model.kinds[party.kind];
    return this.blocks[party.kind]
      .candidates(party)
      .flatMap((position): ScoredPair[] => {
        const other = this.members[party.kind][position];
        if (!other) return [];
        const [a, b] = byId(other, party) < 0 ? [other, party] : [party, other];
        const bits = kind.score(a, b);
        return bits >= kind.parameters.review ? [{ a, b, score: bits }] : [];
      })
      .sort((x, y) => y.score - x.score);
  }

  /** Adds a record. @returns the cluster it came into, in the order of ids */
  add(party: NormalParty): readonly NormalParty[] {
    if (this.clusterOf.has(party.id)) throw new Error(`The record ${party.id} is in the index already`);
    const { merge } = this.model.kinds[party.kind].parameters;
    const facts = hardFactsOf(party);
    const found = this.match(party).filter(({ a, b, score }) => {
      const other = a === party ? b : a;
      return score >= merge && conflictOf(facts, hardFactsOf(other)) === null;
    });
    this.blocks[party.kind].add(party);
    this.members[party.kind].push(party);
    this.links.set(party.id, [...found]);
    for (const link of found) this.links.get((link.a === party ? link.b : link.a).id)?.push(link);
    this.cluster(party);
    return this.clusterOf.get(party.id) ?? [party];
  }

  /** All clusters, each in the order of ids, in the order of their first record. */
  clusters(): readonly (readonly NormalParty[])[] {
    return [...new Set(this.clusterOf.values())].sort(([a], [b]) => (a && b ? byId(a, b) : 0));
  }

  /** Clusters everything that is linked with a record anew; nothing else can change. */
  private cluster(start: NormalParty): void {
    const reached = new Map<string, NormalParty>([[start.id, start]]);
    const links = new Set<ScoredPair>();
    for (const party of reached.values()) {
      for (const link of this.links.get(party.id) ?? []) {
        links.add(link);
        reached.set(link.a.id, link.a);
        reached.set(link.b.id, link.b);
      }
    }
    const score = (a: NormalParty, b: NormalParty): number => this.model.kinds[a.kind].score(a, b);
    const { clusters } = clusterLinks([...reached.values()], [...links], this.limits, score);
    for (const cluster of clusters) for (const { id } of cluster) this.clusterOf.set(id, cluster);
  }
}
