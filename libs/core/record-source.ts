import type { LegacyRecord, Selected } from './legacy-record';
import type { Page } from './page';
import type { SourceKey } from './source-key';

/** What to read of a list of records: which schema fields, which filter, in which order, how many, from where. */
export interface RecordQuery<Filter> {
  readonly fields: readonly string[];
  readonly filter?: Filter | null;
  readonly sort: string;
  readonly first: number;
  readonly after?: string | null;
}

/** Port of a concept whose rows others refer to. One statement per source system and call. */
export interface KeyedSource<T extends LegacyRecord> {
  /** Records in the order asked; null where no row has the key. */
  byKeys(keys: readonly SourceKey[], fields: readonly string[]): Promise<readonly (Selected<T> | null)[]>;
}

/**
 * Port of a concept whose rows belong to parties of legacy systems: contracts, orders, tickets, stays.
 * One statement per source system and call. A source that does not answer throws; a list is never silently shorter.
 */
export interface RecordSource<T extends LegacyRecord, Filter> extends KeyedSource<T> {
  /** One page per owner (a customer is the list of its source keys), in owner order. */
  listByOwners(owners: readonly (readonly SourceKey[])[], query: RecordQuery<Filter>): Promise<readonly Page<Selected<T>>[]>;
  countByOwners(owners: readonly (readonly SourceKey[])[], filter?: Filter | null): Promise<readonly number[]>;
}
