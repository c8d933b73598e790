import type { LegacyRecord } from '#core/legacy-record';
import type { Money } from '#core/money';
import type { SourceKey } from '#core/source-key';

/** The ageing of one customer as the finance package wrote it down at the end of a month. */
export interface AgeingSnapshot extends LegacyRecord {
  readonly party: SourceKey;
  readonly period: string | null;
  readonly balance: Money | null;
  readonly current: Money | null;
  readonly days1To30: Money | null;
  readonly days31To60: Money | null;
  readonly days61To90: Money | null;
  readonly days91To180: Money | null;
  readonly over180: Money | null;
}

export interface AgeingSnapshotFilter {
  /** Months, YYYY-MM. */
  readonly period?: readonly string[] | null;
}
