import { sourceKeyText, type SourceKey } from '#core/source-key';
import type { Party, PartyKind, PartyName } from '../party';
import { normaliseAddress, type Address } from './normalise-address';
import { normaliseBirthDate } from './normalise-birth-date';
import { normaliseEmail } from './normalise-email';
import { normaliseIdentifier, type HashIdentifier, type Identifier } from './normalise-identifier';
import { normaliseOrganisationName, type OrganisationName } from './normalise-organisation-name';
import { companionsIn, normalisePersonName, type PersonName } from './normalise-person-name';
import { normalisePhones } from './normalise-phone';
import { isResidentId, residentBirthDate } from './resident-id';

/** A party record in the forms that are compared. */
export interface NormalParty {
  readonly source: SourceKey;
  /** `system key`: orders records and links. */
  readonly id: string;
  readonly kind: PartyKind;
  readonly person: PersonName | null;
  /** Other persons that the name names as well. */
  readonly companions: readonly PersonName[];
  readonly organisation: OrganisationName | null;
  /** Numbers that a party can have for itself, E.164. */
  readonly phones: readonly string[];
  readonly emails: readonly string[];
  readonly identifiers: readonly Identifier[];
  readonly address: Address | null;
  readonly birthDate: string | null;
  /** Ids of records that a system believes to be the same party. */
  readonly sameAs: readonly string[];
  /** Whom the record was about before, oldest first; absent where it was always about one party. */
  readonly earlier?: readonly NormalParty[];
}

const distinct = (values: readonly string[]): readonly string[] => [...new Set(values)];

/** Words only an organisation has in its name. */
const ORGANISATION_WORDS =
  /公司|集团|中心|学校|医院|大学|酒店|银行|工厂|商行|协会|合伙|分店|\b(ltd|limited|inc|llc|gmbh|corp|plc|company)\b/i;

function kindOf(party: Party): PartyKind {
  if (party.kind !== null) return party.kind;
  return party.names.some(({ text }) => ORGANISATION_WORDS.test(text ?? '')) ? 'ORGANISATION' : 'PERSON';
}

/** The birth date of the record, or the one a valid resident identity number tells. */
function birthDateOf(party: Party): string | null {
  const own = normaliseBirthDate(party.birthDate);
  if (own !== null) return own;
  const id = party.identifiers.find(({ type, value }) => type === 'residentId' && isResidentId(value.toUpperCase()));
  return id === undefined ? null : normaliseBirthDate(residentBirthDate(id.value));
}

/** Brings a party record into the forms that are compared; the record itself stays as it is. */
export function normaliseParty(party: Party, hash: HashIdentifier): NormalParty {
  const kind = kindOf(party);
  return {
    source: { system: party.system, key: party.key },
    id: sourceKeyText(party),
    kind,
    person: kind === 'PERSON' ? firstOf(party.names, normalisePersonName) : null,
    companions: kind === 'PERSON' ? (firstOf(party.names, someCompanions) ?? NOBODY) : NOBODY,
    organisation: kind === 'ORGANISATION' ? firstOf(party.names, ({ text }) => normaliseOrganisationName(text)) : null,
    phones: distinct(
      party.phones.flatMap((raw) => normalisePhones(raw).flatMap(({ number, isService }) => (isService ? [] : [number]))),
    ),
    emails: distinct(party.emails.flatMap((raw) => normaliseEmail(raw) ?? [])),
    identifiers: [
      ...party.identifiers.flatMap((identifier) => normaliseIdentifier(identifier, hash) ?? []),
      ...(party.hashed ?? []).map(({ type, value, isChecked }): Identifier => ({ type, value, stem: value, hard: isChecked })),
    ],
    address: normaliseAddress(party.address),
    birthDate: kind === 'PERSON' ? birthDateOf(party) : null,
    sameAs: party.sameAs.map(sourceKeyText),
  };
}

const NOBODY: readonly PersonName[] = [];

function someCompanions(name: PartyName): readonly PersonName[] | null {
  const companions = companionsIn(name);
  return companions.length === 0 ? null : companions;
}

function firstOf<A, B>(items: readonly A[], read: (item: A) => B | null): B | null {
  for (const item of items) {
    const value = read(item);
    if (value !== null) return value;
  }
  return null;
}
