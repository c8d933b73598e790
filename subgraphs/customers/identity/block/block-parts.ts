import { domainOf, isOwnDomain, localPart } from '../normalise/normalise-email';
import type { NormalParty } from '../normalise/normalise-party';
import { spokenName, type PersonName } from '../normalise/normalise-person-name';
import { soundex } from '../normalise/sound';

type PartReader = (party: NormalParty) => readonly string[];

const one = (value: string | null | undefined): readonly string[] => (value ? [value] : []);
const sorted = (text: string): string => [...text].sort().join('');

/** Latin names by their sound, Chinese ones by their syllables. */
const nameCode = (sound: string, han: boolean): string => (sound === '' || han ? sound.replace(/ /g, '') : soundex(sound));

function personPart(read: (name: PersonName) => string): PartReader {
  return ({ person }) => (person ? one(read(person)) : []);
}

const given = (name: PersonName): string => nameCode(name.givenSound, name.han);
const family = (name: PersonName): string => (name.joined === '' ? nameCode(name.familySound, name.han) : '');

function placesOf(party: NormalParty): readonly string[] {
  return one(party.organisation?.place || party.address?.locality);
}

/** What a block key is made of; each part gives the values a record has of it. */
export const BLOCK_PARTS = {
  /** The record itself and those a system believes to be the same party. */
  reference: ({ id, sameAs }) => [id, ...sameAs],
  identifier: ({ identifiers }) => identifiers.map(({ type, stem }) => `${type}:${stem}`),
  phone: ({ phones }) => phones,
  phoneTail: ({ phones }) => phones.filter(({ length }) => length >= 8).map((phone) => phone.slice(-7)),
  email: ({ emails }) => emails,
  emailLocal: ({ emails }) => emails.map(localPart).filter(({ length }) => length >= 4),
  emailDomain: ({ emails }) => emails.map(domainOf).filter(isOwnDomain),
  given: personPart(given),
  family: personPart(family),
  spoken: personPart(spokenName),
  /** Both name parts in the order of the alphabet: given and family name may have changed places. */
  names: personPart((name) => (name.han ? '' : [given(name), family(name)].sort().join('+'))),
  eitherName: ({ person }) => (person && !person.han ? [given(person), family(person)].filter((code) => code !== '') : []),
  birthDate: ({ birthDate }) => one(birthDate),
  birthYear: ({ birthDate }) => one(birthDate?.slice(0, 4)),
  birthDay: ({ birthDate }) => one(birthDate?.slice(4)),
  street: ({ address }) => one(address?.street.slice(0, 5)),
  addressLine: ({ address }) => one(address?.line2.slice(0, 6)),
  streetNumber: ({ address }) => one(address?.number),
  locality: ({ address }) => one(address?.locality.slice(0, 5)),
  postCode: ({ address }) => one(address?.postCode),
  region: ({ address }) => one(address?.region),
  core: ({ organisation }) => one(organisation?.core),
  coreSound: ({ organisation }) => one(organisation?.coreSound.replace(/ /g, '')),
  coreStart: ({ organisation }) => one(organisation?.core.replace(/ /g, '').slice(0, organisation.han ? 3 : 6)),
  coreEnd: ({ organisation }) =>
    one(organisation && organisation.core.length >= 4 ? organisation.core.slice(organisation.han ? 2 : -6) : ''),
  stem: ({ organisation }) => one(organisation?.stem),
  brand: ({ organisation }) => one(organisation?.brand),
  brandSound: ({ organisation }) => one(organisation?.han ? organisation.coreSound.split(' ').slice(0, 2).join('') : ''),
  wordSound: ({ organisation }) =>
    organisation && !organisation.han
      ? organisation.core
          .split(' ')
          .filter(({ length }) => length > 2)
          .map(soundex)
      : [],
  characters: ({ organisation }) => one(organisation && organisation.stem.length >= 4 ? sorted(organisation.stem) : ''),
  place: placesOf,
} as const satisfies Readonly<Record<string, PartReader>>;

export type BlockPart = keyof typeof BLOCK_PARTS;

export function isBlockPart(name: string): name is BlockPart {
  return name in BLOCK_PARTS;
}
