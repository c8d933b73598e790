import { AS_OF_DAY, type Day, FIRST_DAY } from '../calendar';
import { type CustomerCourse, TICKETS_PER_WEIGHT } from '../customer-course';
import { type Party } from '../population';
import { type Random } from '../random';

const UPSET_DAYS = 30;
/** Somebody who is upset writes two and a half times as often. */
const EXTRA_WHEN_UPSET = 1.5;
const MAX_TICKETS = 120;

export interface TicketDay {
  readonly day: Day;
  readonly complaint: boolean;
}

/**
 * When a customer writes: evenly over the years, more often for a month after something upset it (a payment reminder, a
 * cancelled stay, a return), its complaints on the days of its course, and no more once it has left.
 */
export function drawTicketDays(
  random: Random,
  party: Party,
  course: CustomerCourse,
  upsets: readonly Day[],
): readonly TicketDay[] {
  const recent = upsets.filter((day) => day >= FIRST_DAY && day < AS_OF_DAY);
  const span = AS_OF_DAY - FIRST_DAY;
  const mean = TICKETS_PER_WEIGHT * party.weight;
  const usual = party.keyAccount ? 6 + random.int(0, 6) : Math.min(MAX_TICKETS, random.poisson(mean));
  const upset = Math.min(span, UPSET_DAYS * recent.length);
  const extra = Math.min(MAX_TICKETS, random.poisson((mean * EXTRA_WHEN_UPSET * upset) / span));
  const days = [
    ...Array.from({ length: usual }, () => random.int(FIRST_DAY, AS_OF_DAY)),
    ...Array.from({ length: recent.length === 0 ? 0 : extra }, () => random.pick(recent) + random.int(1, UPSET_DAYS)),
  ];
  const last = course.leftOn ?? AS_OF_DAY;
  return [
    ...days.filter((day) => day <= last).map((day) => ({ day, complaint: false })),
    ...course.complaints.map((day) => ({ day, complaint: true })),
  ].sort((a, b) => a.day - b.day);
}
