import type { LegacyReader } from '#legacy/legacy-reader';
import type { PartyRecordSource } from './party-record.source';

const FIELDS = [
  'name',
  'shortName',
  'helpCode',
  'number',
  'kind',
  'taxNo',
  'phones',
  'email',
  'address',
  'cityCode',
  'industry',
  'level',
  'createdOn',
  'sameAs',
] as const;

export function legacyPartyRecordSource(reader: LegacyReader): PartyRecordSource {
  return {
    systems: () => reader.systemsOf('Party'),
    records: (system) => reader.scan(system, 'Party', FIELDS),
  };
}
