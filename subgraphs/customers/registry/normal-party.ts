import type { SourceKey } from '#core/source-key';
import { normaliseParty, type NormalParty } from '../identity/normalise/normalise-party';
import { offeredForMatching } from './not-matched';
import type { PartyRecord } from './party-record';

/** A party record in the forms that are compared. */
export function normalPartyOf(record: PartyRecord): NormalParty {
  const { system, key, kind, name, phones, email, address, postCode, taxNo, birthDate, sameAs, identity } =
    offeredForMatching(record);
  const sameRecords: readonly SourceKey[] = sameAs === null ? [] : [sameAs];
  const party = normaliseParty(
    {
      system,
      key,
      kind,
      names: [{ text: name }],
      phones: phones ?? [],
      emails: email === null ? [] : [email],
      identifiers: taxNo === null ? [] : [{ type: 'creditCode', value: taxNo }],
      address: address === null && postCode === null ? null : { text: address, postCode },
      birthDate,
      sameAs: sameRecords,
    },
    // A tax number is no personal number, and the identity number comes hashed.
    (value) => value,
  );
  if (identity === null) return party;
  const { hash, isChecked } = identity;
  return {
    ...party,
    identifiers: [...party.identifiers, { type: 'residentId', value: hash, stem: hash, hard: isChecked }],
  };
}
