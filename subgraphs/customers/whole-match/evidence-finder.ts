import type { KnownPair } from '../identity/match-index';
import type { NormalParty } from '../identity/normalise/normalise-party';
import type { Model } from '../identity/score/calibrate';
import { evidenceOf, type MatchEvidence } from '../registry/match-evidence';
import { clustersIn, type Clusters } from './clusters';
import type { UnpackedParties } from './packed-parties';
import { pairsIn, type MatchedPair, type MatchedPairs } from './pair-columns';
import type { Range } from './ranges';

/** Finds what the records of a cluster are held together by. */
export class EvidenceFinder {
  private readonly pairsOf = new Map<number, MatchedPair[]>();

  constructor(
    pairs: readonly MatchedPairs[],
    private readonly clusters: Clusters,
    private readonly parties: UnpackedParties,
    private readonly model: Model,
  ) {
    for (const pair of pairsIn(pairs)) {
      for (const position of [pair.a, pair.b]) {
        const known = this.pairsOf.get(position);
        if (known) known.push(pair);
        else this.pairsOf.set(position, [pair]);
      }
    }
  }

  of(range: Range): readonly (readonly MatchEvidence[])[] {
    return [...clustersIn(this.clusters, range)].map((cluster) => {
      const records = new Map(
        [...cluster].flatMap((position) => [this.parties.any(position) ?? []].flat().map((party) => [position, party] as const)),
      );
      const positions = new Map([...records].map(([position, { id }]) => [id, position]));
      const known = (id: string): readonly KnownPair[] =>
        (this.pairsOf.get(positions.get(id) ?? -1) ?? []).flatMap((pair) => inside(pair, records));
      return evidenceOf([...records.values()], known, this.model);
    });
  }
}

function inside({ a, b, score, conflict }: MatchedPair, records: ReadonlyMap<number, NormalParty>): readonly KnownPair[] {
  const [first, second] = [records.get(a), records.get(b)];
  return first && second ? [{ a: first, b: second, score, conflict }] : [];
}
