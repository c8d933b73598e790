import type { LegacyRecord } from '#core/legacy-record';

/** What a customer answered when asked about a ticket afterwards. */
export interface Survey extends LegacyRecord {
  readonly at: string | null;
  readonly score: number | null;
  readonly nps: number | null;
  readonly remark: string | null;
}

/** Surveys by time; those without a time last. */
export function byTime(surveys: readonly Survey[]): readonly Survey[] {
  const time = ({ at }: Survey): number => (at === null ? Number.MAX_SAFE_INTEGER : Date.parse(at));
  return surveys.toSorted((a, b) => time(a) - time(b));
}
