import type { Decisions } from '../identity/cluster/decisions';
import type { FieldPin } from './golden-record';

/** What stewards decided, as far as it says which records are one party and which values count. */
export interface RecordDecisions {
  readonly decisions: Decisions;
  /** Chosen values by the id of the record they come from. */
  readonly pins: ReadonlyMap<string, readonly FieldPin[]>;
}

/** Port to the decisions in force. */
export interface DecisionSource {
  inForce(): Promise<RecordDecisions>;
}
