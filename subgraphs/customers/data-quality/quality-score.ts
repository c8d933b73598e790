import { NOTHING_CHECKED, plus, type Checked, type CheckedByDimension } from './assess-record';
import { QUALITY_DIMENSIONS, type QualityDimension } from './quality-rule';

/** Part of the checks that found nothing wrong, 0 to 1; null: nothing could be checked. */
export function scoreOf({ checked, failed }: Checked): number | null {
  return checked === 0 ? null : (checked - failed) / checked;
}

/** Checks of one system, domain and dimension. */
export interface QualityFigure extends Checked {
  readonly system: string;
  readonly domain: string;
  readonly dimension: QualityDimension;
}

/** Scores of a record, a source, a domain, or all. */
export interface QualityScore extends Checked {
  readonly score: number | null;
  readonly completeness: number | null;
  readonly validity: number | null;
  readonly uniqueness: number | null;
  readonly consistency: number | null;
  readonly freshness: number | null;
}

/** The score over checks of several dimensions. */
export function qualityScore(figures: readonly (Checked & { readonly dimension: QualityDimension })[]): QualityScore {
  const sums = new Map<QualityDimension, Checked>(QUALITY_DIMENSIONS.map((dimension) => [dimension, NOTHING_CHECKED]));
  for (const { dimension, checked, failed } of figures)
    sums.set(dimension, plus(sums.get(dimension) ?? NOTHING_CHECKED, { checked, failed }));
  const all = [...sums.values()].reduce(plus, NOTHING_CHECKED);
  const of = (dimension: QualityDimension): number | null => scoreOf(sums.get(dimension) ?? NOTHING_CHECKED);
  return {
    ...all,
    score: scoreOf(all),
    completeness: of('COMPLETENESS'),
    validity: of('VALIDITY'),
    uniqueness: of('UNIQUENESS'),
    consistency: of('CONSISTENCY'),
    freshness: of('FRESHNESS'),
  };
}

/** The score over records; null when none of them was looked at. */
export function scoreOfRecords(records: readonly (CheckedByDimension | null)[]): QualityScore | null {
  const seen = records.flatMap((record) => record ?? []);
  if (seen.length === 0) return null;
  return qualityScore(
    seen.flatMap((record) =>
      QUALITY_DIMENSIONS.flatMap((dimension) => (record[dimension] ? { dimension, ...record[dimension] } : [])),
    ),
  );
}
