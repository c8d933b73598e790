import { sourceKeyText } from '#core/source-key';
import { Blocks, type OversizeBlock } from '../identity/block/blocks';
import type { BlockingPolicy } from '../identity/block/blocking-policy';
import type { ReviewPair, ScoredPair } from '../identity/cluster/cluster-links';
import { normaliseParty, type NormalParty } from '../identity/normalise/normalise-party';
import { PARTY_KINDS, type Party } from '../identity/party';
import { resolveParties, resolvePairs, type Resolution } from '../identity/resolve';
import { calibrate, type MayMatch, type Model } from '../identity/score/calibrate';
import { readModel } from '../identity/score/model-file';
import type { WeightsFile } from '../identity/score/weights-file';
import type { Crew } from '../whole-match/crew';
import { UnpackedParties } from '../whole-match/packed-parties';
import { pairsIn } from '../whole-match/pair-columns';
import { rangesOf } from '../whole-match/ranges';
import { scoreWhole, type MatchProgress } from '../whole-match/whole-match';
import { hashForReports } from './report-hash';
import type { LabelledSet } from './labelled-set';
import type { Truth } from './measure';

/** A labelled set that was resolved with the shipped weights and thresholds. */
export interface Evaluated {
  readonly set: LabelledSet;
  readonly parties: readonly NormalParty[];
  readonly ids: readonly string[];
  readonly truth: Truth;
  readonly model: Model;
  readonly resolution: Resolution;
  readonly milliseconds: number;
}

/** Pairs down to this score are kept, to find the best threshold. */
const LOWEST_SCORE = -30;
const RECORDS_OF_LIST = 500;

export function mayMatchIn({ linkOnly }: LabelledSet): MayMatch {
  return linkOnly ? (a, b) => a.source.system !== b.source.system : () => true;
}

export function truthOf(set: LabelledSet, parties: readonly NormalParty[]): Truth {
  const labels = new Map(parties.map(({ id }, i) => [id, set.labels[i] ?? null]));
  const files = new Map(parties.map(({ id, source }) => [id, source.system]));
  return { labelOf: (id) => labels.get(id) ?? null, fileOf: (id) => (set.linkOnly ? (files.get(id) ?? null) : null) };
}

export interface EvaluateOptions {
  readonly weights: WeightsFile;
  readonly blocking: BlockingPolicy;
  /** Those who do it; it is not ended. */
  readonly crew: Crew;
  /** Milliseconds. */
  readonly now: () => number;
  readonly onProgress?: (progress: MatchProgress) => void;
}

/** Resolves a labelled set by the steps of a whole match; the labels are not looked at. */
export async function evaluateWhole(
  set: LabelledSet,
  { weights, blocking, crew, now, onProgress }: EvaluateOptions,
): Promise<Evaluated> {
  const start = now();
  const rules = { weights, blocking, hashKey: 'evaluation', isLinkOnly: set.linkOnly, keepFrom: LOWEST_SCORE };
  const { parties: packed, ids, model: text, pairs } = await scoreWhole(inLists(set.parties), { rules, crew, onProgress });
  const sorted = [...new UnpackedParties(packed)];
  const byId = new Map(ids.map((id, at) => [id, sorted[at]]));
  const parties = set.parties.map((party) => known(byId.get(sourceKeyText(party))));
  const model = readModel(text, weights, blocking);
  const scored: ScoredPair[] = [];
  const contradicted: ReviewPair[] = [];
  for (const { a, b, score, conflict } of pairsIn(pairs)) {
    const pair = { a: known(sorted[a]), b: known(sorted[b]), score };
    if (conflict === null) scored.push(pair);
    else contradicted.push({ ...pair, reason: conflict });
  }
  const resolution = {
    ...resolvePairs(parties, scored, contradicted, model),
    comparisons: pairs.reduce((sum, { comparisons }) => sum + comparisons, 0),
    oversize: oversizeIn(sorted, model),
  };
  const milliseconds = now() - start;
  return { set, parties, ids: parties.map(({ id }) => id), truth: truthOf(set, parties), model, resolution, milliseconds };
}

function* inLists(parties: readonly Party[]): Generator<readonly Party[]> {
  for (const { from, to } of rangesOf(parties.length, RECORDS_OF_LIST)) yield parties.slice(from, to);
}

function known(party: NormalParty | undefined): NormalParty {
  if (!party) throw new Error('A record was compared that is not in the set');
  return party;
}

function oversizeIn(parties: readonly NormalParty[], { blocking, common }: Model): readonly OversizeBlock[] {
  return PARTY_KINDS.flatMap((kind) => {
    const blocks = new Blocks(blocking, common);
    for (const party of parties) if (party.kind === kind) blocks.add(party);
    return blocks.oversize();
  });
}

/** Resolves a labelled set in this thread, one pair after the other; the labels are not looked at. `now` gives milliseconds. */
export function evaluateSet(set: LabelledSet, weights: WeightsFile, blocking: BlockingPolicy, now: () => number): Evaluated {
  const start = now();
  const parties = set.parties.map((party) => normaliseParty(party, hashForReports));
  const mayMatch = mayMatchIn(set);
  const model = calibrate(parties, weights, blocking, mayMatch);
  const resolution = resolveParties(parties, model, { mayMatch, keepFrom: LOWEST_SCORE });
  const milliseconds = now() - start;
  return { set, parties, ids: parties.map(({ id }) => id), truth: truthOf(set, parties), model, resolution, milliseconds };
}
