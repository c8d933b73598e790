import { randomBelow } from '../../identity/score/random';
import { syllablesOf } from '../../identity/normalise/sound';
import type { Party } from '../../identity/party';
import type { LabelledSet } from '../labelled-set';
import { BRAND, CITIES, FORMS, STREETS, TRADES, TRADITIONAL } from './company-words';

const CODE_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const CODE_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

interface Company {
  readonly label: string;
  readonly city: string;
  readonly brand: string;
  readonly trade: string;
  readonly form: string;
  readonly branch: string;
  readonly code: string;
  readonly phone: string;
  readonly switchboard: string;
  readonly address: string;
}

/** Draws for the set, all from one seed. */
class Draw {
  private readonly below: (bound: number) => number;

  constructor(seed: number) {
    this.below = randomBelow(seed);
  }

  int(low: number, high: number): number {
    return low + this.below(high - low + 1);
  }

  chance(probability: number): boolean {
    return this.below(1_000_000) < probability * 1_000_000;
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new RangeError('Nothing to pick from');
    return item;
  }

  weighted<T>(items: readonly (readonly [T, number])[]): T {
    let rest = this.below(items.reduce((sum, [, weight]) => sum + weight, 0));
    for (const [item, weight] of items) {
      rest -= weight;
      if (rest < 0) return item;
    }
    throw new RangeError('Nothing to pick from');
  }

  digits(count: number): string {
    return Array.from({ length: count }, () => this.int(0, 9)).join('');
  }
}

/** A credit code with the region 99, which no province has. */
function creditCode(draw: Draw): string {
  const first = `9199${draw.digits(4)}${Array.from({ length: 9 }, () => CODE_ALPHABET.charAt(draw.int(0, 30))).join('')}`;
  const sum = CODE_WEIGHTS.reduce((total, weight, i) => total + weight * CODE_ALPHABET.indexOf(first.charAt(i)), 0);
  return first + CODE_ALPHABET.charAt((31 - (sum % 31)) % 31);
}

/** Companies of one group: they share the brand, often the switchboard and sometimes the house. */
function group(draw: Draw, number: number): readonly Company[] {
  const brand = draw.pick(BRAND) + draw.pick(BRAND);
  const city = draw.pick(CITIES);
  const address = `${city}市${draw.pick(STREETS)}${draw.int(1, 900)}号`;
  const switchboard = `400${draw.digits(7)}`;
  const company = (sibling: number, changes: Partial<Company>): Company => ({
    label: `${number}-${sibling}`,
    city,
    brand,
    trade: draw.pick(TRADES),
    form: draw.weighted(FORMS),
    branch: '',
    code: creditCode(draw),
    phone: `169${draw.digits(8)}`,
    switchboard,
    address: draw.chance(0.4)
      ? `${address}${draw.int(2, 30)}层`
      : `${city}市${draw.pick(STREETS)}${draw.int(1, 900)}号${draw.int(1, 20)}栋`,
    ...changes,
  });
  const head = company(0, {});
  const companies = [head];
  const siblings = draw.weighted([
    [0, 45],
    [1, 25],
    [2, 18],
    [3, 12],
  ] as const);
  for (let sibling = 1; sibling <= siblings; sibling += 1) {
    const kind = draw.int(0, 9);
    // No two companies of one city may have the same name: every sibling has a city or a trade of its own.
    const elsewhere = draw.pick(
      CITIES.filter((one) => companies.every((other) => other.city !== one && !other.branch.startsWith(one))),
    );
    const trade = draw.pick(TRADES.filter((one) => companies.every((other) => other.trade !== one)));
    if (kind < 5) companies.push(company(sibling, { trade }));
    else if (kind < 8)
      companies.push(
        company(sibling, {
          city: elsewhere,
          trade: head.trade,
          address: `${elsewhere}市${draw.pick(STREETS)}${draw.int(1, 900)}号`,
        }),
      );
    else companies.push(company(sibling, { trade: head.trade, form: head.form, branch: `${elsewhere}分公司` }));
  }
  return companies;
}

/** Brand characters by their sound. */
const HOMOPHONES = new Map<string, readonly string[]>();
for (const character of BRAND) {
  const [sound = ''] = syllablesOf(character);
  HOMOPHONES.set(sound, [...(HOMOPHONES.get(sound) ?? []), character]);
}

function writtenName(draw: Draw, { city, brand, trade, form, branch }: Company): string {
  const full = city + brand + trade + form + branch;
  const channel = draw.weighted([
    ['EXACT', 45],
    ['FORM_DROPPED', 15],
    ['CITY_LONG', 6],
    ['CITY_DROPPED', 7],
    ['TRADITIONAL', 8],
    ['HOMOPHONE', 7],
    ['SWAPPED', 4],
    ['BLANKS', 5],
    ['BRACKETS', 3],
  ] as const);
  switch (channel) {
    case 'EXACT':
      return full;
    case 'FORM_DROPPED':
      return city + brand + trade + branch;
    case 'CITY_LONG':
      return `${city}市${brand}${trade}${form}${branch}`;
    case 'CITY_DROPPED':
      return brand + trade + form + branch;
    case 'TRADITIONAL':
      return [...full].map((character) => TRADITIONAL[character] ?? character).join('');
    case 'HOMOPHONE': {
      const at = draw.int(0, 1);
      const same = HOMOPHONES.get(syllablesOf(brand.charAt(at))[0] ?? '') ?? [];
      const other = same.length === 0 ? brand.charAt(at) : draw.pick(same);
      return city + (at === 0 ? other + brand.charAt(1) : brand.charAt(0) + other) + trade + form + branch;
    }
    case 'SWAPPED': {
      const at = draw.int(city.length, city.length + 2);
      return full.slice(0, at) + full.charAt(at + 1) + full.charAt(at) + full.slice(at + 2);
    }
    case 'BLANKS':
      return `${city} ${brand}${trade}\u3000${form}${branch}`;
    case 'BRACKETS':
      return `${brand}${trade}(${city})${form}${branch}`;
  }
}

function writtenCode(draw: Draw, code: string): string | null {
  if (!draw.chance(0.6)) return null;
  if (draw.chance(0.08)) return code.slice(2, 17);
  if (!draw.chance(0.08)) return code;
  const at = draw.int(3, 15);
  if (draw.chance(0.5)) return code.slice(0, at) + code.charAt(at + 1) + code.charAt(at) + code.slice(at + 2);
  return code.slice(0, at) + String(draw.int(0, 9)) + code.slice(at + 1);
}

function writtenPhone(draw: Draw, company: Company): string | null {
  if (draw.chance(0.15)) return null;
  if (draw.chance(0.15)) return company.switchboard;
  if (draw.chance(0.04)) return company.phone.slice(0, -1);
  return draw.chance(0.3) ? `+86 ${company.phone}` : company.phone;
}

function record(draw: Draw, company: Company, key: number): Party {
  const code = writtenCode(draw, company.code);
  const phone = writtenPhone(draw, company);
  return {
    system: 'set',
    key: String(key).padStart(6, '0'),
    kind: 'ORGANISATION',
    names: [{ text: writtenName(draw, company) }],
    phones: phone === null ? [] : [phone],
    emails: [],
    identifiers: code === null ? [] : [{ type: 'creditCode', value: code }],
    address: draw.chance(0.6) ? { text: company.address } : null,
    birthDate: null,
    sameAs: [],
  };
}

/**
 * Chinese companies that are hard to tell apart: siblings that share a brand, a switchboard or a house, branches, names
 * with parts left out, traditional characters, homophones and swapped characters, credit codes missing, old or mistyped.
 */
export function* companyRecords(seed: number, groups: number): Generator<{ readonly party: Party; readonly label: string }> {
  const draw = new Draw(seed);
  let key = 0;
  for (let number = 0; number < groups; number += 1) {
    for (const company of group(draw, number)) {
      const records = draw.weighted([
        [1, 25],
        [2, 35],
        [3, 25],
        [5, 15],
      ] as const);
      for (let i = 0; i < records; i += 1) {
        yield { party: record(draw, company, key), label: company.label };
        key += 1;
      }
    }
  }
}

export function companySet(seed: number, groups: number): LabelledSet {
  const records = [...companyRecords(seed, groups)];
  return {
    name: `companies seed ${seed}, ${groups} groups`,
    parties: records.map(({ party }) => party),
    labels: records.map(({ label }) => label),
    linkOnly: false,
  };
}
