import { DateTime } from 'luxon';
import type { Stored } from './codec';
import { calendarDay, offsetOf } from './calendar';
import { storedText } from './stored-text';

/** Stands for a stored date that no calendar has. */
export const IMPOSSIBLE = 'impossible';

/** A stored date: a day, null for "nothing", or IMPOSSIBLE. */
export type StoredDay = string | null;

// What legacy systems write for "no date" and "for ever", in the forms dates are stored in.
const ZERO = /^0+$|^0000-00-00/;
const FOR_EVER = /^9999(-?12-?31|12|-12)/;

/** Reads the day out of one stored form; memoised, for dates repeat. */
export function dayReader(
  form: string,
  timezone: string,
  nullDates: readonly string[],
): (stored: Stored | undefined) => StoredDay {
  const parse = dayParser(form, timezone);
  const nothing = new Set(nullDates);
  const known = new Map<string, StoredDay>();
  return (stored) => {
    const text = storedText(stored);
    if (text === null) return null;
    const before = known.get(text);
    if (before !== undefined) return before;
    const day = nothing.has(text) || ZERO.test(text) || FOR_EVER.test(text) ? null : (parse(text) ?? IMPOSSIBLE);
    if (known.size > 20_000) known.clear();
    known.set(text, day);
    return day;
  };
}

function dayParser(form: string, timezone: string): (text: string) => string | null {
  const [name = '', ...formats] = form.split(' ');
  switch (name) {
    case 'date':
    case 'datetime':
      return (text) => match(/^(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T].*)?$/, text);
    case 'yyyymmdd':
    case 'yyyymmdd+hhmmss':
      return (text) => match(/^(\d{4})(\d{2})(\d{2})$/, text);
    case 'yyyymm':
      return (text) => match(/^(\d{4})(\d{2})(01)$/, `${text}01`);
    case 'unix':
    case 'unixms': {
      const scale = name === 'unix' ? 1000 : 1;
      const offset = offsetOf(timezone);
      return (text) => {
        const epochMs = Number(text) * scale;
        return Number.isFinite(epochMs) ? new Date(epochMs + offset(epochMs) * 60_000).toISOString().slice(0, 10) : null;
      };
    }
    case 'text': {
      const patterns = formats.length > 0 ? formats : ['yyyy-MM-dd'];
      return (text) => {
        for (const pattern of patterns) {
          const date = DateTime.fromFormat(text, pattern, { zone: 'utc' });
          if (date.isValid) return date.toISODate();
        }
        return null;
      };
    }
    default:
      throw new Error(
        `unknown date form "${form}"; known are date, datetime, yyyymmdd, yyyymm, unix, unixms, yyyymmdd+hhmmss, text <format>`,
      );
  }
}

function match(pattern: RegExp, text: string): string | null {
  const found = pattern.exec(text);
  return found ? calendarDay(Number(found[1]), Number(found[2]), Number(found[3])) : null;
}
