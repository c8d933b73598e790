import type { SourceKey } from '#core/source-key';
import type { LegacyReader } from '#legacy/legacy-reader';
import type { MatchRules } from '#legacy/mapping/mapping';
import { normaliseIdentifier, type HashIdentifier } from '../identity/normalise/normalise-identifier';
import { isResidentId, residentBirthDate } from '../identity/normalise/resident-id';
import { notMatchedOf } from './not-matched';
import type { IdentityNumber, PartyRecord } from './party-record';
import type { PartyRecordSource, PartyReferenceSource } from './party-record.source';

const FIELDS = [
  'name',
  'shortName',
  'helpCode',
  'number',
  'kind',
  'taxNo',
  'idNo',
  'phones',
  'email',
  'address',
  'postCode',
  'cityCode',
  'industry',
  'level',
  'createdOn',
  'birthDate',
  'sameAs',
  'owner',
  'parent',
] as const;

type Read = Omit<PartyRecord, 'identity' | 'notMatched' | 'parent'> & {
  readonly idNo: string | null;
  readonly parent: SourceKey | null;
};

/** Reads party records; the number of an identity document leaves this file as its hash only. */
export function legacyPartyRecordSource(
  reader: LegacyReader,
  hash: HashIdentifier,
  matchRules: (party: SourceKey) => MatchRules,
): PartyRecordSource & PartyReferenceSource {
  const read = ({ idNo, parent, ...row }: Read): PartyRecord => ({
    system: row.system,
    key: row.key,
    name: row.name,
    shortName: row.shortName,
    helpCode: row.helpCode,
    number: row.number,
    kind: row.kind,
    taxNo: row.taxNo,
    phones: row.phones,
    email: row.email,
    address: row.address,
    postCode: row.postCode,
    cityCode: row.cityCode,
    industry: row.industry,
    level: row.level,
    createdOn: row.createdOn,
    birthDate: row.birthDate ?? birthDateIn(idNo),
    identity: identityOf(idNo, hash),
    sameAs: keyOf(row.sameAs),
    owner: keyOf(row.owner ?? null),
    ...(parent && { parent: { system: parent.system, key: parent.key } }),
  });
  const recordOf = (row: Read): PartyRecord => {
    const { never, ignore } = matchRules(row);
    const isIgnored = row.idNo !== null && ignore.some((text) => text.trim() === row.idNo?.trim());
    const record = read(isIgnored ? { ...row, idNo: null } : row);
    const notMatched = notMatchedOf(record, { fields: never, texts: ignore });
    return notMatched ? { ...record, notMatched } : record;
  };
  return {
    systems: () => reader.systemsOf('Party'),
    async *records(system) {
      for await (const batch of reader.scan(system, 'Party', FIELDS)) yield batch.map(recordOf);
    },
    byKeys: async (keys) => (await reader.byKeys('Party', keys, FIELDS)).map((row) => row && recordOf(row)),
    referencesOf: async (keys) => (await reader.byKeys('Party', keys, ['sameAs'])).map((row) => keyOf(row?.sameAs ?? null)),
  };
}

const keyOf = (reference: SourceKey | null): SourceKey | null => reference && { system: reference.system, key: reference.key };

function birthDateIn(idNo: string | null): string | null {
  const number = idNo?.trim().toUpperCase() ?? '';
  return isResidentId(number) ? residentBirthDate(number) : null;
}

function identityOf(idNo: string | null, hash: HashIdentifier): IdentityNumber | null {
  const identifier = idNo === null ? null : normaliseIdentifier({ type: 'residentId', value: idNo }, hash);
  return identifier && { hash: identifier.value, isChecked: identifier.hard };
}
