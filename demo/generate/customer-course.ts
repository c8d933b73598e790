import { AS_OF_DAY, type Day, FIRST_DAY } from './calendar';
import { type Generation } from './generation';
import { type Party } from './population';

/** Tickets of a party in three years, per unit of its weight. */
export const TICKETS_PER_WEIGHT = 2.2;
const COMPLAINT_SHARE = 0.06;
const MAX_COMPLAINTS = 12;

/** What a customer complains about and when it has had enough; drawn first, because it decides what else happens. */
export interface CustomerCourse {
  readonly complaints: readonly Day[];
  /** Last day of business; null while it goes on. */
  readonly leftOn: Day | null;
}

/** Most who complain twice stop buying within months. */
export function drawCourse(g: Generation, party: Party): CustomerCourse {
  const random = g.random('course', party.id);
  const mean = COMPLAINT_SHARE * TICKETS_PER_WEIGHT * party.weight;
  const count = party.records.tickets > 0 ? Math.min(MAX_COMPLAINTS, random.poisson(mean)) : 0;
  const days = Array.from({ length: count }, () => random.int(FIRST_DAY, AS_OF_DAY)).sort((a, b) => a - b);
  const leaves = random.chance(0.6) && !party.keyAccount;
  const patience = 5 + Math.round(random.exponential(60));
  const [, second] = days;
  const left = second === undefined ? null : second + patience;
  const leftOn = leaves && left !== null && left < AS_OF_DAY ? left : null;
  return { complaints: leftOn === null ? days : days.filter((day) => day <= leftOn), leftOn };
}
