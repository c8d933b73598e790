import { PARTY_KINDS } from '../identity/party';
import { BASELINES, clusterByKeys } from './baselines';
import type { Evaluated } from './evaluate-set';
import { bestThreshold, clusterQuality, pairQuality, truePairs, type Quality } from './measure';

const share = (value: number): string => value.toFixed(4);

export interface ReportRow {
  readonly label: string;
  readonly quality: Quality;
  readonly note: string;
}

/** Pairs at the shipped thresholds: each kind has its own, so scores are taken relative to it. */
function pairsOf({ resolution, model }: Evaluated) {
  return resolution.pairs.map(({ a, b, score }) => ({ a: a.id, b: b.id, score: score - model.kinds[a.kind].parameters.merge }));
}

/** What the shipped thresholds reach on a set, and for comparison the best threshold and rules of thumb. */
export function reportRows(evaluated: Evaluated): readonly ReportRow[] {
  const { ids, truth, resolution, parties } = evaluated;
  const all = truePairs(ids, truth);
  const pairs = pairsOf(evaluated);
  const best = bestThreshold(pairs, all, truth);
  const clusters = resolution.clusters.map((cluster) => cluster.map(({ id }) => id));
  const kinds = PARTY_KINDS.filter((kind) => parties.some((party) => party.kind === kind));
  const shipped = kinds.map((kind) => evaluated.model.kinds[kind].parameters.merge).join('/');
  return [
    { label: 'pairs', quality: pairQuality(pairs, 0, all, truth), note: `shipped threshold ${shipped} bits` },
    { label: 'clusters', quality: clusterQuality(clusters, ids, truth), note: 'shipped threshold' },
    {
      label: 'best pairs',
      quality: best.quality,
      note: `information: ${best.threshold.toFixed(1)} bits from the shipped threshold`,
    },
    ...BASELINES.map((baseline) => ({
      label: 'baseline',
      quality: clusterQuality(clusterByKeys(parties, baseline), ids, truth),
      note: baseline.name,
    })),
  ];
}

/** The report of one set as text. */
export function reportText(evaluated: Evaluated): string {
  const { set, parties, milliseconds, resolution } = evaluated;
  const between = resolution.reviews.filter(({ a, score }) => score >= evaluated.model.kinds[a.kind].parameters.review).length;
  const lines = reportRows(evaluated).map(({ label, quality, note }) => {
    const { precision, recall, f1, right, found } = quality;
    return `  ${label.padEnd(10)}  precision ${share(precision)}  recall ${share(recall)}  F1 ${share(f1)}  ${right} of ${found} right  (${note})`;
  });
  const head = `${set.name}: ${parties.length} records, ${resolution.comparisons} comparisons, ${(milliseconds / 1000).toFixed(1)} s`;
  const oversize = resolution.oversize.map(
    ({ key, records, isSkipped }) =>
      `  block ${key} has ${records} records and was ${isSkipped ? 'skipped' : 'compared as it is'}`,
  );
  return `${[head, ...lines, `  ${between} pairs below the merge threshold or contradicted`, ...oversize].join('\n')}\n`;
}
