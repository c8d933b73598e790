import { dayPlus, splitDay } from './calendar-days';

/**
 * Due date from the day of issue and payment terms: `N30` or `30` (days net), `EOM` and `EOM+10` (end of month, plus days),
 * `D20` (20th of the following month). Null when the terms are none of these or the day is no day.
 */
export function addTerms(day: string, terms: string): string | null {
  const issued = splitDay(day);
  if (!issued) return null;
  const text = terms.trim().toUpperCase();
  const net = /^N?(\d{1,3})$/.exec(text);
  if (net) return dayPlus(issued, Number(net[1]));
  // Day 0 of a month is the last day of the month before.
  const endOfMonth = /^EOM(?:\+(\d{1,3}))?$/.exec(text);
  if (endOfMonth) return dayPlus({ ...issued, month: issued.month + 1, day: 0 }, Number(endOfMonth[1] ?? 0));
  const wanted = Number(/^D(\d{1,2})$/.exec(text)?.[1] ?? 0);
  if (wanted < 1 || wanted > 31) return null;
  const last = new Date(Date.UTC(issued.year, issued.month + 1, 0)).getUTCDate();
  return dayPlus({ ...issued, month: issued.month + 1, day: Math.min(wanted, last) }, 0);
}
