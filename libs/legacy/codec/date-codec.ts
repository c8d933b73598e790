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
    invert: (condition) => invertDay(condition, form, timezone),
  };
}

function invertDay(condition: CanonicalCondition, form: string, timezone: string): StoredCondition | null {
  if (condition.op === 'prefix') return null;
  if (condition.op === 'isNull') {
    // An impossible day is null too, and no list of stored values names them all.
    return condition.value ? null : { exact: false, op: 'null', values: [], negated: true };
  }
  const start = startOf(form, timezone);
  if (!start) return null;
  // An impossible day lies among the real ones, and a day that means nothing among those that mean something: never exact.
  const except = isEpochForm(form) ? { except: [0] } : {};
  const range = (low: string, high: string): StoredCondition => {
    const [from, before] = [low < FIRST_DAY ? FIRST_DAY : low, high > FOR_EVER ? FOR_EVER : high];
    return from < before
      ? { exact: false, op: 'range', low: included(start(from)), high: excluded(start(before)), ...except }
      : { exact: true, op: 'never' };
  };
  if (condition.op === 'in') return invertDays(condition.values.map(String), form, range);
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
  range: (low: string, high: string) => StoredCondition,
): StoredCondition | null {
  const days = values.flatMap((value) => realDay(value) ?? []).filter((day) => day < FOR_EVER);
  if (days.length === 0) return { exact: true, op: 'never' };
  if (form === 'yyyymmdd') return { exact: false, op: 'in', values: days.map(compact) };
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
