import type { SourceKey } from '#core/source-key';
import { survive, type GoldenValue, type Pin } from '../identity/survive/survive';
import type { SurvivorshipPolicy } from '../identity/survive/survivorship-policy';
import type { PartyKind, PartyRecord } from './party-record';

/** Fields of the golden record that survive from source records. */
export const GOLDEN_FIELDS = [
  'name',
  'kind',
  'taxNo',
  'phones',
  'email',
  'address',
  'cityCode',
  'industry',
  'level',
  'createdOn',
] as const;
export type GoldenField = (typeof GOLDEN_FIELDS)[number];

/** What one record says for a field. */
export interface FieldValue extends SourceKey {
  readonly value: string;
  /** When the record was first seen as it is now, ISO instant; for a date of its own the date. */
  readonly observedAt: string | null;
}

/** Where a golden value comes from, why it won, and what lost against it. */
export interface Provenance extends FieldValue {
  readonly field: GoldenField;
  readonly rule: GoldenValue['rule'];
  readonly alternatives: readonly FieldValue[];
}

export interface GoldenRecord {
  readonly name: string | null;
  readonly kind: PartyKind | null;
  readonly taxNo: string | null;
  readonly phones: readonly string[] | null;
  readonly email: string | null;
  readonly address: string | null;
  readonly cityCode: string | null;
  readonly industry: string | null;
  readonly level: string | null;
  readonly createdOn: string | null;
  readonly provenance: readonly Provenance[];
}

/** A record with the instant since which it is what it is. */
export interface ObservedRecord {
  readonly record: PartyRecord;
  readonly observedAt: string | null;
}

/** What lost against a value, at most. */
const MOST_ALTERNATIVES = 10;

/** A steward's choice: the value of a field comes from this record. */
export interface FieldPin extends Pin {
  readonly field: GoldenField;
  /** Id of the decision; of several for one field the latest counts. */
  readonly decision: string;
}

/** What a record says for a field, as text; empty when nothing. */
export function valueOf(record: PartyRecord, field: GoldenField): string {
  const value = record[field];
  return typeof value === 'string' ? value : (value ?? []).join('; ');
}

/** When a source said it: the creation date is an observation of its own day, everything else of the day the record was seen. */
const observationOf = (field: GoldenField, { record, observedAt }: ObservedRecord): string | null =>
  field === 'createdOn' ? record.createdOn : observedAt;

/** The surviving values of a party's records; a pin counts while its record has a value. */
export function goldenRecord(
  members: readonly ObservedRecord[],
  policy: SurvivorshipPolicy,
  pins: readonly FieldPin[] = [],
): GoldenRecord {
  const provenance: Provenance[] = [];
  const winners = new Map<GoldenField, PartyRecord>();
  for (const field of GOLDEN_FIELDS) {
    const candidates = members.map((member): FieldValue => ({
      system: member.record.system,
      key: member.record.key,
      value: valueOf(member.record, field),
      observedAt: observationOf(field, member),
    }));
    const [pin = null] = pins.filter((one) => one.field === field).sort((a, b) => (a.decision < b.decision ? 1 : -1));
    const golden = survive(field, candidates, policy, pin);
    if (!golden) continue;
    const { winner, rule, losing } = golden;
    provenance.push({ field, ...winner, rule, alternatives: losing.slice(0, MOST_ALTERNATIVES) });
    const from = members.find(({ record }) => record.system === winner.system && record.key === winner.key);
    if (from) winners.set(field, from.record);
  }
  return {
    name: winners.get('name')?.name ?? null,
    kind: winners.get('kind')?.kind ?? null,
    taxNo: winners.get('taxNo')?.taxNo ?? null,
    phones: winners.get('phones')?.phones ?? null,
    email: winners.get('email')?.email ?? null,
    address: winners.get('address')?.address ?? null,
    cityCode: winners.get('cityCode')?.cityCode ?? null,
    industry: winners.get('industry')?.industry ?? null,
    level: winners.get('level')?.level ?? null,
    createdOn: winners.get('createdOn')?.createdOn ?? null,
    provenance,
  };
}
