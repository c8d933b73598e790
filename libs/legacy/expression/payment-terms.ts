import { DateTime } from 'luxon';

/**
 * Due date from the day of issue and payment terms: `N30` or `30` (days net), `EOM` and `EOM+10` (end of month, plus days),
 * `D20` (20th of the following month). Null when the terms are none of these.
 */
export function addTerms(day: string, terms: string): string | null {
  const from = DateTime.fromISO(day, { zone: 'utc' });
  const text = terms.trim().toUpperCase();
  const net = /^N?(\d{1,3})$/.exec(text);
  if (net) return from.plus({ days: Number(net[1]) }).toISODate();
  const endOfMonth = /^EOM(?:\+(\d{1,3}))?$/.exec(text);
  if (endOfMonth)
    return from
      .endOf('month')
      .plus({ days: Number(endOfMonth[1] ?? 0) })
      .toISODate();
  const dayOfNext = /^D(\d{1,2})$/.exec(text);
  if (!dayOfNext) return null;
  const next = from.plus({ months: 1 });
  const wanted = Number(dayOfNext[1]);
  return wanted >= 1 && wanted <= 31 ? next.set({ day: Math.min(wanted, next.daysInMonth ?? 28) }).toISODate() : null;
}
