import type { SourceKey } from '#core/source-key';

export const PARTY_KINDS = ['ORGANISATION', 'PERSON'] as const;
export type PartyKind = (typeof PARTY_KINDS)[number];

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
  readonly cityCode: string | null;
  readonly industry: string | null;
  readonly level: string | null;
  readonly createdOn: string | null;
  /** The same party in another system, as this system believes. */
  readonly sameAs: SourceKey | null;
}

/** How a record came to its customer. */
export const MATCH_RULES = ['FIRST_RECORD', 'TAX_NUMBER', 'CROSS_REFERENCE'] as const;
export type MatchRule = (typeof MATCH_RULES)[number];
