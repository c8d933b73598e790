import type { SourceKey } from '#core/source-key';

export const PARTY_KINDS = ['ORGANISATION', 'PERSON'] as const;
export type PartyKind = (typeof PARTY_KINDS)[number];

/** The number of an identity document; only its keyed hash is ever kept. */
export interface IdentityNumber {
  readonly hash: string;
  /** True when its check character is right: nobody else has it. */
  readonly isChecked: boolean;
}

/** What the mapping of a system says to identify nobody: fields, and texts that stand for "unknown" in any field. */
export interface NotMatched {
  readonly fields: readonly string[];
  readonly texts: readonly string[];
}

/** What one source says about a party. */
export interface PartyRecord extends SourceKey {
  readonly name: string | null;
  readonly shortName: string | null;
  /** Letters the staff type to find it. */
  readonly helpCode: string | null;
  /** The number its system shows to people. */
  readonly number: string | null;
  readonly kind: PartyKind | null;
  readonly taxNo: string | null;
  readonly phones: readonly string[] | null;
  readonly email: string | null;
  readonly address: string | null;
  readonly postCode: string | null;
  readonly cityCode: string | null;
  readonly industry: string | null;
  readonly level: string | null;
  readonly createdOn: string | null;
  readonly birthDate: string | null;
  readonly identity: IdentityNumber | null;
  /** The same party in another system, as this system believes. */
  readonly sameAs: SourceKey | null;
  /** The employee responsible for it; absent in records that an older release wrote. */
  readonly owner?: SourceKey | null;
  /** The party above it, as its system says; absent where that says nothing. */
  readonly parent?: SourceKey;
  /** What of it is shown, and never compared with other records; absent where all of it counts. */
  readonly notMatched?: NotMatched;
}

/** A change of a source: the record as it is now, or null when it is gone. */
export interface PartyChange extends SourceKey {
  readonly record: PartyRecord | null;
  /** Numbers of its contracts; null where they cannot be read: those known stay. */
  readonly contracts: readonly string[] | null;
}

/** How a record came to its customer. */
export const MATCH_RULES = ['FIRST_RECORD', 'TAX_NUMBER', 'CROSS_REFERENCE', 'EVIDENCE', 'DECISION'] as const;
export type MatchRule = (typeof MATCH_RULES)[number];
