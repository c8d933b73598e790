import type { SourceKey } from '#core/source-key';
import type { PartyRecord } from './party-record';

/** Port to the party records of the source systems. */
export interface PartyRecordSource {
  systems(): readonly string[];
  records(system: string): AsyncIterable<readonly PartyRecord[]>;
  /** Records in the order asked; null where there is none. */
  byKeys(keys: readonly SourceKey[]): Promise<readonly (PartyRecord | null)[]>;
}

/** Port to what party records refer to, without the records. */
export interface PartyReferenceSource {
  /** `sameAs` of each record, in the order asked; null where there is none. */
  referencesOf(keys: readonly SourceKey[]): Promise<readonly (SourceKey | null)[]>;
}
