import type { NullReason } from '#core/legacy-record';
import type { SourceKey } from '#core/source-key';
import type { PartyKind } from '../registry/party-record';

/** Fields that rules look at, as the canonical party row names them. */
export const QUALITY_FIELDS = [
  'name',
  'kind',
  'number',
  'taxNo',
  'idNo',
  'phones',
  'email',
  'address',
  'postCode',
  'cityCode',
  'industry',
  'birthDate',
  'createdOn',
  'changedOn',
  'sameAs',
] as const;
export type QualityField = (typeof QUALITY_FIELDS)[number];

/** Fields with one text or day. */
export type TextField = Exclude<QualityField, 'kind' | 'phones' | 'sameAs'>;

/** A party record as its source tells it now. It is looked at and never stored. */
export interface QualityRecord extends SourceKey, Readonly<Record<TextField, string | null>> {
  readonly kind: PartyKind | null;
  readonly phones: readonly string[] | null;
  /** The same party in another system, as this system believes. */
  readonly sameAs: SourceKey | null;
  /** Why fields are null, where there is a reason. */
  readonly reasons: Readonly<Partial<Record<QualityField, NullReason>>>;
}

/** What the registry knows of a record. */
export interface KnownRecord {
  readonly customerId: string;
  /** Since when it is as it is, ISO instant; null: not known. */
  readonly observedAt: string | null;
  /** The record its customer keeps in this system when it has several; the others are too many. */
  readonly keptKey: string;
}

/** What a record is compared with. */
export interface QualityScope {
  /** Business day, YYYY-MM-DD. */
  readonly today: string;
  /** Null: the record has not been matched yet. */
  readonly known: KnownRecord | null;
  /** The customer of the record that `sameAs` names; null: there is no such record. */
  readonly referredCustomer: string | null;
  /** Whether a phone number, as it is written, is one of many customers. */
  isShared(phone: string): boolean;
}
