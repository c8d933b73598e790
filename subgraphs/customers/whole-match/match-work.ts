import { createHmac } from 'node:crypto';
import { blockKeys, refinedKeys } from '../identity/block/block-keys';
import type { BlockingPolicy } from '../identity/block/blocking-policy';
import type { Decisions } from '../identity/cluster/decisions';
import { conflictOf, hardFactsOf } from '../identity/cluster/guards';
import type { ComparisonName } from '../identity/compare/comparison';
import { normaliseParty, type NormalParty } from '../identity/normalise/normalise-party';
import type { HashIdentifier } from '../identity/normalise/normalise-identifier';
import type { Party, PartyKind } from '../identity/party';
import type { Model } from '../identity/score/calibrate';
import { countFrequencies, type FrequencyTable } from '../identity/score/frequencies';
import { fitKind, KindChances, type FittedKind } from '../identity/score/kind-fit';
import type { LevelTable } from '../identity/score/kind-model';
import { readModel, writeFitted, type FittedModel } from '../identity/score/model-file';
import { PairTable, type PairColumns } from '../identity/score/pair-table';
import type { WeightsFile } from '../identity/score/weights-file';
import type { MatchEvidence } from '../registry/match-evidence';
import { BlockTable, makeBlocks, type BlockColumns } from './block-table';
import { clustersOf, type Clusters } from './clusters';
import { EvidenceFinder } from './evidence-finder';
import { joinHashes, keyHash, oftenIn, placeIn, type KeyHashes } from './key-hashes';
import { packParties, PartiesOfKind, UnpackedParties, type PackedParties, type PackedPiece } from './packed-parties';
import { pairColumns, type MatchedPair, type MatchedPairs } from './pair-columns';
import type { Range } from './ranges';

export interface MatchRulesOfAll {
  readonly weights: WeightsFile;
  readonly blocking: BlockingPolicy;
  /** Key that personal numbers are hashed with; absent: parties come with their numbers hashed. */
  readonly hashKey?: string;
  /** Records of one system are never one party. */
  readonly isLinkOnly?: boolean;
  /** Score from which pairs are kept although nobody reviews them; for reports. */
  readonly keepFrom?: number;
}

/** Pairs of some records, and how many were compared to find them. */
export interface ScoredRange extends MatchedPairs {
  readonly comparisons: number;
}

/** The keys of some records, and those of them that are common. */
export interface KeysOfRange extends KeyHashes {
  readonly common: readonly string[];
}

function hashOf({ hashKey }: MatchRulesOfAll): HashIdentifier {
  if (hashKey === undefined) return (value) => value;
  return (value) => createHmac('sha256', hashKey).update(value).digest('base64url');
}

/**
 * The steps of matching all records, each a plain function of what it is given and of what all were told before. Whoever does them
 * must not matter: a thread of its own, several, or the process itself.
 */
export class MatchWork {
  private rules: MatchRulesOfAll | null = null;
  private parties = new UnpackedParties({ length: 0, pieces: [], places: new Uint32Array(), kinds: new Uint8Array() });
  private blocks: BlockTable | null = null;
  private readonly chances = new Map<PartyKind, KindChances>();
  private fitted: Model | null = null;
  private evidence: EvidenceFinder | null = null;

  // What all are told.

  useRules(rules: MatchRulesOfAll): void {
    this.rules = rules;
  }

  useParties(packed: PackedParties): void {
    this.parties = new UnpackedParties(packed);
  }

  useBlocks(columns: BlockColumns): void {
    this.blocks = new BlockTable(columns);
  }

  useChances({ kind, table, u }: { readonly kind: PartyKind; readonly table: FrequencyTable; readonly u: LevelTable }): void {
    this.chances.set(kind, new KindChances(this.known(this.rules).weights, table, u));
  }

  useModel(text: string): void {
    const { weights, blocking } = this.known(this.rules);
    this.fitted = readModel(text, weights, blocking);
    this.chances.clear();
  }

  useMatches({ pairs, clusters }: { readonly pairs: readonly MatchedPairs[]; readonly clusters: Clusters }): void {
    this.evidence = new EvidenceFinder(pairs, clusters, this.parties, this.known(this.fitted));
  }

  // What one of them does.

  pack(parties: readonly Party[]): PackedPiece {
    const hash = hashOf(this.known(this.rules));
    return packParties(parties.map((party) => normaliseParty(party, hash)));
  }

  /** The keys as they are before common ones are split. */
  wholeKeys({ from, to }: Range): KeyHashes {
    const { blocking } = this.known(this.rules);
    return this.hashesOf({ from, to }, (party) => blockKeys(party, blocking));
  }

  /** Numbers of the keys that more records have than a block may. */
  commonHashes(parts: readonly Float64Array[]): Float64Array {
    return oftenIn(joinHashes(parts).sort(), this.known(this.rules).blocking.limit);
  }

  /** The parts that common keys are split into. */
  partKeys({ from, to, common }: Range & { readonly common: Float64Array }): KeysOfRange {
    const { blocking } = this.known(this.rules);
    const found = new Set<string>();
    const keys = this.hashesOf({ from, to }, (party) =>
      blockKeys(party, blocking).flatMap((key) => {
        if (placeIn(common, keyHash(key)) < 0) return [];
        found.add(key);
        return refinedKeys(party, key, blocking);
      }),
    );
    return { ...keys, common: [...found] };
  }

  /** The keys that records are compared by: without common ones, and with the parts of those that are not common as well. */
  splitKeys({ from, to, common }: Range & { readonly common: Float64Array }): KeysOfRange {
    const { blocking } = this.known(this.rules);
    const found = new Set<string>();
    const isCommon = (key: string): boolean => placeIn(common, keyHash(key)) >= 0;
    const keys = this.hashesOf({ from, to }, (party) => {
      const split = blockKeys(party, blocking).flatMap((key) => (isCommon(key) ? refinedKeys(party, key, blocking) : [key]));
      return split.filter((key) => {
        if (!isCommon(key)) return true;
        found.add(key);
        return false;
      });
    });
    return { ...keys, common: [...found] };
  }

  blockColumns(keys: readonly KeyHashes[]): BlockColumns {
    return makeBlocks(keys);
  }

  frequencies({ kind, counted }: { readonly kind: PartyKind; readonly counted: readonly ComparisonName[] }): FrequencyTable {
    return countFrequencies(new PartiesOfKind(this.parties, kind), new Set(counted));
  }

  chance({ kind, table }: { readonly kind: PartyKind; readonly table: FrequencyTable }): LevelTable {
    return KindChances.of(new PartiesOfKind(this.parties, kind), this.known(this.rules).weights, kind, table).u;
  }

  /** Pairs that share a block at most. */
  pairsAtMost(): number {
    return this.known(this.blocks).pairsAtMost();
  }

  /** What the candidate pairs of some records of a kind show: those of every record whose position is a multiple of `every`. */
  candidatePairs({ from, to, kind, every }: Range & { readonly kind: PartyKind; readonly every: number }): PairColumns {
    const chances = this.known(this.chances.get(kind) ?? null);
    const blocks = this.known(this.blocks);
    const pairs = new PairTable();
    for (let position = from; position < to; position += 1) {
      if (position % every !== 0 || this.parties.kindOf(position) !== kind) continue;
      const party = this.partyAt(position);
      for (const other of blocks.candidates(position, 0, position)) {
        if (this.parties.kindOf(other) !== kind) continue;
        const candidate = this.partyAt(other);
        if (this.mayMatch(candidate, party)) chances.observe(pairs, candidate, party);
      }
    }
    return pairs.columns();
  }

  fit({
    kind,
    pairs,
    share,
  }: {
    readonly kind: PartyKind;
    readonly pairs: readonly PairColumns[];
    readonly share: number;
  }): FittedKind {
    const { weights } = this.known(this.rules);
    return fitKind(PairTable.joined(pairs), this.known(this.chances.get(kind) ?? null), weights, kind, share);
  }

  modelText(fitted: FittedModel): string {
    return writeFitted(fitted);
  }

  /** Scores the records from one position to another with those of another range that come before them. */
  score({ from, to, within }: Range & { readonly within: Range }): ScoredRange {
    const { kinds } = this.known(this.fitted);
    const { keepFrom = Infinity } = this.known(this.rules);
    const blocks = this.known(this.blocks);
    const pairs: MatchedPair[] = [];
    let comparisons = 0;
    for (let position = from; position < to; position += 1) {
      const others = blocks.candidates(position, within.from, within.to);
      if (others.length === 0) continue;
      const b = this.partyAt(position);
      const model = kinds[b.kind];
      const { review, merge } = model.parameters;
      const least = Math.min(review, keepFrom);
      for (const other of others) {
        if (this.parties.kindOf(other) !== b.kind) continue;
        const a = this.partyAt(other);
        if (!this.mayMatch(a, b)) continue;
        comparisons += 1;
        const score = model.score(a, b);
        if (score < least) continue;
        const conflict = conflictOf(hardFactsOf(a), hardFactsOf(b));
        if (conflict === null || score >= merge) pairs.push({ a: other, b: position, score, conflict });
      }
    }
    return { ...pairColumns(pairs), comparisons };
  }

  clusters({ pairs, decisions, ids }: ClusterTask): Clusters {
    return clustersOf({ pairs, decisions, ids, parties: this.parties, model: this.known(this.fitted) });
  }

  /** Why the records of some clusters belong to them, in the order of the clusters. */
  evidenceOf(range: Range): readonly (readonly MatchEvidence[])[] {
    return this.known(this.evidence).of(range);
  }

  private hashesOf({ from, to }: Range, keysOf: (party: NormalParty) => readonly string[]): KeyHashes {
    const hashes: number[] = [];
    const counts = new Uint16Array(to - from);
    for (let position = from; position < to; position += 1) {
      const keys = keysOf(this.partyAt(position));
      counts[position - from] = keys.length;
      for (const key of keys) hashes.push(keyHash(key));
    }
    return { hashes: Float64Array.from(hashes), counts };
  }

  private mayMatch(a: NormalParty, b: NormalParty): boolean {
    return this.rules?.isLinkOnly !== true || a.source.system !== b.source.system;
  }

  private partyAt(position: number): NormalParty {
    const party = this.parties.at(position);
    if (!party) throw new Error(`There is no record at ${position}`);
    return party;
  }

  private known<T>(value: T | null): T {
    if (value === null) throw new Error('A step was asked for before what it needs was told');
    return value;
  }
}

export interface ClusterTask {
  readonly pairs: readonly MatchedPairs[];
  readonly decisions: Decisions;
  /** Ids of all records, in their order, when there are decisions: those name records by them. */
  readonly ids: readonly string[];
}
