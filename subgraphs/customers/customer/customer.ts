import type { SourceKey } from '#core/source-key';
import type { GoldenRecord } from '../registry/golden-record';
import type { MatchRule } from '../registry/party-record';

/** What two records show beside each other in one respect. */
export interface MatchComparison {
  readonly comparison: string;
  readonly level: string;
  /** Bits for (positive) or against one party. */
  readonly weight: number;
}

export interface MatchedRecord extends SourceKey {
  readonly name: string | null;
  readonly matchedBy: MatchRule;
  readonly observedAt: string | null;
  /** Probability that it is the same party as `matchedWith`. */
  readonly confidence: number | null;
  readonly matchedWith: SourceKey | null;
  readonly score: number | null;
  readonly evidence: readonly MatchComparison[];
}

/** A customer as the registry knows it. */
export interface Customer extends GoldenRecord {
  readonly id: string;
  /** What BI tools know the customer by. */
  readonly pseudonym: string;
  /** Equal for equal content. */
  readonly version: string;
  readonly sourceRecords: readonly MatchedRecord[];
  /** The own id and every id it absorbed. */
  readonly identityIds: readonly string[];
}

/** How sure it is that all records are one customer: that of the record that fits worst; 1 for a single record. */
export function confidenceOf({ sourceRecords }: Customer): number {
  return Math.min(1, ...sourceRecords.flatMap(({ confidence }) => confidence ?? []));
}
