import { AS_OF_DAY, dateTime, type Day, FIRST_DAY, monthOf } from '../calendar';
import { centsText } from '../decimal-text';
import { type Generation } from '../generation';
import { type Party } from '../population';
import { itemAt, type Random } from '../random';
import { AGENTS, FEATURES } from './codes';
import { drawFolio, type Folio, folioCells } from './folios';
import { hotelAt, hotelsAt, ROOM_TYPES, ROOMS } from './hotels';

const MONTH_WEIGHTS = [0.8, 0.9, 0.95, 1.1, 1.15, 0.95, 1.2, 1.25, 1, 1.3, 0.95, 0.85];
/** A stay is copied to history at once and leaves the current tables this many days after check-out. */
const CURRENT_DAYS = 10;

type Status = 'R' | 'I' | 'O' | 'S' | 'X' | 'N';

export interface Stay extends Booking {
  readonly account: string;
  readonly guest: number;
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

interface Booking {
  readonly hotel: string;
  readonly arrival: Day;
  readonly nights: number;
  readonly status: Status;
  /** Group account, when it is one of several rooms. */
  readonly group: string | null;
}

function drawBooking(random: Random, party: Party): Booking {
  const arrival = arrivalDay(random);
  const nights = Math.min(14, 1 + Math.round(random.exponential(1.1)));
  const status = drawStatus(random, arrival, arrival + nights);
  return { hotel: hotelAt(random.int(0, hotelsAt(party.id) - 1)), arrival, nights, status, group: null };
}

function drawStay(g: Generation, random: Random, guests: number, booking: Booking): Stay {
  const { status, arrival, nights } = booking;
  const rate = Math.round(random.lognormal(6.15, 0.35)) * 100;
  const slept = status === 'I' ? AS_OF_DAY - arrival + 1 : status === 'O' || status === 'S' ? nights : 0;
  return {
    ...booking,
    account: `F${String(g.next('accnt')).padStart(8, '0')}`,
    guest: guests > 1 && random.chance(0.25) ? random.int(0, guests - 1) : 0,
    rate,
    folio: drawFolio(random, arrival, slept, rate, status === 'O' ? 'ALL' : status === 'I' ? 'DEPOSIT' : 'NONE'),
  };
}

/** A room of the type; of guests in the house, one that nobody has yet, where there is one. */
function roomOf(g: Generation, random: Random, stay: Stay, type: string): string | null {
  const { status, hotel } = stay;
  if (status !== 'I' && status !== 'O' && status !== 'S') return null;
  const rooms = ROOMS.filter((room) => room.type === type);
  const start = random.int(0, rooms.length - 1);
  if (status !== 'I') return itemAt(rooms, start).number;
  for (let step = 0; step < rooms.length; step += 1) {
    const { number } = itemAt(rooms, (start + step) % rooms.length);
    if (!g.occupancy.isFree(hotel, number)) continue;
    g.occupancy.occupy(hotel, number);
    return number;
  }
  return itemAt(rooms, start).number;
}

interface Channel {
  readonly channel: 'DIR' | 'OTA' | 'AGT';
  readonly agent: string | null;
}

/** How it was booked; an agency that is itself a party books as the agent of the guest. */
function drawChannel(g: Generation, random: Random, party: Party, onCompany: boolean): Channel {
  const channel = random.weighted([
    ['DIR', 60],
    ['OTA', 32],
    ['AGT', 8],
  ] as const);
  const ownAgency = random.chance(0.5);
  const index = random.int(0, 1);
  const place = random.next();
  if (onCompany || channel === 'DIR') return { channel: 'DIR', agent: null };
  if (channel === 'OTA') return { channel, agent: itemAt(AGENTS, 2 + index).no };
  const agency = g.agencies[Math.floor(place * g.agencies.length)];
  if (!ownAgency || agency === undefined || agency.party === party.id) return { channel, agent: itemAt(AGENTS, index).no };
  g.truth.relations.push({ party: agency.party, relation: 'AGENT_FOR', to: party.id });
  return { channel, agent: agency.guestNo };
}

interface Whose {
  readonly guestNo: string;
  readonly companyNo: string | null;
}

function stayCells(
  g: Generation,
  random: Random,
  party: Party,
  stay: Stay,
  { guestNo, companyNo }: Whose,
): Record<string, string | number | null> {
  const room = random.weighted([
    ['STD', 50],
    ['DLX', 33],
    ['EXE', 13],
    ['STE', 4],
  ] as const);
  const { channel, agent } = drawChannel(g, random, party, companyNo !== null);
  const booked = stay.arrival - random.int(0, 40);
  const arrived = stay.status === 'I' || stay.status === 'O' || stay.status === 'S';
  const wishes = [...new Set(Array.from({ length: random.poisson(0.5) }, () => random.pick(FEATURES)[0]))];
  const left = stay.status === 'O' || stay.status === 'S';
  const listRate = (ROOM_TYPES.find(({ type }) => type === room)?.rate ?? 0) * 100;
  return {
    hotelid: stay.hotel,
    accnt: stay.account,
    haccnt: guestNo,
    groupno: stay.group,
    master: stay.account,
    sta: stay.status,
    restype: 'GTD',
    type: room,
    roomno: roomOf(g, random, stay, room),
    arr: dateTime(stay.arrival, 50_400),
    dep: dateTime(stay.arrival + stay.nights, 43_200),
    gstno: random.weighted([
      [1, 65],
      [2, 35],
    ] as const),
    children: random.chance(0.06) ? 1 : 0,
    rmrate: centsText(Math.max(listRate, stay.rate)),
    setrate: centsText(stay.rate),
    ratecode: companyNo !== null ? 'COR1' : channel === 'OTA' ? 'OTA1' : 'RACK',
    packages: random.chance(0.4) ? 'BF' : '',
    market: stay.group !== null ? 'GRP' : companyNo !== null ? 'COR' : channel === 'OTA' ? 'OTA' : 'FIT',
    src: channel === 'DIR' ? random.pick(['WKI', 'TEL', 'WEB']) : 'AGT',
    channel,
    cusno: companyNo,
    agent,
    crsno: channel === 'OTA' ? `OT${random.digits(10)}` : null,
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

interface Place {
  /** Stands in the current tables. */
  readonly current: boolean;
  /** Has not left yet, so there is no history copy. */
  readonly waiting: boolean;
}

function placeOf({ status, arrival, nights }: Booking): Place {
  const waiting = status === 'R' || status === 'I';
  return { waiting, current: waiting || arrival + nights >= AS_OF_DAY - CURRENT_DAYS };
}

function writeFolio(g: Generation, stay: Stay, roomno: string | number | null, { current, waiting }: Place): void {
  const billno = stay.status === 'O' ? `B${stay.account.slice(1)}` : null;
  const account = { hotelid: stay.hotel, accnt: stay.account, accntof: stay.account, roomno, billno };
  stay.folio.lines.forEach((line, index) => {
    const cells = { ...account, ...folioCells(line, index + 1) };
    if (current) g.data.add('pms', 'account', cells);
    if (!waiting) g.data.add('pms', 'haccount', cells);
  });
}

function writeStay(g: Generation, random: Random, party: Party, stay: Stay, whose: Whose): void {
  const cells = stayCells(g, random, party, stay, whose);
  const place = placeOf(stay);
  writeFolio(g, stay, cells['roomno'] ?? null, place);
  if (place.current) g.data.add('pms', 'master', cells);
  if (place.waiting) return;
  // The history copy of a stay that is still current was taken before the folio was closed.
  const stale = place.current && stay.status === 'O';
  if (stale) g.truth.fault('pms', 'hmaster', `${stay.hotel}|${stay.account}`, 'STALE_HISTORY_COPY');
  g.data.add('pms', 'hmaster', stale ? { ...cells, sta: 'I', credit: '0.00', coby: null, cotime: null } : cells);
}

/** The account of a group: no room and no folio of its own, its members name it. */
function writeGroup(g: Generation, booking: Booking): string {
  const accnt = `G${String(g.next('group accnt')).padStart(8, '0')}`;
  const cells = {
    hotelid: booking.hotel,
    accnt,
    master: accnt,
    sta: booking.status,
    arr: dateTime(booking.arrival, 50_400),
    dep: dateTime(booking.arrival + booking.nights, 43_200),
    market: 'GRP',
    ref: '团队',
    logmark: 1,
  };
  const place = placeOf(booking);
  if (place.current) g.data.add('pms', 'master', cells);
  if (!place.waiting) g.data.add('pms', 'hmaster', cells);
  return accnt;
}

/** One booking: a room, or several for a group of an organisation. */
function drawRooms(g: Generation, random: Random, party: Party, guests: number): readonly Stay[] {
  const booking = drawBooking(random, party);
  const isGroup = random.chance(0.08);
  const rooms = random.int(2, 4);
  if (party.kind === 'P' || !isGroup) return [drawStay(g, random, guests, booking)];
  const group = writeGroup(g, booking);
  return Array.from({ length: rooms }, () => drawStay(g, random, guests, { ...booking, group }));
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
    const onCompany = party.kind === 'P' && companyNo !== null && random.chance(0.7) ? companyNo : null;
    for (const stay of drawRooms(g, random, party, guestNumbers.length)) {
      writeStay(g, random, party, stay, { guestNo: itemAt(guestNumbers, stay.guest), companyNo: onCompany });
      stays.push(stay);
    }
  }
  return stays;
}
