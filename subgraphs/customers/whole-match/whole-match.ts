import { NO_DECISIONS, type Decisions } from '../identity/cluster/decisions';
import { COMPARISON_NAMES, type ComparisonName } from '../identity/compare/comparison';
import { PARTY_KINDS, type Party, type PartyKind } from '../identity/party';
import { joinFrequencies } from '../identity/score/frequencies';
import type { FittedKind } from '../identity/score/kind-fit';
import type { MatchEvidence } from '../registry/match-evidence';
import type { Clusters } from './clusters';
import type { Crew } from './crew';
import { inTurns } from './in-turns';
import { joinHashes, type KeyHashes } from './key-hashes';
import type { KeysOfRange, MatchRulesOfAll, ScoredRange } from './match-work';
import { joinPieces, TILE, type PackedParties, type PackedPiece } from './packed-parties';
import type { MatchedPairs } from './pair-columns';
import { rangesOf, type Range } from './ranges';

/** Records of one task: so few that a process that does it itself is back soon, so many that messages cost nothing beside it. */
const RECORDS_OF_TASK = 500;
/** Of more candidate pairs than this a part is looked at to fit the model: millions tell what all of them do. */
const ENOUGH_PAIRS = 2_000_000;
/** Values of this many records are counted at once; of more the comparisons take turns, so that they fit in memory. */
const COUNTED_AT_ONCE = 200_000;

export const MATCH_STEPS = ['NORMALISE', 'BLOCK', 'FIT', 'SCORE', 'CLUSTER', 'EXPLAIN'] as const;
export type MatchStep = (typeof MATCH_STEPS)[number];

/** How far a step is. */
export interface MatchProgress {
  readonly step: MatchStep;
  readonly done: number;
  readonly of: number;
}

export interface WholeMatchOptions {
  readonly rules: MatchRulesOfAll;
  readonly crew: Crew;
  /** The model to score with; null: one is fitted to the records. */
  readonly model?: string | null;
  readonly decisions?: Decisions;
  readonly onProgress?: ((progress: MatchProgress) => void) | undefined;
}

/** What comparing all records gives; records are named by their positions among the ids. */
export interface WholeScores {
  readonly ids: readonly string[];
  readonly parties: PackedParties;
  readonly model: string;
  readonly pairs: readonly ScoredRange[];
}

/** What matching all records gives. */
export interface WholeMatch extends Omit<WholeScores, 'parties' | 'pairs'> {
  readonly pairs: readonly MatchedPairs[];
  readonly clusters: Clusters;
}

/**
 * Matches all records by the steps of `MatchWork`. The result depends on the records, the rules and the decisions alone: not on
 * their order, and not on how many do the work.
 * @param parties come in lists of any length, which are not kept
 */
export async function matchWhole(parties: Iterable<readonly Party[]>, options: WholeMatchOptions): Promise<WholeMatch> {
  const { ids, model, pairs } = await scoreWhole(parties, options);
  const { crew, onProgress, decisions = NO_DECISIONS } = options;
  const isDecided = decisions.together.length + decisions.apart.size > 0;
  onProgress?.({ step: 'CLUSTER', done: 0, of: 1 });
  const clusters = await crew.one('clusters', { pairs, decisions, ids: isDecided ? ids : [] });
  onProgress?.({ step: 'CLUSTER', done: 1, of: 1 });
  return { ids, model, pairs, clusters };
}

/** The steps of `matchWhole` up to the scores of all pairs. */
export async function scoreWhole(parties: Iterable<readonly Party[]>, options: WholeMatchOptions): Promise<WholeScores> {
  const match = new Match(options);
  await match.crew.all('useRules', options.rules);
  const { ids, packed } = await match.pack(parties);
  const common = await match.block();
  const model = options.model ?? (await match.fit(common));
  await match.crew.all('useModel', model);
  return { ids, parties: packed, model, pairs: await match.score() };
}

/** Why records belong to their clusters, in the order of the clusters; the crew is the one that matched them. */
export async function* explainWhole(
  { pairs, clusters }: WholeMatch,
  { crew, onProgress }: Pick<WholeMatchOptions, 'crew' | 'onProgress'>,
): AsyncGenerator<readonly (readonly MatchEvidence[])[]> {
  await crew.all('useMatches', { pairs, clusters });
  const of = clusters.ends.length;
  let done = 0;
  for await (const evidence of inTurns(rangesOf(of, RECORDS_OF_TASK), crew.size, (range) => crew.one('evidenceOf', range))) {
    done += evidence.length;
    onProgress?.({ step: 'EXPLAIN', done, of });
    yield evidence;
  }
}

class Match {
  readonly crew: Crew;
  private records = 0;

  constructor(private readonly options: WholeMatchOptions) {
    this.crew = options.crew;
  }

  private tell(step: MatchStep, done: number, of: number): void {
    this.options.onProgress?.({ step, done, of });
  }

  async pack(parties: Iterable<readonly Party[]>): Promise<ReturnType<typeof joinPieces>> {
    const pieces: PackedPiece[] = [];
    let done = 0;
    for await (const piece of inTurns(parties, this.crew.size, (some) => this.crew.one('pack', some))) {
      pieces.push(piece);
      done += piece.ids.length;
      this.tell('NORMALISE', done, done);
    }
    const joined = joinPieces(pieces);
    this.records = joined.packed.length;
    await this.crew.all('useParties', joined.packed);
    return joined;
  }

  /** @returns the keys, and parts of them, that more records have than a block may */
  async block(): Promise<readonly string[]> {
    const { crew } = this;
    const hashesOf = (keys: readonly KeyHashes[]): readonly Float64Array[] => keys.map(({ hashes }) => hashes);
    let keys: readonly KeyHashes[] = await this.overAll('BLOCK', (range) => crew.one('wholeKeys', range));
    const whole = await crew.one('commonHashes', hashesOf(keys));
    const common = new Set<string>();
    if (whole.length > 0) {
      const note = (parts: readonly KeysOfRange[]): void =>
        parts.forEach((part) => part.common.forEach((key) => common.add(key)));
      const parts = await this.overAll('BLOCK', (range) => crew.one('partKeys', { ...range, common: whole }));
      note(parts);
      const large = await crew.one('commonHashes', hashesOf(parts));
      const all = joinHashes([whole, large]).sort();
      const split = await this.overAll('BLOCK', (range) => crew.one('splitKeys', { ...range, common: all }));
      note(split);
      keys = split.map(({ hashes, counts }) => ({ hashes, counts }));
    }
    await crew.all('useBlocks', await crew.one('blockColumns', keys));
    return [...common];
  }

  async fit(common: readonly string[]): Promise<string> {
    const { crew } = this;
    const every = Math.max(1, Math.ceil((await crew.one('pairsAtMost', undefined)) / ENOUGH_PAIRS));
    const fitted = new Map<PartyKind, FittedKind>();
    for (const kind of PARTY_KINDS) {
      const tables = await Promise.all(this.countedTogether().map((counted) => crew.one('frequencies', { kind, counted })));
      const table = tables.reduce(joinFrequencies);
      await crew.all('useChances', { kind, table, u: await crew.one('chance', { kind, table }) });
      const pairs = await this.overAll('FIT', (range) => crew.one('candidatePairs', { ...range, kind, every }));
      fitted.set(kind, await crew.one('fit', { kind, pairs, share: 1 / every }));
    }
    const [ORGANISATION, PERSON] = PARTY_KINDS.map((kind) => fitted.get(kind));
    if (!ORGANISATION || !PERSON) throw new Error('A model has both kinds of parties');
    return crew.one('modelText', { common, PERSON, ORGANISATION });
  }

  /** Tile by tile, so that nobody needs more than a few of them unpacked. */
  async score(): Promise<readonly ScoredRange[]> {
    const tasks = [...rangesOf(this.records, TILE)].flatMap((tile, at, tiles) =>
      tiles.slice(0, at + 1).flatMap((within) =>
        [...rangesOf(tile.to - tile.from, RECORDS_OF_TASK)].map(({ from, to }) => {
          return { from: tile.from + from, to: tile.from + to, within };
        }),
      ),
    );
    const pairs: ScoredRange[] = [];
    for await (const found of inTurns(tasks, this.crew.size, (task) => this.crew.one('score', task))) {
      pairs.push(found);
      this.tell('SCORE', pairs.length, tasks.length);
    }
    return pairs;
  }

  private countedTogether(): readonly (readonly ComparisonName[])[] {
    const each = this.records > COUNTED_AT_ONCE ? 2 : Math.ceil(COMPARISON_NAMES.length / this.crew.size);
    return [...rangesOf(COMPARISON_NAMES.length, each)].map(({ from, to }) => COMPARISON_NAMES.slice(from, to));
  }

  private async overAll<T>(step: MatchStep, work: (range: Range) => Promise<T>): Promise<readonly T[]> {
    const all: T[] = [];
    for await (const one of inTurns(rangesOf(this.records, RECORDS_OF_TASK), this.crew.size, work)) {
      all.push(one);
      this.tell(step, Math.min(all.length * RECORDS_OF_TASK, this.records), this.records);
    }
    return all;
  }
}
