import type { PartyRecord } from './party-record';

/** Port to the party records of the source systems. */
export interface PartyRecordSource {
  systems(): readonly string[];
  records(system: string): AsyncIterable<readonly PartyRecord[]>;
}
