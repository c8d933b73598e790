const DAY_MS = 86_400_000;
const ZONE_MS = 8 * 3_600_000;

/** First instant of a business day, in the zone the business works in (UTC+08:00, no summer time). */
export const dayStart = (day: string): string => `${day}T00:00:00+08:00`;

/** First instant that no longer belongs to the business day. */
export function dayEnd(day: string): string {
  const next = new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS);
  return dayStart(next.toISOString().slice(0, 10));
}

/** The business day an instant falls on. */
export function businessDayOf(instant: string): string {
  return new Date(Date.parse(instant) + ZONE_MS).toISOString().slice(0, 10);
}
