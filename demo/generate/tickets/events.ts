import { type Generation } from '../generation';
import { type Random } from '../random';
import { REPLIES, SURVEY_REMARKS } from '../words/ticket-words';
import { type TicketFacts } from './tickets';

/** Status changes in their order, each with its moment, up to the status the ticket has. */
function statusChanges(ticket: TicketFacts): readonly (readonly [number, number, number])[] {
  const changes: (readonly [number, number, number])[] = [];
  if (ticket.status === 0) return changes;
  changes.push([0, 1, ticket.opened + 120]);
  if (ticket.responded > 0) changes.push([1, 2, ticket.responded]);
  if (ticket.status === 3) changes.push([2, 3, ticket.responded + 60]);
  if (ticket.status === 6) changes.push([changes.length, 6, ticket.opened + 600]);
  if (ticket.status === 4 || ticket.status === 5) changes.push([2, 4, ticket.solved]);
  if (ticket.status === 5) changes.push([4, 5, ticket.closed]);
  return changes;
}

export function writeTicketEvents(g: Generation, random: Random, ticket: TicketFacts): void {
  for (const [from, to, at] of statusChanges(ticket)) {
    g.data.add('tickets', 'hd_log', {
      lid: g.next('hd_log'),
      tid: ticket.id,
      st_from: from,
      st_to: to,
      sid: ticket.staff,
      add_time: at,
    });
  }
  if (ticket.responded === 0) return;
  const end = ticket.solved > 0 ? ticket.solved : ticket.responded + 7200;
  const replies = 1 + random.poisson(1.2);
  for (let index = 0; index < replies; index += 1) {
    const byCustomer = index > 0 && random.chance(0.35);
    g.data.add('tickets', 'hd_reply', {
      rid: g.next('hd_reply'),
      tid: ticket.id,
      uid: byCustomer ? ticket.userId : 0,
      sid: byCustomer ? 0 : ticket.staff,
      is_inner: !byCustomer && random.chance(0.2) ? 1 : 0,
      content: byCustomer ? '请问处理进度如何？' : random.pick(REPLIES),
      add_time: ticket.responded + Math.floor(((end - ticket.responded) * index) / replies),
    });
  }
}

export function writeTicketSurvey(g: Generation, random: Random, ticket: TicketFacts): void {
  const score = random.weighted([
    [1, 6],
    [2, 5],
    [3, 12],
    [4, 30],
    [5, 47],
  ] as const);
  g.data.add('tickets', 'hd_visit', {
    vid: g.next('hd_visit'),
    tid: ticket.id,
    score,
    nps: Math.min(10, Math.max(0, score * 2 + random.int(-2, 1))),
    remark: random.chance(0.5) ? random.pick(SURVEY_REMARKS) : '',
    add_time: (ticket.closed > 0 ? ticket.closed : ticket.solved) + random.int(60, 3600),
  });
}
