import Decimal from 'decimal.js';
import { isOpen, type Ticket } from '../tickets/ticket';

/** The facts of one ticket that count towards a summary. */
export type TicketFacts = Pick<Ticket, 'status' | 'complaint' | 'rating' | 'openedAt'>;

export interface ServiceSummary {
  readonly ticketCount: number;
  readonly openCount: number;
  readonly unknownStatusCount: number;
  readonly complaintCount: number;
  readonly ratedCount: number;
  /** Decimal text with two digits; null when nothing was rated. */
  readonly averageRating: string | null;
  readonly lastTicketAt: string | null;
}

/**
 * Counts the tickets of a customer; voided tickets don't count.
 * A ticket whose status is unknown counts as a ticket but never as open, and is told apart.
 */
export function summarise(tickets: readonly TicketFacts[]): ServiceSummary {
  const counted = tickets.filter(({ status }) => status !== 'VOID');
  const ratings = counted.flatMap(({ rating }) => rating ?? []);
  const times = counted.flatMap(({ openedAt }) => openedAt ?? []).toSorted((a, b) => Date.parse(a) - Date.parse(b));
  return {
    ticketCount: counted.length,
    openCount: counted.filter(({ status }) => status !== null && isOpen(status)).length,
    unknownStatusCount: counted.filter(({ status }) => status === null).length,
    complaintCount: counted.filter(({ complaint }) => complaint).length,
    ratedCount: ratings.length,
    averageRating: average(ratings),
    lastTicketAt: times.at(-1) ?? null,
  };
}

function average(ratings: readonly number[]): string | null {
  if (ratings.length === 0) return null;
  return Decimal.sum(...ratings)
    .div(ratings.length)
    .toFixed(2, Decimal.ROUND_HALF_UP);
}
