import type { SourceKey } from '#core/source-key';
import type { MatchRule } from '../registry/party-record';
import type { GoldenRecord } from '../registry/survive';

export interface MatchedRecord extends SourceKey {
  readonly name: string | null;
  readonly matchedBy: MatchRule;
}

/** A customer as the registry knows it. */
export interface Customer extends GoldenRecord {
  readonly id: string;
  /** What BI tools know the customer by. */
  readonly pseudonym: string;
  readonly sourceRecords: readonly MatchedRecord[];
  /** The own id and every id it absorbed. */
  readonly identityIds: readonly string[];
}
