import { calendarDay } from '../codec/calendar';

/** A calendar day; `month` counts from 1. */
export interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const DAY_MS = 86_400_000;

/** The day of a canonical date, or of an instant where its source stands; null when the text is neither. */
export function splitDay(text: string): Day | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})(?:T|$)/.exec(text);
  if (!found) return null;
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])];
  return calendarDay(year, month, day) === null ? null : { year, month, day };
}

/** `YYYY-MM-DD` some days later; null outside the years 1000 to 9999. */
export function dayPlus({ year, month, day }: Day, days: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day) + days * DAY_MS);
  if (Number.isNaN(date.getTime())) return null;
  return calendarDay(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
}

/** Calendar days from `b` to `a`. */
export function daysBetween(a: Day, b: Day): number {
  return (Date.UTC(a.year, a.month - 1, a.day) - Date.UTC(b.year, b.month - 1, b.day)) / DAY_MS;
}
