import { AS_OF_DAY, dateTime, type Day, dayOf } from '../calendar';
import { centsText } from '../decimal-text';
import { type Generation } from '../generation';
import { typedNumber } from '../noise';
import { drawRecord, linkRecord } from '../party-record';
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
}

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
  };
}

function personCells(g: Generation, random: Random, party: Party, key: string): Record<string, string | number | null> {
  if (party.kind === 'O') return { street: party.address, phone: party.landline };
  const known = random.chance(0.7);
  const typed = typedNumber(random, party.residentNo.slice(0, 17), 0.05);
  if (known && typed.error !== '') g.truth.fault('pms', 'guest', key, 'RESIDENT_NUMBER_TYPO', party.residentNo);
  return {
    lname: party.person.surname.pinyin,
    fname: party.person.given.map((syllable) => syllable.pinyin).join(''),
    name2: party.pinyin,
    sex: party.person.male ? '1' : '2',
    idcls: known ? '01' : null,
    ident: known ? typed.text + party.residentNo.slice(17) : null,
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

function writeGuest(
  g: Generation,
  party: Party,
  copy: number,
  no: string,
  companyNo: string | null,
  account: string | null,
  stays: readonly Stay[],
): void {
  const record = drawRecord(g, party, 'pms', copy);
  const random = record.random;
  const history = historyOf(stays);
  const foreign = party.kind === 'P' && random.chance(0.04);
  const wishes = [
    ...new Set(Array.from({ length: random.poisson(party.kind === 'P' ? 1.1 : 0) }, () => random.pick(FEATURES)[0])),
  ];
  const agency = party.kind === 'O' && party.company.trade === '旅行社';
  const personal = personCells(g, random, party, no);
  g.data.add('pms', 'guest', {
    no,
    class: party.kind === 'P' ? 'F' : agency && !party.keyAccount ? 'A' : 'C',
    sta: record.deleted ? 'X' : 'I',
    name: foreign ? party.pinyin.toUpperCase() : record.name,
    ...personal,
    vip: random.weighted([
      ['0', 88],
      ['1', 7],
      ['2', 3],
      ['3', 2],
    ] as const),
    nation: 'CN',
    mobile: record.phone.slice(0, 20),
    email: random.chance(0.35) || (party.keyAccount && copy === 0) ? party.email : null,
    cno: companyNo,
    araccnt: account,
    feature: wishes.join(','),
    refer: random.chance(0.06) ? '常客，喜欢安静' : null,
    blacklist: random.chance(0.004) && !party.keyAccount ? 'T' : 'F',
    i_times: history.stays,
    n_times: history.noShows,
    x_times: history.cancels,
    i_days: history.nights,
    tl: centsText(history.spend),
    fv_date: history.first === null ? null : dateTime(history.first),
    lv_date: history.last === null ? null : dateTime(history.last),
    crtby: 'FO01',
    crttime: dateTime(record.createdOn, 40_000),
    changed: dateTime(record.changedOn, 50_000),
    logmark: 1,
  });
  if (personal['cardno'] !== undefined && personal['cardno'] !== null) writeCard(g, random, party, no);
  linkRecord(g, party, 'pms', no, foreign ? { ...record, errors: [...record.errors, 'PINYIN_NAME'] } : record);
}

/** Guest profiles of a party and its stays; the profile keeps totals over its own stays. */
export function writeGuests(g: Generation, party: Party, finance: readonly string[]): void {
  const numbers = Array.from({ length: party.records.pms }, () => String(g.next('guest')).padStart(9, '0'));
  if (numbers[0] !== undefined) g.guestNumbers.remember(party.id, numbers[0]);
  const companyNo = party.employer === null ? null : (g.guestNumbers.of(party.employer) ?? null);
  const stays = writeStays(g, party, numbers, companyNo);
  numbers.forEach((no, copy) => {
    writeGuest(
      g,
      party,
      copy,
      no,
      companyNo,
      ledgerAccount(g, party, copy, no, finance),
      stays.filter((stay) => stay.guest === copy),
    );
  });
}
