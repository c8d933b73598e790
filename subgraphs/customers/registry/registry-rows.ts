import type { Conflict } from '../identity/cluster/guards';
import type { Decided } from '../stewardship/steward-decision.source';
import type { PlannedCustomer } from './plan-customers';
import type { StoredRecord } from './stored-record';

export type PairRow = readonly [a: string, b: string, score: number, conflict: Conflict | null];

/** What a change does to the registry, as a whole or not at all. */
export interface RegistryChange {
  readonly customers: readonly PlannedCustomer[];
  /** The records of the customers as they were, and those that are gone. */
  readonly before: ReadonlyMap<string, StoredRecord>;
  /** Ids of records that are gone. */
  readonly removed: readonly string[];
  /** Ids of records whose pairs were found anew; for all records what they were matched by. */
  readonly matched: readonly string[] | MatchedBy;
  readonly newPairs: readonly PairRow[];
  /** The decision of a person that the change follows. */
  readonly decided?: Decided;
}

/** What all records were matched by: the fitted model, and the rules of `IdentitySettings`. */
export interface MatchedBy {
  readonly model: { readonly version: string; readonly text: string };
  readonly rules: string;
}

export const isWhole = (matched: RegistryChange['matched']): matched is MatchedBy => 'model' in matched;

/** Port to the rows of the registry. */
export interface RegistryRows {
  /** A text that is another one after every change of the registry. */
  revision(): Promise<string>;
  /** The rules that all customers were made by; null before they were made first. */
  builtBy(): Promise<string | null>;
  /** Of every record the hash of what it says, by id; null for one that an older release wrote. */
  hashes(): Promise<ReadonlyMap<string, string | null>>;
  records(): Promise<readonly StoredRecord[]>;
  recordsByIds(ids: readonly string[]): Promise<ReadonlyMap<string, StoredRecord>>;
  pairs(): Promise<readonly PairRow[]>;
  /** The model of the records, or null when it was fitted by other rules. */
  model(version: string): Promise<string | null>;
  /** Makes a change as a whole or not at all. @returns the revision that the registry has then */
  write(change: RegistryChange): Promise<string>;
}
