import { sourceKeyText, type SourceKey } from '#core/source-key';
import type { SurvivorshipPolicy } from '../identity/survive/survivorship-policy';
import { goldenRecord, type FieldPin, type GoldenRecord } from './golden-record';
import type { PartyRecord } from './party-record';

interface KeptRecord extends SourceKey {
  readonly record: PartyRecord;
  readonly observedAt?: string | null | undefined;
}

/**
 * Of the records of one customer those of these account owners (`system key`): they name one, name such a record as the same party, or are named
 * by one. None without a record that names an owner.
 */
export function recordsOfOwners<R extends KeptRecord>(records: readonly R[], owners: ReadonlySet<string>): readonly R[] {
  const owned = records.filter(({ record }) => record.owner && owners.has(sourceKeyText(record.owner)));
  const own = new Set(owned.map(sourceKeyText));
  const named = new Set(owned.flatMap(({ record }) => (record.sameAs ? sourceKeyText(record.sameAs) : [])));
  return records.filter(
    ({ system, key, record }) =>
      own.has(sourceKeyText({ system, key })) ||
      named.has(sourceKeyText({ system, key })) ||
      (record.sameAs && own.has(sourceKeyText(record.sameAs))),
  );
}

/** The surviving values of some records of a customer; a value that a steward chose stays chosen where its record is one of them. */
export function goldenOfRecords(
  records: readonly KeptRecord[],
  golden: GoldenRecord,
  survivorship: SurvivorshipPolicy,
): GoldenRecord {
  const pins = golden.provenance.flatMap(({ field, system, key, rule }): readonly FieldPin[] =>
    rule === 'PINNED' ? [{ field, system, key, decision: '' }] : [],
  );
  const observed = records.map(({ record, observedAt }) => ({ record, observedAt: observedAt ?? null }));
  return goldenRecord(observed, survivorship, pins);
}
