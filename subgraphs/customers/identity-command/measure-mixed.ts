import { MatchIndex } from '../identity/match-index';
import { findMixedFiles, type MixedReason } from '../identity/mixed/mixed-file';
import { normaliseParty } from '../identity/normalise/normalise-party';
import { calibrate } from '../identity/score/calibrate';
import type { DemoSet } from './demo-parties';
import { readBlocking, readWeights } from './identity-files';
import { hashForReports } from './report-hash';

/** How well files that hold several parties are found. */
export interface MixedQuality {
  readonly reason: MixedReason;
  readonly planted: number;
  readonly found: number;
  readonly right: number;
  /** Ids of records that were planted and not found, and the other way round. */
  readonly missed: readonly string[];
  readonly wrong: readonly string[];
}

/** Counts what is found with the shipped weights against what the generator planted. */
export function measureMixed({ parties, mixed }: DemoSet): readonly MixedQuality[] {
  const normal = parties.map((party) => normaliseParty(party, hashForReports));
  const index = new MatchIndex(calibrate(normal, readWeights(), readBlocking()));
  index.change({ put: normal, remove: [] });
  const files = findMixedFiles(index);
  const known = new Set(normal.map(({ id }) => id));
  return [...mixed].map(([reason, truth]) => {
    const found = new Set(files.filter((file) => file.reason === reason).map(({ record }) => record));
    const planted = [...truth].filter((id) => known.has(id));
    const missed = planted.filter((id) => !found.has(id));
    const wrong = [...found].filter((id) => !truth.has(id));
    return { reason, planted: planted.length, found: found.size, right: planted.length - missed.length, missed, wrong };
  });
}
