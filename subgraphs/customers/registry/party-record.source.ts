import type { SourceKey } from '#core/source-key';
import type { PartyRecord } from './party-record';

/** Port to the party records of the source systems. */
export interface PartyRecordSource {
  systems(): readonly string[];
  records(system: string): AsyncIterable<readonly PartyRecord[]>;
  /** Records in the order asked; null where there is none. */
  byKeys(keys: readonly SourceKey[]): Promise<readonly (PartyRecord | null)[]>;
}
