import type { SourceKey } from '#core/source-key';

export const PARTY_KINDS = ['ORGANISATION', 'PERSON'] as const;
export type PartyKind = (typeof PARTY_KINDS)[number];

/** A name as one source writes it: in one text, or with the parts of a person's name apart. */
export interface PartyName {
  readonly text?: string | null;
  readonly given?: string | null;
  readonly family?: string | null;
}

export interface PartyIdentifier {
  /** `creditCode`, `residentId`, or any name a source gives to its numbers; only equal types are compared. */
  readonly type: string;
  readonly value: string;
}

/** A number of which only the keyed hash is known. */
export interface HashedIdentifier extends PartyIdentifier {
  /** True when its check character was right: nobody else has it. */
  readonly isChecked: boolean;
}

/** An address in one text, or with its parts apart. */
export interface PartyAddress {
  readonly text?: string | null;
  readonly street?: string | null;
  readonly number?: string | null;
  /** Second line: building, estate. */
  readonly line2?: string | null;
  readonly locality?: string | null;
  readonly postCode?: string | null;
  readonly region?: string | null;
}

/** What one source says about a party, as raw text: nothing here is normalised and nothing is lost. */
export interface Party extends SourceKey {
  readonly kind: PartyKind | null;
  readonly names: readonly PartyName[];
  readonly phones: readonly string[];
  readonly emails: readonly string[];
  readonly identifiers: readonly PartyIdentifier[];
  readonly hashed?: readonly HashedIdentifier[];
  readonly address: PartyAddress | null;
  /** YYYY-MM-DD or YYYYMMDD. */
  readonly birthDate: string | null;
  /** The same party in another system, as this system believes. */
  readonly sameAs: readonly SourceKey[];
}
