import type { Bound, CanonicalCondition, Codec, Stored, StoredCondition } from './codec';
import type { CodecSpec } from './codec-spec';
import { calendarDay, epochOfLocal, offsetOf } from './calendar';
import { NO_VALUE } from './no-value';
import { dayReader, IMPOSSIBLE, isEpochForm } from './stored-date';

const ISO_TEXT = 'text yyyy-MM-dd';
/** Forms in which later days are larger stored values. */
const ORDERED: ReadonlySet<string> = new Set(['date', 'datetime', 'yyyymmdd', 'yyyymm', 'unix', 'unixms', ISO_TEXT]);
const FIRST_DAY = '1000-01-01';
const FOR_EVER = '9999-12-31';
const DAY_MS = 86_400_000;

/** What "no date" and "for ever" are in each form; in SQL they are compared as text. */
export const SENTINELS: Readonly<Record<string, readonly Stored[]>> = {
  yyyymmdd: [0, 99991231],
  yyyymm: [0, 999912],
  unix: [0],
  unixms: [0],
  date: ['', '0000-00-00', '0000-00-00 00:00:00', FOR_EVER, `${FOR_EVER} 00:00:00`, `${FOR_EVER} 23:59:59`],
  [ISO_TEXT]: ['', '0000-00-00', FOR_EVER],
};

/** Calendar days (`as: date <form>`). Zero dates and "for ever" mean nothing; an impossible day is BAD_DATE. */
export function dateCodec({ as = 'date', timezone, nullDates = [], nulls = [] }: CodecSpec): Codec {
  const asked = as.replace(/^date ?/, '') || 'date';
  const form = asked === 'text' ? ISO_TEXT : asked;
  const nothing = [...nullDates, ...nulls];
  const read = dayReader(form, timezone, nothing);
  return {
    sortable: ORDERED.has(form),
    decode(stored) {
      const day = read(stored);
      return day === IMPOSSIBLE ? NO_VALUE.BAD_DATE : day;
    },
    invert: (condition) => invertDay(condition, form, timezone, nothing),
  };
}

function invertDay(
  condition: CanonicalCondition,
  form: string,
  timezone: string,
  nothing: readonly string[],
): StoredCondition | null {
  if (condition.op === 'prefix') return null;
  if (condition.op === 'isNull') {
    const sentinels = SENTINELS[form === 'datetime' ? 'date' : form];
    // In integer and text forms an impossible day is null too, and no list of stored values names them all.
    return sentinels ? { exact: false, op: 'null', values: [...sentinels, ...nothing], negated: !condition.value } : null;
  }
  const start = startOf(form, timezone);
  if (!start) return null;
  // An impossible day of these forms lies among the real ones, and a day that means nothing among those that mean something.
  const exact = form !== 'yyyymmdd' && form !== ISO_TEXT && nothing.length === 0;
  const except = isEpochForm(form) ? { except: [0] } : {};
  const range = (low: string, high: string): StoredCondition => {
    const [from, before] = [low < FIRST_DAY ? FIRST_DAY : low, high > FOR_EVER ? FOR_EVER : high];
    return from < before
      ? { exact, op: 'range', low: included(start(from)), high: excluded(start(before)), ...except }
      : { exact: true, op: 'never' };
  };
  if (condition.op === 'in') return invertDays(condition.values.map(String), form, nothing, range);
  const day = realDay(String(condition.value));
  if (day === null) return null;
  switch (condition.op) {
    case 'ge':
      return range(day, FOR_EVER);
    case 'gt':
      return range(nextDay(day), FOR_EVER);
    case 'lt':
      return range(FIRST_DAY, day);
    case 'le':
      return range(FIRST_DAY, nextDay(day));
  }
}

function invertDays(
  values: readonly string[],
  form: string,
  nothing: readonly string[],
  range: (low: string, high: string) => StoredCondition,
): StoredCondition | null {
  const days = values.flatMap((value) => realDay(value) ?? []).filter((day) => day < FOR_EVER);
  if (days.length === 0) return { exact: true, op: 'never' };
  if (form === 'yyyymmdd') return { exact: nothing.length === 0, op: 'in', values: days.map(compact) };
  const [day] = days;
  return days.length === 1 && day !== undefined ? range(day, nextDay(day)) : null;
}

/** The first stored value of a day; null for forms without a range. */
function startOf(form: string, timezone: string): ((day: string) => Stored) | null {
  if (form === 'date' || form === 'datetime' || form === ISO_TEXT) return (day) => day;
  if (form === 'yyyymmdd') return compact;
  if (!isEpochForm(form)) return null;
  const offset = offsetOf(timezone);
  return (day) => epochOfLocal(Date.parse(day), offset) / (form === 'unix' ? 1000 : 1);
}

function realDay(text: string): string | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return found ? calendarDay(Number(found[1]), Number(found[2]), Number(found[3])) : null;
}

export const included = (value: Stored): Bound => ({ value, inclusive: true });
export const excluded = (value: Stored): Bound => ({ value, inclusive: false });
const compact = (day: string): number => Number(day.replaceAll('-', ''));

function nextDay(day: string): string {
  return day >= FOR_EVER ? FOR_EVER : new Date(Date.parse(day) + DAY_MS).toISOString().slice(0, 10);
}
