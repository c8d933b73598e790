import type { SourceKey } from '#core/source-key';
import type { KnownRecord, QualityRecord } from './quality-record';

/** Port to the party records of the source systems, as they are now. */
export interface QualityRecordSource {
  systems(): readonly string[];
  records(system: string): AsyncIterable<readonly QualityRecord[]>;
}

/** Port to what the registry knows. */
export interface QualityRegistry {
  /** In the order of the keys; null for a record that has not been matched. */
  known(keys: readonly SourceKey[]): Promise<readonly (KnownRecord | null)[]>;
  /** Phone numbers of so many customers or more. */
  sharedPhones(customers: number): Promise<SharedPhones>;
}

export interface SharedPhones {
  has(phone: string): boolean;
}
