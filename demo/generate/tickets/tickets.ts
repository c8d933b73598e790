import { AS_OF_DAY, type Day, FIRST_DAY, isoDate, unixTime } from '../calendar';
import { type Generation } from '../generation';
import { type Party } from '../population';
import { itemAt, type Random } from '../random';
import { type Order } from '../sales/orders';
import { TICKET_SUBJECTS } from '../words/ticket-words';
import { SERVICE_LEVELS, STAFF } from './codes';
import { writeTicketEvents, writeTicketSurvey } from './events';
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

/** Half of the tickets come within a month after a return, where there is one: unhappy customers write. */
function openingDay(random: Random, orders: readonly Order[]): Day {
  const returns = orders.filter((order) => order.isReturn);
  if (returns.length > 0 && random.chance(0.3)) return Math.min(AS_OF_DAY, random.pick(returns).day + random.int(1, 30));
  return random.int(FIRST_DAY, AS_OF_DAY);
}

function writeTicket(g: Generation, random: Random, user: TicketUser, orders: readonly Order[], day: Day): void {
  const id = g.next('hd_ticket');
  const subject = random.pick(TICKET_SUBJECTS);
  const level = itemAt(
    SERVICE_LEVELS,
    random.weighted([
      [0, 5],
      [1, 20],
      [2, 55],
      [3, 20],
    ] as const),
  );
  const times = drawTimes(random, unixTime(day, random.int(28_800, 79_000)));
  const status = drawStatus(random, times);
  const order = orders.length > 0 && subject.category <= 3 && random.chance(0.5) ? random.pick(orders) : null;
  const anonymous = random.chance(0.12);
  const finished = status === 4 || status === 5;
  const facts: TicketFacts = { id, ...times, status, staff: random.int(1, STAFF), userId: anonymous ? 0 : user.id };
  const rated = finished && random.chance(0.35);
  const stamp = isoDate(day).replaceAll('-', '');
  const lastChange = Math.max(times.opened, times.responded, times.solved, times.closed);
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
    room_no: subject.category === 5 ? String(random.int(3, 18) * 100 + random.int(1, 20)) : null,
    prod_sn: subject.category === 1 ? `SN${random.digits(8)}` : null,
    is_complaint: random.chance(subject.category === 5 ? 0.15 : 0.05) ? 1 : 0,
    due_time: times.opened + level.solveMinutes * 60,
    first_resp: times.responded,
    solve_time: times.solved,
    close_time: times.closed,
    reopen: finished && random.chance(0.04) ? 1 : 0,
    satis: rated
      ? random.weighted([
          [1, 6],
          [2, 5],
          [3, 12],
          [4, 30],
          [5, 47],
        ] as const)
      : 0,
    add_time: times.opened,
    up_time: lastChange,
    is_del: random.chance(0.015) ? 1 : 0,
  });
  writeTicketEvents(g, random, facts);
  if (finished && random.chance(0.2)) writeTicketSurvey(g, random, facts);
}

export function writeTickets(g: Generation, party: Party, users: readonly TicketUser[], orders: readonly Order[]): void {
  const random = g.random('tickets', party.id);
  if (users.length === 0) return;
  const count = party.keyAccount ? 6 + random.int(0, 6) : Math.min(120, random.poisson(1.6 * party.weight));
  const billed = orders.filter((order) => order.number !== null);
  for (let index = 0; index < count; index += 1) {
    const user = index === 0 || random.chance(0.8) ? itemAt(users, 0) : random.pick(users);
    writeTicket(g, random, user, billed, openingDay(random, billed));
  }
}
