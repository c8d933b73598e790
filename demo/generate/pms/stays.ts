import { AS_OF_DAY, dateTime, type Day, FIRST_DAY, monthOf } from '../calendar';
import { centsText } from '../decimal-text';
import { type Generation } from '../generation';
import { type Party } from '../population';
import { itemAt, type Random } from '../random';
import { AGENTS, FEATURES, HOTELS, ROOM_TYPES } from './codes';
import { drawFolio, type Folio, folioCells } from './folios';

const MONTH_WEIGHTS = [0.8, 0.9, 0.95, 1.1, 1.15, 0.95, 1.2, 1.25, 1, 1.3, 0.95, 0.85];
/** A stay is copied to history at once and leaves the current tables this many days after check-out. */
const CURRENT_DAYS = 10;

type Status = 'R' | 'I' | 'O' | 'S' | 'X' | 'N';

export interface Stay {
  readonly hotel: string;
  readonly account: string;
  readonly guest: number;
  readonly status: Status;
  readonly arrival: Day;
  readonly nights: number;
  readonly rate: number;
  readonly folio: Folio;
}

function arrivalDay(random: Random): Day {
  for (;;) {
    const day = random.int(FIRST_DAY, AS_OF_DAY + 30);
    if (random.next() * 1.3 < (MONTH_WEIGHTS[monthOf(day)] ?? 1)) return day;
  }
}

function drawStatus(random: Random, arrival: Day, departure: Day): Status {
  const cancelled = random.weighted([
    ['O', 79],
    ['X', 16],
    ['N', 3],
    ['S', 2],
  ] as const);
  if (arrival > AS_OF_DAY) return cancelled === 'X' ? 'X' : 'R';
  if (departure > AS_OF_DAY && cancelled !== 'X' && cancelled !== 'N') return 'I';
  return cancelled;
}

function drawStay(g: Generation, random: Random, guests: number): Stay {
  const arrival = arrivalDay(random);
  const nights = Math.min(14, 1 + Math.floor(random.exponential(1.1)));
  const status = drawStatus(random, arrival, arrival + nights);
  const rate = Math.round(random.lognormal(6.15, 0.35)) * 100;
  const slept = status === 'I' ? AS_OF_DAY - arrival + 1 : status === 'O' || status === 'S' ? nights : 0;
  return {
    hotel: random.pick(HOTELS).id,
    account: `F${String(g.next('accnt')).padStart(8, '0')}`,
    guest: guests > 1 && random.chance(0.25) ? random.int(0, guests - 1) : 0,
    status,
    arrival,
    nights,
    rate,
    folio: drawFolio(random, arrival, slept, rate, status === 'O' ? 'ALL' : status === 'I' ? 'DEPOSIT' : 'NONE'),
  };
}

function stayCells(
  random: Random,
  stay: Stay,
  guestNo: string,
  companyNo: string | null,
): Record<string, string | number | null> {
  const room = random.pick(ROOM_TYPES);
  const through =
    companyNo !== null
      ? 'DIR'
      : random.weighted([
          ['DIR', 60],
          ['OTA', 32],
          ['AGT', 8],
        ] as const);
  const agent = through === 'DIR' ? null : itemAt(AGENTS, (through === 'AGT' ? 0 : 2) + random.int(0, 1)).no;
  const booked = stay.arrival - random.int(0, 40);
  const arrived = stay.status === 'I' || stay.status === 'O' || stay.status === 'S';
  const wishes = [...new Set(Array.from({ length: random.poisson(0.5) }, () => random.pick(FEATURES)[0]))];
  const left = stay.status === 'O' || stay.status === 'S';
  return {
    hotelid: stay.hotel,
    accnt: stay.account,
    haccnt: guestNo,
    master: stay.account,
    sta: stay.status,
    restype: 'GTD',
    type: room.type,
    roomno: arrived ? `${random.int(3, 18)}${String(random.int(1, 20)).padStart(2, '0')}` : null,
    arr: dateTime(stay.arrival, 50_400),
    dep: dateTime(stay.arrival + stay.nights, 43_200),
    gstno: random.weighted([
      [1, 65],
      [2, 35],
    ] as const),
    children: random.chance(0.06) ? 1 : 0,
    rmrate: centsText(Math.round(stay.rate * 1.15)),
    setrate: centsText(stay.rate),
    ratecode: companyNo !== null ? 'COR1' : through === 'OTA' ? 'OTA1' : 'RACK',
    packages: random.chance(0.4) ? 'BF' : '',
    market: companyNo !== null ? 'COR' : through === 'OTA' ? 'OTA' : 'FIT',
    src: through === 'DIR' ? random.pick(['WKI', 'TEL', 'WEB']) : 'AGT',
    channel: through,
    cusno: companyNo,
    agent,
    crsno: through === 'OTA' ? `OT${random.digits(10)}` : null,
    paycode: random.pick(['9001', '9002', '9003']),
    charge: centsText(stay.folio.charge),
    credit: centsText(stay.folio.credit),
    srqs: wishes.join(','),
    ref: random.chance(0.05) ? '晚到，请保留房间' : null,
    resby: 'RS01',
    restime: dateTime(booked, random.int(30_000, 72_000)),
    ciby: arrived ? 'FO01' : null,
    citime: arrived ? dateTime(stay.arrival, random.int(46_000, 80_000)) : null,
    coby: left ? 'FO02' : null,
    cotime: left ? dateTime(stay.arrival + stay.nights, random.int(25_000, 43_000)) : null,
    logmark: 1,
  };
}

function writeStay(g: Generation, random: Random, stay: Stay, guestNo: string, companyNo: string | null): void {
  const cells = stayCells(random, stay, guestNo, companyNo);
  const departure = stay.arrival + stay.nights;
  const waiting = stay.status === 'R' || stay.status === 'I';
  const current = waiting || departure >= AS_OF_DAY - CURRENT_DAYS;
  const account = { hotelid: stay.hotel, accnt: stay.account, accntof: stay.account, roomno: cells['roomno'] ?? null };
  stay.folio.lines.forEach((line, index) => {
    const lineCells = { ...account, ...folioCells(line, index + 1) };
    if (current) g.data.add('pms', 'account', lineCells);
    if (!waiting) g.data.add('pms', 'haccount', lineCells);
  });
  if (current) g.data.add('pms', 'master', cells);
  if (waiting) return;
  // The history copy of a stay that is still current was taken before the folio was closed.
  const stale = current && stay.status === 'O';
  if (stale) g.truth.fault('pms', 'hmaster', `${stay.hotel}|${stay.account}`, 'STALE_HISTORY_COPY');
  g.data.add('pms', 'hmaster', stale ? { ...cells, sta: 'I', credit: '0.00', coby: null, cotime: null } : cells);
}

/** Stays of a party's guest profiles. A company profile that is the guest itself stands for rooms it books in its own name. */
export function writeStays(
  g: Generation,
  party: Party,
  guestNumbers: readonly string[],
  companyNo: string | null,
): readonly Stay[] {
  const random = g.random('stays', party.id);
  if (guestNumbers.length === 0) return [];
  const usual = party.kind === 'P' ? random.poisson(1.5 * party.weight) : random.poisson(0.8 * party.weight);
  const count = party.keyAccount ? 6 + random.int(0, 6) : Math.min(80, usual);
  const stays: Stay[] = [];
  for (let index = 0; index < count; index += 1) {
    const stay = drawStay(g, random, guestNumbers.length);
    const onAccount = party.kind === 'P' && companyNo !== null && random.chance(0.7) ? companyNo : null;
    writeStay(g, random, stay, itemAt(guestNumbers, stay.guest), onAccount);
    stays.push(stay);
  }
  return stays;
}
