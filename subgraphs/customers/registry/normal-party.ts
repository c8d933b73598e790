import { normaliseParty, type NormalParty } from '../identity/normalise/normalise-party';
import type { Party } from '../identity/party';
import { offeredForMatching } from './not-matched';
import type { PartyRecord } from './party-record';

/** What of a record is compared with other records. */
export function matchedPartyOf(record: PartyRecord): Party {
  const { system, key, kind, name, phones, email, address, postCode, taxNo, birthDate, sameAs, identity } =
    offeredForMatching(record);
  return {
    system,
    key,
    kind,
    names: [{ text: name }],
    phones: phones ?? [],
    emails: email === null ? [] : [email],
    identifiers: taxNo === null ? [] : [{ type: 'creditCode', value: taxNo }],
    ...(identity && { hashed: [{ type: 'residentId', value: identity.hash, isChecked: identity.isChecked }] }),
    address: address === null && postCode === null ? null : { text: address, postCode },
    birthDate,
    sameAs: sameAs === null ? [] : [sameAs],
  };
}

/** A party record in the forms that are compared. */
export function normalPartyOf(record: PartyRecord): NormalParty {
  // A tax number is no personal number, and the identity number comes hashed.
  return normaliseParty(matchedPartyOf(record), (value) => value);
}
