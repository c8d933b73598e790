import type { LegacyRecord } from '#core/legacy-record';
import type { Money } from '#core/money';
import type { SourceKey } from '#core/source-key';

export const GUEST_CLASSES = ['INDIVIDUAL', 'COMPANY', 'AGENT', 'SOURCE'] as const;
export type GuestClass = (typeof GUEST_CLASSES)[number];

/** A guest profile; the profile itself is the party record. Identity papers, birth date and remarks stay in the hotel system. */
export interface Guest extends LegacyRecord {
  readonly id: string;
  readonly party: SourceKey;
  /** The profile of the company the guest works for. */
  readonly company: SourceKey | null;
  readonly number: string | null;
  readonly createdOn: string | null;
  readonly name: string | null;
  readonly namePinyin: string | null;
  readonly class: GuestClass | null;
  readonly vip: number | null;
  readonly nation: string | null;
  readonly preferences: readonly string[] | null;
  readonly blacklisted: boolean | null;
  readonly cardNo: string | null;
  readonly stays: number | null;
  readonly nights: number | null;
  readonly noShows: number | null;
  readonly cancels: number | null;
  readonly spend: Money | null;
  readonly firstStayOn: string | null;
  readonly lastStayOn: string | null;
}
