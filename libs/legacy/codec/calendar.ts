/** Days of a month, so that 20230230 is told from a real day. */
function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** `YYYY-MM-DD` of a real calendar day, else null. */
export function calendarDay(year: number, month: number, day: number): string | null {
  if (year < 1000 || year > 9999 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

const offsets = new Map<string, (epochMs: number) => number>();

/** Minutes a time zone is ahead of UTC at an instant. @throws RangeError for an unknown zone */
export function offsetOf(timezone: string): (epochMs: number) => number {
  const offset = offsets.get(timezone) ?? zoneOffset(timezone);
  offsets.set(timezone, offset);
  return offset;
}

function zoneOffset(timezone: string): (epochMs: number) => number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: timezone, timeZoneName: 'longOffset' });
  const minutesAt = (epochMs: number): number => {
    const name = format.formatToParts(epochMs).find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
    const match = /GMT([+-])(\d{2}):(\d{2})/.exec(name);
    return match ? (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) : 0;
  };
  const hours = new Map<number, number>();
  // An offset is looked up once per hour of the calendar; reads of a page share few of them.
  return (epochMs) => {
    const hour = Math.floor(epochMs / 3_600_000);
    const known = hours.get(hour);
    if (known !== undefined) return known;
    if (hours.size > 50_000) hours.clear();
    const minutes = minutesAt(epochMs);
    hours.set(hour, minutes);
    return minutes;
  };
}

const DAY_MS = 86_400_000;
const FIRST_MS = Date.UTC(1000, 0, 2);
const LAST_MS = Date.UTC(9999, 11, 30);

/** The instant has a year of four digits in every time zone; others cannot be written as ISO 8601. */
export function isWritable(epochMs: number): boolean {
  return epochMs >= FIRST_MS && epochMs < LAST_MS;
}

/** ISO 8601 with the zone's offset: `2026-06-30T08:00:00+08:00`. */
export function isoInstant(epochMs: number, offsetMinutes: number): string {
  const local = new Date(epochMs + offsetMinutes * 60_000).toISOString().slice(0, 19);
  const sign = offsetMinutes < 0 ? '-' : '+';
  const size = Math.abs(offsetMinutes);
  return `${local}${sign}${String(Math.floor(size / 60)).padStart(2, '0')}:${String(size % 60).padStart(2, '0')}`;
}

/**
 * The instant at which clocks of the zone show a local time. A time that they show twice is the first of the two; one that they leave
 * out, because they are put forward, is as much later.
 */
export function epochOfLocal(localMs: number, offset: (epochMs: number) => number): number {
  const before = offset(localMs - DAY_MS);
  const after = offset(localMs + DAY_MS);
  const first = localMs - before * 60_000;
  if (before === after || offset(first) === before) return first;
  const second = localMs - after * 60_000;
  return offset(second) === after ? second : first;
}
