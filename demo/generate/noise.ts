import { type CompanyName, companyName, type PersonName } from './party';
import { type Party } from './population';
import { type Random } from './random';
import { CITIES } from './words/cities';
import { TRADITIONAL } from './words/company-words';
import { FEMALE_GIVEN, MALE_GIVEN } from './words/person-words';

/** A value as a clerk typed it, and what went wrong (empty: nothing). */
export interface Typed {
  readonly text: string;
  readonly error: string;
}

const clean = (text: string): Typed => ({ text, error: '' });

function fullWidth(text: string): string {
  return text.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));
}

function swapped(text: string, at: number): string {
  return text.slice(0, at) + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2);
}

function companyVariant(random: Random, name: CompanyName): Typed {
  const exact = companyName(name);
  const channel = random.weighted([
    ['EXACT', 55],
    ['SUFFIX_DROPPED', 15],
    ['CITY_CHANGED', 8],
    ['TRADITIONAL', 6],
    ['CITY_DROPPED', 6],
    ['BLANKS', 5],
    ['SWAPPED', 5],
  ] as const);
  switch (channel) {
    case 'EXACT':
      return clean(exact);
    case 'SUFFIX_DROPPED':
      return { text: name.city + name.brand + name.trade + name.branch, error: channel };
    case 'CITY_CHANGED': {
      const longer = random.chance(0.7);
      return { text: companyName({ ...name, city: longer ? `${name.city}市` : random.pick(CITIES).name }), error: channel };
    }
    case 'TRADITIONAL': {
      const text = random.chance(0.5)
        ? [...exact].map((character) => TRADITIONAL[character] ?? character).join('')
        : companyName({ ...name, suffix: '集团' });
      return { text, error: channel };
    }
    case 'CITY_DROPPED':
      return { text: companyName({ ...name, city: '' }), error: channel };
    case 'BLANKS':
      return {
        text: random.chance(0.5) ? `${name.city} ${name.brand}${name.trade} ${name.suffix}${name.branch} ` : ` ${exact}`,
        error: channel,
      };
    case 'SWAPPED':
      return { text: swapped(exact, random.int(0, 3)), error: channel };
  }
}

function homophone(random: Random, name: PersonName): string {
  const pool = [...MALE_GIVEN, ...FEMALE_GIVEN];
  const given = name.given.map((syllable) => {
    const same = pool.filter((other) => other.pinyin === syllable.pinyin && other.character !== syllable.character);
    return same.length === 0 ? syllable.character : random.pick(same).character;
  });
  return name.surname.character + given.join('');
}

function personVariant(random: Random, name: PersonName, exact: string): Typed {
  const channel = random.weighted([
    ['EXACT', 86],
    ['HOMOPHONE', 6],
    ['TITLE_ONLY', 4],
    ['TRAILING_BLANK', 4],
  ] as const);
  switch (channel) {
    case 'EXACT':
      return clean(exact);
    case 'HOMOPHONE': {
      const text = homophone(random, name);
      return { text, error: text === exact ? '' : channel };
    }
    case 'TITLE_ONLY':
      return { text: name.surname.character + (name.male ? '先生' : '女士'), error: channel };
    case 'TRAILING_BLANK':
      return { text: `${exact} `, error: channel };
  }
}

/** The name of a party in one record. */
export function typedName(random: Random, party: Party): Typed {
  return party.kind === 'O' ? companyVariant(random, party.company) : personVariant(random, party.person, party.name);
}

function mistyped(random: Random, digits: string): string {
  const at = random.int(3, digits.length - 2);
  if (random.chance(0.5)) return swapped(digits, at);
  return digits.slice(0, at) + String((Number(digits.charAt(at)) + random.int(1, 9)) % 10) + digits.slice(at + 1);
}

/** A phone field: several ways to write it, and sometimes nothing useful. */
export function typedPhone(random: Random, mobile: string, landline: string): Typed {
  const channel = random.weighted([
    ['PLAIN', 62],
    ['DASHED', 10],
    ['PLUS_86', 8],
    ['PREFIX_86', 5],
    ['BLANKS', 5],
    ['TWO_NUMBERS', 3],
    ['DIGIT_MISSING', 2.5],
    ['EMPTY', 2.5],
    ['NONE', 2],
  ] as const);
  const [first, middle, last] = [mobile.slice(0, 3), mobile.slice(3, 7), mobile.slice(7)];
  switch (channel) {
    case 'PLAIN':
      return clean(mobile);
    case 'DASHED':
      return clean(`${first}-${middle}-${last}`);
    case 'PLUS_86':
      return clean(`+86 ${mobile}`);
    case 'PREFIX_86':
      return clean(`86-${mobile}`);
    case 'BLANKS':
      return clean(`${first} ${middle} ${last}`);
    case 'TWO_NUMBERS':
      return clean(`${mobile}/${landline}`);
    case 'DIGIT_MISSING':
      return { text: mobile.slice(0, -1), error: 'PHONE_DIGIT_MISSING' };
    case 'EMPTY':
      return { text: '', error: 'PHONE_EMPTY' };
    case 'NONE':
      return { text: '无', error: 'PHONE_EMPTY' };
  }
}

/** A number copied by hand: a share of `wrong` has one digit changed or two swapped. */
export function typedNumber(random: Random, digits: string, wrong: number): Typed {
  return random.chance(wrong) ? { text: mistyped(random, digits), error: 'DIGIT_TYPO' } : clean(digits);
}

/** A tax number: missing for a share of the records, 15 digits of the old form for a tenth. */
export function typedTaxNo(random: Random, taxNo: string, missing: number): Typed {
  if (random.chance(missing)) return { text: '', error: 'TAX_NO_MISSING' };
  if (random.chance(0.1)) return { text: taxNo.slice(2, 17), error: 'TAX_NO_OLD_FORM' };
  if (random.chance(0.02)) return { text: mistyped(random, taxNo), error: 'TAX_NO_TYPO' };
  return { text: random.chance(0.02) ? fullWidth(taxNo) : taxNo, error: '' };
}
