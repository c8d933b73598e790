import { AS_OF_DAY, dateTime, type Day, dayOf } from '../calendar';
import { centsText } from '../decimal-text';
import { type Generation } from '../generation';
import { typedNumber } from '../noise';
import { drawRecord, linkRecord, type PartyRecord } from '../party-record';
import { type Party } from '../population';
import { type Random } from '../random';
import { FEATURES } from './codes';
import { type Stay, writeStays } from './stays';

interface History {
  readonly stays: number;
  readonly nights: number;
  readonly noShows: number;
  readonly cancels: number;
  readonly spend: number;
  readonly first: Day | null;
  readonly last: Day | null;
  readonly lastDeparture: Day | null;
}

const KNOWN_AGENCIES = 20;

function historyOf(stays: readonly Stay[]): History {
  const slept = stays.filter((stay) => stay.status === 'O' || stay.status === 'S');
  const arrivals = slept.map((stay) => stay.arrival);
  return {
    stays: slept.length,
    nights: slept.reduce((sum, stay) => sum + stay.nights, 0),
    noShows: stays.filter((stay) => stay.status === 'N').length,
    cancels: stays.filter((stay) => stay.status === 'X').length,
    spend: slept.reduce((sum, stay) => sum + stay.folio.charge, 0),
    first: arrivals.length === 0 ? null : Math.min(...arrivals),
    last: arrivals.length === 0 ? null : Math.max(...arrivals),
    lastDeparture: slept.length === 0 ? null : Math.max(...slept.map((stay) => stay.arrival + stay.nights)),
  };
}

function personCells(
  g: Generation,
  random: Random,
  party: Party,
  key: string,
  foreign: boolean,
): Record<string, string | number | null> {
  if (party.kind === 'O') return { nation: 'CN', street: party.address, phone: party.landline };
  const known = random.chance(0.7);
  const typed = typedNumber(random, party.residentNo.slice(0, 17), 0.05);
  if (known && !foreign && typed.error !== '') g.truth.fault('pms', 'guest', key, 'RESIDENT_NUMBER_TYPO', party.residentNo);
  const abroad = random.pick(['US', 'JP', 'HK']);
  const passport = `P99${random.digits(6)}`;
  return {
    nation: foreign ? abroad : 'CN',
    lname: party.person.surname.pinyin,
    fname: party.person.given.map((syllable) => syllable.pinyin).join(''),
    name2: party.pinyin,
    sex: party.person.male ? '1' : '2',
    idcls: known ? (foreign ? '02' : '01') : null,
    ident: known ? (foreign ? passport : typed.text + party.residentNo.slice(17)) : null,
    birth: known ? dateTime(dayOf(party.birthDate)) : null,
    cardno: random.chance(0.15) ? `VC${key}` : null,
  };
}

function writeCard(g: Generation, random: Random, party: Party, no: string): void {
  g.data.add('pms', 'vipcard', {
    no: `VC${no}`,
    hno: no,
    type: random.pick(['SIL', 'GLD', 'PLT']),
    sta: 'I',
    name: party.name,
    mobile: party.mobile,
    arr: dateTime(AS_OF_DAY - random.int(30, 1500)),
    dep: dateTime(AS_OF_DAY + random.int(30, 700)),
    point_pay: `${random.int(0, 3000)}.00`,
    point_charge: `${random.int(3000, 20_000)}.00`,
  });
}

/** City ledger account of a company: its number in finance, mostly filled, now and then the number of another customer. */
function ledgerAccount(g: Generation, party: Party, copy: number, no: string, finance: readonly string[]): string | null {
  const random = g.random(`ledger account/${copy}`, party.id);
  const careful = party.keyAccount && copy === 0;
  const filled = random.chance(0.85);
  const wrong = random.chance(0.02);
  const other = 1 + Math.floor(random.next() * Math.max(1, g.last('AR_CUST') - finance.length));
  const [own] = finance;
  if (party.kind === 'P' || own === undefined || !(filled || careful)) return null;
  if (!wrong || careful) return own;
  g.truth.fault('pms', 'guest', no, 'WRONG_LEDGER_ACCOUNT', own);
  return String(other).padStart(10, '0');
}

/** Name on the profile: of foreigners in Latin letters, of some couples both. */
function profileName(g: Generation, party: Party, record: PartyRecord, foreign: boolean): string {
  const spouse = party.spouse === null ? null : g.population.identity(party.spouse);
  const own = foreign ? party.pinyin.toUpperCase() : record.name;
  return spouse === null ? own : `${own}/${spouse.name}`;
}

/** Whose profile it is. A couple on one profile is two parties on one record. */
function linkGuest(g: Generation, party: Party, no: string, record: PartyRecord, foreign: boolean): void {
  const errors = [
    ...record.errors,
    ...(foreign ? ['PINYIN_NAME'] : []),
    ...(party.spouse === null ? [] : ['COUPLE_ON_ONE_PROFILE']),
  ];
  linkRecord(g, party, 'pms', no, { ...record, errors });
  if (party.spouse === null) return;
  g.link('pms', 'guest', no, party.spouse, errors);
  g.truth.notMatches.push({ party: party.id, other: party.spouse, why: 'ONE_PROFILE' });
}

interface Profile {
  readonly copy: number;
  readonly no: string;
  readonly companyNo: string | null;
  readonly account: string | null;
  readonly stays: readonly Stay[];
}

/** The totals a profile keeps; now and then one was not counted up. */
function counterCells(g: Generation, random: Random, no: string, history: History): Record<string, string | number | null> {
  const wrong = random.chance(0.005) && history.stays > 0;
  if (wrong) g.truth.fault('pms', 'guest', no, 'STAY_COUNTER_WRONG', String(history.stays));
  return {
    i_times: wrong ? history.stays - 1 : history.stays,
    n_times: history.noShows,
    x_times: history.cancels,
    i_days: history.nights,
    tl: centsText(history.spend),
    fv_date: history.first === null ? null : dateTime(history.first),
    lv_date: history.last === null ? null : dateTime(history.last),
  };
}

function writeGuest(g: Generation, party: Party, { copy, no, companyNo, account, stays }: Profile): void {
  const record = drawRecord(g, party, 'pms', copy);
  const random = record.random;
  const history = historyOf(stays);
  const foreign = party.kind === 'P' && random.chance(0.04);
  const wishes = [
    ...new Set(Array.from({ length: random.poisson(party.kind === 'P' ? 1.1 : 0) }, () => random.pick(FEATURES)[0])),
  ];
  const personal = personCells(g, random, party, no, foreign);
  g.data.add('pms', 'guest', {
    no,
    class: party.kind === 'P' ? 'F' : isAgency(party) ? 'A' : 'C',
    sta: record.deleted ? 'X' : 'I',
    name: profileName(g, party, record, foreign),
    ...personal,
    vip: random.weighted([
      ['0', 88],
      ['1', 7],
      ['2', 3],
      ['3', 2],
    ] as const),
    mobile: record.phone.slice(0, 20),
    email: random.chance(0.35) || (party.keyAccount && copy === 0) ? party.email : null,
    cno: companyNo,
    araccnt: account,
    feature: wishes.join(','),
    refer: random.chance(0.06) ? '常客，喜欢安静' : null,
    blacklist: random.chance(0.004) && !party.keyAccount ? 'T' : 'F',
    ...counterCells(g, random, no, history),
    crtby: 'FO01',
    crttime: dateTime(record.createdOn, 40_000),
    // Every stay is counted on the profile, which changes it.
    changed: dateTime(Math.max(record.changedOn, history.lastDeparture ?? 0), 50_000),
    logmark: 1,
  });
  if (personal['cardno'] !== undefined && personal['cardno'] !== null) writeCard(g, random, party, no);
  linkGuest(g, party, no, record, foreign);
}

function isAgency(party: Party): boolean {
  return party.kind === 'O' && party.company.trade === '旅行社' && !party.keyAccount;
}

function remember(g: Generation, party: Party, guestNo: string): void {
  g.guestNumbers.remember(party.id, guestNo);
  if (!isAgency(party)) return;
  g.agencies.push({ party: party.id, guestNo });
  if (g.agencies.length > KNOWN_AGENCIES) g.agencies.shift();
}

/** Guest profiles of a party and its stays; the profile keeps totals over its own stays. Gives the days of cancelled arrivals. */
export function writeGuests(g: Generation, party: Party, finance: readonly string[]): readonly Day[] {
  const numbers = Array.from({ length: party.records.pms }, () => String(g.next('guest')).padStart(9, '0'));
  const companyNo = party.employer === null ? null : (g.guestNumbers.of(party.employer) ?? null);
  const stays = writeStays(g, party, numbers, companyNo);
  numbers.forEach((no, copy) => {
    const account = ledgerAccount(g, party, copy, no, finance);
    writeGuest(g, party, { copy, no, companyNo, account, stays: stays.filter((stay) => stay.guest === copy) });
  });
  if (numbers[0] !== undefined) remember(g, party, numbers[0]);
  return stays.filter((stay) => stay.status === 'X').map((stay) => stay.arrival);
}
