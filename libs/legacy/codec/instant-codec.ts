import type { CanonicalCondition, Codec, Decoded, Stored, StoredCondition } from './codec';
import type { CodecSpec } from './codec-spec';
import { calendarDay, epochOfLocal, isoInstant, isWritable, offsetOf } from './calendar';
import { excluded, included } from './date-codec';
import { NO_VALUE } from './no-value';
import { dayReader, IMPOSSIBLE, isEpochForm, isSentinel, nothingOf, readEpoch, textParser } from './stored-date';
import { storedText } from './stored-text';

type Offset = (epochMs: number) => number;
/** A point in time, null for "nothing", or IMPOSSIBLE. */
type Instant = number | null | typeof IMPOSSIBLE;

const SECOND_MS = 1000;
const DAY_MS = 86_400_000;
const MOST_SHIFT_MS = 3 * 3_600_000;
const FOR_EVER_MS = Date.UTC(9999, 11, 30);

/** Points in time (`as: instant <form>`), answered in whole seconds with the offset of the source's time zone. */
export function instantCodec({ as = 'instant', timezone, nullDates = [], nulls = [] }: CodecSpec): Codec {
  const asked = as.replace(/^instant ?/, '') || 'datetime';
  const form = asked === 'text' ? 'text yyyy-MM-dd' : asked;
  const offset = offsetOf(timezone);
  const nothing = [...nullDates, ...nulls];
  const read = instantReader(form, timezone, offset, nothing);
  const isNothing = nothingOf(nothing);
  return {
    sortable: form === 'datetime' || isEpochForm(form),
    decode(stored, _currency, more): Decoded {
      const epochMs = read(stored, more);
      if (epochMs === null) return null;
      if (epochMs === IMPOSSIBLE || !isWritable(epochMs)) return NO_VALUE.BAD_DATE;
      const value = isoInstant(epochMs, offset(epochMs));
      return nothing.length > 0 && isNothing(value, value.slice(0, 10)) ? null : value;
    },
    invert: (condition) => invertInstant(condition, form, offset),
  };
}

function instantReader(
  form: string,
  timezone: string,
  offset: Offset,
  nothing: readonly string[],
): (stored: Stored, more: readonly Stored[]) => Instant {
  const isNothing = nothingOf(nothing);
  const ofText =
    (parse: (text: string) => Instant): ((stored: Stored) => Instant) =>
    (stored) => {
      const text = storedText(stored);
      return text === null || isNothing(text, null) ? null : parse(text);
    };
  const inZone = (local: number | null): Instant => (local === null ? IMPOSSIBLE : epochOfLocal(local, offset));
  if (isEpochForm(form)) return ofText((text) => readEpoch(text, form));
  if (form === 'datetime') return ofText((text) => (isSentinel(text) ? null : inZone(localDatetime(text))));
  if (form.startsWith('text ')) {
    const parse = textParser(form);
    return ofText((text) => (isSentinel(text) ? null : inZone(parse(text))));
  }
  const day = dayReader(form, timezone, nothing);
  return (stored, more) => {
    const found = day(stored);
    if (found === null || found === IMPOSSIBLE) return found;
    const clock = form === 'yyyymmdd+hhmmss' ? clockMs(storedText(more[0]) ?? '0') : 0;
    return inZone(clock === null ? null : Date.parse(found) + clock);
  };
}

/** Milliseconds of `YYYY-MM-DD HH:MM:SS` as if it stood in UTC; null for impossible days and clocks. */
function localDatetime(text: string): number | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?$/.exec(text);
  if (!found) return null;
  const day = calendarDay(Number(found[1]), Number(found[2]), Number(found[3]));
  const clock = clockOf(Number(found[4] ?? 0), Number(found[5] ?? 0), Number(found[6] ?? 0));
  return day === null || clock === null ? null : Date.parse(day) + clock;
}

/** Milliseconds of 93005 (09:30:05), stored with or without its zero. */
function clockMs(text: string): number | null {
  const [, hours, minutes, seconds] = /^(\d{2})(\d{2})(\d{2})$/.exec(text.padStart(6, '0')) ?? [];
  return clockOf(Number(hours), Number(minutes), Number(seconds));
}

function clockOf(hours: number, minutes: number, seconds: number): number | null {
  return hours < 24 && minutes < 60 && seconds < 60 ? ((hours * 60 + minutes) * 60 + seconds) * SECOND_MS : null;
}

function invertInstant(condition: CanonicalCondition, form: string, offset: Offset): StoredCondition | null {
  const toStored = storedOf(form, offset);
  if (!toStored || condition.op === 'prefix') return null;
  if (condition.op === 'isNull') {
    // What is no instant is null too.
    return condition.value ? null : { exact: false, op: 'null', values: [], negated: true };
  }
  // Where clocks are put back or forward, local times are not in the order of time: look a little further, and check again.
  const shift = (epochMs: number): number =>
    form === 'datetime' && offset(epochMs - DAY_MS) !== offset(epochMs + DAY_MS) ? MOST_SHIFT_MS : 0;
  const except = isEpochForm(form) ? { except: [0] } : {};
  // Decoded instants are whole seconds: what is stored between two of them belongs to the first.
  const range = (low: number | null, high: number): StoredCondition => {
    const [from, before] = [low === null ? 0 : shift(low), high >= FOR_EVER_MS ? 0 : shift(high)];
    return {
      exact: false,
      op: 'range',
      low: included(low === null ? firstOf(form) : toStored(low - from)),
      high: excluded(toStored(Math.min(high + before, FOR_EVER_MS))),
      ...except,
    };
  };
  if (condition.op === 'in') {
    const seconds = condition.values
      .map((value) => Date.parse(String(value)))
      .filter((epochMs) => epochMs % SECOND_MS === 0 && !(epochMs === 0 && form === 'unix'));
    const [second] = seconds;
    if (second === undefined) return { exact: true, op: 'never' };
    if (seconds.length === 1) return range(second, second + SECOND_MS);
    return form === 'unix' ? { exact: false, op: 'in', values: seconds.map(toStored) } : null;
  }
  const epochMs = Date.parse(String(condition.value));
  if (!isWritable(epochMs)) return null;
  const after = (Math.floor(epochMs / SECOND_MS) + 1) * SECOND_MS;
  const from = Math.ceil(epochMs / SECOND_MS) * SECOND_MS;
  switch (condition.op) {
    case 'gt':
      return range(after, FOR_EVER_MS);
    case 'ge':
      return range(from, FOR_EVER_MS);
    case 'lt':
      return range(null, from);
    case 'le':
      return range(null, after);
  }
}

/** How an instant is stored; null for forms without an inverse. */
function storedOf(form: string, offset: Offset): ((epochMs: number) => Stored) | null {
  if (isEpochForm(form)) return (epochMs) => epochMs / (form === 'unix' ? SECOND_MS : 1);
  if (form !== 'datetime') return null;
  return (epochMs) => new Date(epochMs + offset(epochMs) * 60_000).toISOString().slice(0, 19).replace('T', ' ');
}

// The first year that has four digits: below it lie zero dates.
function firstOf(form: string): Stored {
  return isEpochForm(form) ? Date.UTC(1000, 0, 2) / (form === 'unix' ? SECOND_MS : 1) : '1000-01-02 00:00:00';
}
