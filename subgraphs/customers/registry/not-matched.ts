import type { NotMatched, PartyRecord } from './party-record';

/** Of what identifies nobody in a system, the part that concerns this record; null when it has nothing of it. */
export function notMatchedOf(record: PartyRecord, { fields, texts }: NotMatched): NotMatched | null {
  const own = new Set(textsOf(record).map(folded));
  const found = texts.filter((text) => own.has(folded(text)));
  return fields.length === 0 && found.length === 0 ? null : { fields, texts: found };
}

/** The record without what identifies nobody: what may be compared with other records. */
export function offeredForMatching(record: PartyRecord): PartyRecord {
  if (!record.notMatched) return record;
  const never = new Set(record.notMatched.fields);
  const ignored = new Set(record.notMatched.texts.map(folded));
  const text = (field: string, value: string | null): string | null =>
    value === null || never.has(field) || ignored.has(folded(value)) ? null : value;
  return {
    ...record,
    name: text('name', record.name),
    taxNo: text('taxNo', record.taxNo),
    phones: never.has('phones') ? null : (record.phones?.filter((phone) => !ignored.has(folded(phone))) ?? null),
    email: text('email', record.email),
    address: text('address', record.address),
    postCode: text('postCode', record.postCode),
    birthDate: text('birthDate', record.birthDate),
    identity: never.has('idNo') ? null : record.identity,
    sameAs: never.has('sameAs') ? null : record.sameAs,
  };
}

const textsOf = ({ name, taxNo, phones, email, address, postCode, birthDate }: PartyRecord): readonly string[] =>
  [name, taxNo, email, address, postCode, birthDate, ...(phones ?? [])].filter((text) => text !== null);

/** Full-width letters, case, blanks and the marks inside a number tell no values apart; a value of marks alone stays. */
function folded(text: string): string {
  const plain = text.normalize('NFKC').trim().toLowerCase();
  return plain.replace(/[\s\-/._()]/g, '') || plain;
}
