import { isAnotherParty } from '../identity/mixed/another-party';
import type { NormalParty } from '../identity/normalise/normalise-party';
import { normalPartyOf } from './normal-party';
import type { PartyRecord } from './party-record';

/** Whom a record was about before its system wrote another party into it. */
export interface EarlierParty extends Pick<PartyRecord, 'kind' | 'name' | 'taxNo' | 'identity'> {
  /** When it was first read as somebody else, ISO instant. */
  readonly until: string;
}

/** So many of them are kept of a record: enough to see that they come again. */
const MOST = 6;

/** Whom the record was about, after it was read as `next`; a party that is renamed, or spelt otherwise, stays who it is. */
export function earlierParties(
  earlier: readonly EarlierParty[],
  last: PartyRecord,
  next: PartyRecord,
  now: string,
): readonly EarlierParty[] {
  if (!isAnotherParty(normalPartyOf(last), normalPartyOf(next))) return earlier;
  const { kind, name, taxNo, identity } = last;
  return [...earlier, { kind, name, taxNo, identity, until: now }].slice(-MOST);
}

/** A record in the forms that are compared, with whom it was about before. */
export function normalPartyWith(record: PartyRecord, earlier: readonly EarlierParty[]): NormalParty {
  const party = normalPartyOf(record);
  if (earlier.length === 0) return party;
  const nothingElse = { phones: null, email: null, address: null, postCode: null, birthDate: null, sameAs: null };
  return {
    ...party,
    earlier: earlier.map(({ kind, name, taxNo, identity }) =>
      normalPartyOf({ ...record, ...nothingElse, kind, name, taxNo, identity }),
    ),
  };
}
