import { DateTime } from 'luxon';
import type { Stored } from './codec';
import { calendarDay, isWritable, offsetOf } from './calendar';
import { storedText } from './stored-text';

/** Stands for a stored date that no calendar has. */
export const IMPOSSIBLE = 'impossible';

/** A stored date: a day, null for "nothing", or IMPOSSIBLE. */
export type StoredDay = string | null;

const NUMBER = /^-?\d+(?:\.\d+)?$/;
// What legacy systems write for "no date" and "for ever", in the forms dates are stored in.
const ZERO = /^0+$|^0000-00-00/;
const FOR_EVER = /^9999[-/.]?12[-/.]?31|^999912$/;
const MOST_REMEMBERED = 20_000;

/** Stored numbers of seconds or milliseconds since 1970. */
export const isEpochForm = (form: string): boolean => form === 'unix' || form === 'unixms';

/** Milliseconds since 1970, null for 0, IMPOSSIBLE for what is no instant of the years 1000 to 9999. */
export function readEpoch(text: string, form: string): number | null | typeof IMPOSSIBLE {
  if (!NUMBER.test(text)) return IMPOSSIBLE;
  const epochMs = Math.floor(Number(text) * (form === 'unix' ? 1000 : 1));
  if (epochMs === 0) return null;
  return isWritable(epochMs) ? epochMs : IMPOSSIBLE;
}

/** Texts and days that mean nothing, however the mapping writes the day: 19000101 or 1900-01-01. */
export function nothingOf(texts: readonly string[]): (text: string, day: string | null) => boolean {
  const nothing = new Set(texts);
  return (text, day) => nothing.has(text) || (day !== null && (nothing.has(day) || nothing.has(day.replaceAll('-', ''))));
}

/** Zero dates and "for ever" in forms that write the digits of a day. */
export const isSentinel = (text: string): boolean => ZERO.test(text) || FOR_EVER.test(text);

/** Reads the day out of one stored form; memoised, for dates repeat. */
export function dayReader(form: string, timezone: string, nullDates: readonly string[]): (stored: Stored) => StoredDay {
  const parse = dayParser(form, timezone);
  const isNothing = nothingOf(nullDates);
  const epoch = isEpochForm(form);
  const known = new Map<Stored, StoredDay>();
  const read = (stored: Stored): StoredDay => {
    const text = storedText(stored);
    if (text === null) return null;
    if (isNothing(text, null) || (epoch ? readEpoch(text, form) === null : isSentinel(text))) return null;
    const day = parse(text);
    return isNothing(text, day) ? null : (day ?? IMPOSSIBLE);
  };
  return (stored) => {
    const before = known.get(stored);
    if (before !== undefined) return before;
    const day = read(stored);
    if (known.size > MOST_REMEMBERED) known.clear();
    known.set(stored, day);
    return day;
  };
}

function dayParser(form: string, timezone: string): (text: string) => string | null {
  switch (form) {
    case 'date':
    case 'datetime':
      return (text) => match(/^(\d{4})-(\d{2})-(\d{2})(?:[ T].*)?$/, text);
    case 'yyyymmdd':
    case 'yyyymmdd+hhmmss':
      return (text) => match(/^(\d{4})(\d{2})(\d{2})$/, text);
    case 'yyyymm':
      return (text) => match(/^(\d{4})(\d{2})(01)$/, `${text}01`);
    case 'unix':
    case 'unixms': {
      const offset = offsetOf(timezone);
      return (text) => {
        const epochMs = readEpoch(text, form);
        return typeof epochMs === 'number' ? new Date(epochMs + offset(epochMs) * 60_000).toISOString().slice(0, 10) : null;
      };
    }
    default: {
      const parse = textParser(form);
      return (text) => {
        const local = parse(text);
        return local === null ? null : new Date(local).toISOString().slice(0, 10);
      };
    }
  }
}

/**
 * Reads `text <format>...` as if it stood in UTC. A format of the clock belongs to the day before it: `yyyy/MM/dd HH:mm` is one.
 * @throws Error for another form, or a format that luxon does not know or that names no year
 */
export function textParser(form: string): (text: string) => number | null {
  if (!form.startsWith('text ')) {
    throw new Error(
      `unknown date form "${form}"; known are date, datetime, yyyymmdd, yyyymm, unix, unixms, yyyymmdd+hhmmss, text <format>`,
    );
  }
  const formats: string[] = [];
  for (const word of form.split(' ').slice(1)) {
    if (/[yMd]/.test(word) || formats.length === 0) formats.push(word);
    else formats.push(`${formats.pop() ?? ''} ${word}`);
  }
  const dayless = formats.find((format) => !format.includes('y'));
  if (dayless !== undefined) throw new Error(`the date format "${dayless}" names no year`);
  const parsers = formats.map((format) => DateTime.buildFormatParser(format));
  return (text) => {
    for (const parser of parsers) {
      const date = DateTime.fromFormatParser(text, parser, { zone: 'utc' });
      if (date.isValid && date.year >= 1000 && date.year <= 9999) return date.toMillis();
    }
    return null;
  };
}

function match(pattern: RegExp, text: string): string | null {
  const found = pattern.exec(text);
  return found ? calendarDay(Number(found[1]), Number(found[2]), Number(found[3])) : null;
}
