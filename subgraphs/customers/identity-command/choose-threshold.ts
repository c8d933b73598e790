import { clusterLinks } from '../identity/cluster/cluster-links';
import { DEFAULT_LIMITS } from '../identity/resolve';
import type { PartyKind } from '../identity/party';
import type { Evaluated } from './evaluate-set';
import { clusterQuality, type Quality } from './measure';

/** Below it one pair of four is wrong by its own score, also where the training sets show none. */
const LOWEST = 1;
const HIGHEST = 16;
const STEP = 0.5;
/** Precision of the clusters over all training sets together; more than the .9995 that other data shall reach. */
const PRECISION = 0.9999;
/** Bits above what the training sets need: other data are not the same. */
const MARGIN = 0.5;

function qualityAt({ parties, ids, truth, resolution, model }: Evaluated, kind: PartyKind, threshold: number): Quality {
  const links = resolution.pairs.filter(({ a, score }) => a.kind === kind && score >= threshold);
  const { clusters } = clusterLinks(parties, links, DEFAULT_LIMITS, (a, b) => model.kinds[kind].score(a, b));
  return clusterQuality(
    clusters.map((cluster) => cluster.map(({ id }) => id)),
    ids,
    truth,
  );
}

/** The lowest threshold from which on the training sets together keep their precision, with a margin. */
export function chooseThreshold(evaluated: readonly Evaluated[], kind: PartyKind): number {
  let chosen = HIGHEST;
  for (let threshold = HIGHEST; threshold >= LOWEST; threshold -= STEP) {
    const reached = evaluated.map((set) => qualityAt(set, kind, threshold));
    const sum = (of: 'right' | 'found'): number => reached.reduce((total, quality) => total + quality[of], 0);
    if (sum('right') < PRECISION * sum('found')) break;
    chosen = threshold;
  }
  return chosen + MARGIN;
}
