import { AS_OF_DAY, dayOf, isoDate } from './calendar';
import { creditCodeCheck, organisationCheck, residentCheck } from './check-characters';
import { type Random } from './random';
import { type City, CITIES, STREETS } from './words/cities';
import { BRAND_CHARACTERS, LEGAL_SUFFIXES, type Trade, TRADES } from './words/company-words';
import { COMMON_NAMES, FEMALE_GIVEN, MALE_GIVEN, RARE_GIVEN, SURNAMES, type Syllable } from './words/person-words';

/** Region of no province: numbers with it look right and belong to nobody. */
const UNASSIGNED_REGION = '99';
/** Not allotted in the mobile numbering plan. */
const FICTIONAL_MOBILE = '169';
/** No subscriber number begins with 1. */
const FICTIONAL_LANDLINE = '1';

export interface PersonName {
  readonly surname: Syllable;
  readonly given: readonly Syllable[];
  readonly male: boolean;
  /** Set for a name that many share. */
  readonly common: boolean;
}

export interface CompanyName {
  readonly city: string;
  readonly brand: string;
  readonly trade: string;
  readonly suffix: string;
  /** 分公司 and the like. */
  readonly branch: string;
}

interface PartyBase {
  readonly id: number;
  readonly name: string;
  readonly pinyin: string;
  readonly city: City;
  readonly address: string;
  readonly postCode: string;
  readonly mobile: string;
  readonly landline: string;
  readonly email: string;
}

export interface Organisation extends PartyBase {
  readonly kind: 'O';
  readonly company: CompanyName;
  readonly trade: Trade;
  readonly taxNo: string;
  readonly contact: PersonName;
  readonly bankAccount: string;
  readonly government: boolean;
}

export interface Person extends PartyBase {
  readonly kind: 'P';
  readonly person: PersonName;
  readonly residentNo: string;
  readonly birthDate: string;
}

export type Identity = Organisation | Person;

export function fullName(name: PersonName): string {
  return name.surname.character + name.given.map((syllable) => syllable.character).join('');
}

export function companyName(name: CompanyName): string {
  return name.city + name.brand + name.trade + name.suffix + name.branch;
}

export function drawPersonName(random: Random): PersonName {
  if (random.chance(0.03)) {
    const [surname, given] = random.pick(COMMON_NAMES);
    return { surname, given, male: random.chance(0.5), common: true };
  }
  const male = random.chance(0.52);
  const rank = Math.min(SURNAMES.length - 1, Math.floor(random.exponential(18)));
  const surname = SURNAMES[rank] ?? random.pick(SURNAMES);
  const pool = male ? MALE_GIVEN : FEMALE_GIVEN;
  const given = [random.pick(pool)];
  if (random.chance(0.72)) given.push(random.chance(0.004) ? random.pick(RARE_GIVEN) : random.pick(pool));
  return { surname, given, male, common: false };
}

function creditCode(random: Random): string {
  const first8 = `M${random.digits(7)}`;
  const first17 = `91${UNASSIGNED_REGION}${random.digits(4)}${first8}${organisationCheck(first8)}`;
  return first17 + creditCodeCheck(first17);
}

function residentNumber(random: Random, birthDate: string, male: boolean): string {
  const order = random.int(0, 499) * 2 + (male ? 1 : 0);
  const first17 = `${UNASSIGNED_REGION}${random.digits(4)}${birthDate.replaceAll('-', '')}${String(order).padStart(3, '0')}`;
  return first17 + residentCheck(first17);
}

function drawAddress(random: Random, city: City): string {
  const place = random.chance(0.5) ? `${random.int(1, 28)}层${random.int(1, 20)}室` : `${random.int(1, 18)}栋`;
  return `${city.name}市${random.pick(STREETS)}${random.int(1, 999)}号${place}`;
}

function drawPlace(random: Random): Pick<PartyBase, 'city' | 'address' | 'postCode' | 'mobile' | 'landline'> {
  const city = random.pick(CITIES);
  return {
    city,
    address: drawAddress(random, city),
    postCode: `${city.code.slice(0, 2)}0${random.digits(3)}`,
    mobile: FICTIONAL_MOBILE + random.digits(8),
    landline: `${city.areaCode}-${FICTIONAL_LANDLINE}${random.digits(7)}`,
  };
}

/** What an organisation is, apart from its dealings; the same for the same random stream. */
export function drawOrganisation(random: Random, id: number): Organisation {
  const place = drawPlace(random);
  const trade = random.pick(TRADES);
  const brand = [random.pick(BRAND_CHARACTERS), random.pick(BRAND_CHARACTERS)];
  const company: CompanyName = {
    city: place.city.name,
    brand: brand.map((syllable) => syllable.character).join(''),
    trade: random.pick(trade.words),
    suffix: random.weighted(LEGAL_SUFFIXES),
    branch: '',
  };
  const pinyin = brand.map((syllable) => syllable.pinyin).join('');
  return {
    kind: 'O',
    id,
    ...place,
    company,
    trade,
    name: companyName(company),
    pinyin,
    email: `info@${pinyin}${id}.example`,
    taxNo: creditCode(random),
    contact: drawPersonName(random),
    bankAccount: `9900${random.digits(15)}`,
    government: random.chance(0.03),
  };
}

/** A branch is a party of its own with the name of its parent: alike, and not the same. */
export function branchOf(parent: Organisation, own: Organisation): Organisation {
  const company: CompanyName = { ...parent.company, branch: `${own.city.name}分公司` };
  return { ...own, company, trade: parent.trade, name: companyName(company), pinyin: parent.pinyin };
}

export function drawPerson(random: Random, id: number): Person {
  const person = drawPersonName(random);
  const birthDate = isoDate(AS_OF_DAY - Math.round((20 + random.next() * 50) * 365.25));
  const pinyin = [person.surname, ...person.given].map((syllable) => syllable.pinyin).join('');
  return {
    kind: 'P',
    id,
    ...drawPlace(random),
    person,
    name: fullName(person),
    pinyin,
    email: `${pinyin}${id}@mail.example`,
    residentNo: residentNumber(random, birthDate, person.male),
    birthDate: isoDate(dayOf(birthDate)),
  };
}
