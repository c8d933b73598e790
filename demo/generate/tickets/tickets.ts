import { AS_OF_DAY, type Day, isoDate, unixTime } from '../calendar';
import { type CustomerCourse } from '../customer-course';
import { type Generation } from '../generation';
import { ROOMS } from '../pms/hotels';
import { type Party } from '../population';
import { itemAt, type Random } from '../random';
import { type Order } from '../sales/orders';
import { TICKET_SUBJECTS } from '../words/ticket-words';
import { type Asset } from './assets';
import { SERVICE_LEVELS, STAFF } from './codes';
import { writeTicketEvents, writeTicketSurvey } from './events';
import { drawTicketDays, type TicketDay } from './ticket-days';
import { type TicketUser } from './users';

/** The last moment that has happened. */
export const NOW = unixTime(AS_OF_DAY, 86_399);

export interface TicketTimes {
  readonly opened: number;
  readonly responded: number;
  readonly solved: number;
  readonly closed: number;
}

export interface TicketFacts extends TicketTimes {
  readonly id: number;
  readonly staff: number;
  readonly userId: number;
  readonly status: number;
}

const upToNow = (moment: number): number => (moment <= NOW ? moment : 0);

function drawTimes(random: Random, opened: number): TicketTimes {
  const solve = Math.max(600, Math.round(random.lognormal(9.6, 1.3)));
  const responded = upToNow(opened + Math.round(solve * (0.05 + 0.25 * random.next())));
  const solved = responded === 0 ? 0 : upToNow(opened + solve);
  const closed = solved === 0 || random.chance(0.15) ? 0 : upToNow(solved + random.int(3600, 5 * 86_400));
  return { opened, responded, solved, closed };
}

function drawStatus(random: Random, times: TicketTimes): number {
  if (random.chance(0.02)) return 6;
  if (times.closed > 0) return 5;
  if (times.solved > 0) return 4;
  return times.responded > 0 ? random.int(2, 3) : random.int(0, 1);
}

/** What a customer can ask about. */
export interface TicketContext {
  readonly users: readonly TicketUser[];
  readonly orders: readonly Order[];
  readonly assets: readonly Asset[];
}

function assetOf(random: Random, assets: readonly Asset[], day: Day): string {
  const owned = assets.filter((asset) => asset.soldOn <= day);
  const typed = `SN${random.digits(8)}`;
  const known = random.chance(0.8);
  return known && owned.length > 0 ? random.pick(owned).serial : typed;
}

function drawLevel(random: Random) {
  return itemAt(
    SERVICE_LEVELS,
    random.weighted([
      [0, 5],
      [1, 20],
      [2, 55],
      [3, 20],
    ] as const),
  );
}

/** Plants what is wrong in the row of a ticket, and notes it. */
function ticketFaults(g: Generation, random: Random, { id, status, closed }: TicketFacts) {
  const deleted = random.chance(0.015);
  const timeless = random.chance(0.003) && status === 5;
  if (deleted) g.truth.fault('tickets', 'hd_ticket', String(id), 'SOFT_DELETED');
  if (timeless) g.truth.fault('tickets', 'hd_ticket', String(id), 'CLOSED_WITHOUT_TIME', String(closed));
  return { deleted, timeless };
}

function drawRating(random: Random, finished: boolean): number {
  const rating = random.weighted([
    [1, 6],
    [2, 5],
    [3, 12],
    [4, 30],
    [5, 47],
  ] as const);
  return random.chance(0.35) && finished ? rating : 0;
}

function writeTicket(
  g: Generation,
  random: Random,
  user: TicketUser,
  { orders, assets }: TicketContext,
  ticket: TicketDay,
): void {
  const { day, complaint } = ticket;
  const id = g.next('hd_ticket');
  const subject = random.pick(TICKET_SUBJECTS);
  const level = drawLevel(random);
  const times = drawTimes(random, unixTime(day, random.int(28_800, 79_000)));
  const status = drawStatus(random, times);
  const order = orders.length > 0 && subject.category <= 3 && random.chance(0.5) ? random.pick(orders) : null;
  const anonymous = random.chance(0.12);
  const finished = status === 4 || status === 5;
  const facts: TicketFacts = { id, ...times, status, staff: random.int(1, STAFF), userId: anonymous ? 0 : user.id };
  const stamp = isoDate(day).replaceAll('-', '');
  const { deleted, timeless } = ticketFaults(g, random, facts);
  g.data.add('tickets', 'hd_ticket', {
    id,
    tno: `GD${stamp}-${String(g.next(`GD/${stamp}`)).padStart(4, '0')}`,
    uid: facts.userId,
    cname: user.name,
    ctel: user.phone,
    company: user.company,
    catid: subject.category,
    title: subject.title,
    content: `${subject.title}。客户来电反映，请尽快处理。`,
    pri: level.priority,
    status,
    channel: subject.category === 5 ? 5 : random.int(1, 4),
    sid: status === 0 ? 0 : facts.staff,
    order_no: order?.number ?? null,
    room_no: subject.category === 5 ? random.pick(ROOMS).number : null,
    prod_sn: subject.category === 1 ? assetOf(random, assets, day) : null,
    is_complaint: complaint ? 1 : 0,
    due_time: times.opened + level.solveMinutes * 60,
    first_resp: times.responded,
    solve_time: times.solved,
    close_time: timeless ? 0 : times.closed,
    reopen: finished && random.chance(0.04) ? 1 : 0,
    satis: drawRating(random, finished),
    add_time: times.opened,
    up_time: Math.max(times.opened, times.responded, times.solved, times.closed),
    is_del: deleted ? 1 : 0,
  });
  writeTicketEvents(g, random, facts);
  if (finished && random.chance(0.2)) writeTicketSurvey(g, random, facts);
}

export function writeTickets(
  g: Generation,
  party: Party,
  context: TicketContext,
  course: CustomerCourse,
  upsets: readonly Day[],
): void {
  const random = g.random('tickets', party.id);
  const { users, orders } = context;
  if (users.length === 0) return;
  const billed = orders.filter((order) => order.number !== null);
  const returned = billed.filter((order) => order.isReturn).map((order) => order.day);
  for (const ticket of drawTicketDays(random, party, course, [...upsets, ...returned])) {
    const user = random.chance(0.8) ? itemAt(users, 0) : random.pick(users);
    writeTicket(g, random, user, { ...context, orders: billed }, ticket);
  }
}
