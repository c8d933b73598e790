import type { Party } from '../identity/party';

/** Records with the truth about them: records with an equal label are one party. */
export interface LabelledSet {
  readonly name: string;
  readonly parties: readonly Party[];
  /** Label per record, in the order of `parties`; null: nothing is known, the record is resolved but not counted. */
  readonly labels: readonly (string | null)[];
  /** Pairs of one file are never compared: each file has every party once. */
  readonly linkOnly: boolean;
}
