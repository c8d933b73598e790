import { sourceKeyText, type SourceKey } from '#core/source-key';
import type { SurvivorshipPolicy } from '../identity/survive/survivorship-policy';
import { goldenRecord, type FieldPin, type GoldenRecord } from './golden-record';
import type { PartyRecord } from './party-record';
import type { OwnRecords } from './record-scope';

interface KeptRecord extends SourceKey {
  readonly record: PartyRecord;
  readonly observedAt?: string | null | undefined;
}

/** Of the records of one customer the own ones, those that name an own one as the same party, and those that an own one names. */
export function recordsInScope<R extends KeptRecord>(records: readonly R[], scope: OwnRecords): readonly R[] {
  const isOwn = ({ record, system, key }: R): boolean =>
    'owners' in scope
      ? Boolean(record.owner && scope.owners.has(sourceKeyText(record.owner)))
      : scope.parties.has(sourceKeyText({ system, key }));
  const owned = records.filter(isOwn);
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
