import { normaliseParty, type NormalParty } from '../identity/normalise/normalise-party';
import type { BlockingPolicy } from '../identity/block/blocking-policy';
import { resolveParties, type Resolution } from '../identity/resolve';
import { calibrate, type MayMatch, type Model } from '../identity/score/calibrate';
import type { WeightsFile } from '../identity/score/weights-file';
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

export function mayMatchIn({ linkOnly }: LabelledSet): MayMatch {
  return linkOnly ? (a, b) => a.source.system !== b.source.system : () => true;
}

export function truthOf(set: LabelledSet, parties: readonly NormalParty[]): Truth {
  const labels = new Map(parties.map(({ id }, i) => [id, set.labels[i] ?? null]));
  const files = new Map(parties.map(({ id, source }) => [id, source.system]));
  return { labelOf: (id) => labels.get(id) ?? null, fileOf: (id) => (set.linkOnly ? (files.get(id) ?? null) : null) };
}

/** Resolves a labelled set; the labels are not looked at. `now` gives milliseconds. */
export function evaluateSet(set: LabelledSet, weights: WeightsFile, blocking: BlockingPolicy, now: () => number): Evaluated {
  const start = now();
  const parties = set.parties.map((party) => normaliseParty(party, hashForReports));
  const mayMatch = mayMatchIn(set);
  const model = calibrate(parties, weights, blocking, mayMatch);
  const resolution = resolveParties(parties, model, { mayMatch, keepFrom: LOWEST_SCORE });
  const milliseconds = now() - start;
  return { set, parties, ids: parties.map(({ id }) => id), truth: truthOf(set, parties), model, resolution, milliseconds };
}
