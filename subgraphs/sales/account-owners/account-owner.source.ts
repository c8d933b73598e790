import type { LegacyRecord } from '#core/legacy-record';
import type { SourceKey } from '#core/source-key';

/** What a party record says about the employee responsible for its customer. */
export interface OwnedParty extends LegacyRecord {
  readonly owner: SourceKey | null;
}

export interface AccountOwnerSource {
  /** The party records of each customer in the order of its keys, in customer order; records that are gone are left out. */
  ownedParties(customers: readonly (readonly SourceKey[])[]): Promise<readonly (readonly OwnedParty[])[]>;
}
