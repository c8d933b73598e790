import type { CanonicalCondition, Codec, Stored, StoredCondition } from './codec';
import type { CodecSpec } from './codec-spec';
import { epochOfLocal, offsetOf } from './calendar';
import { bounds } from './number-codec';
import { dayReader, IMPOSSIBLE } from './stored-date';

const SENTINELS: Readonly<Record<string, readonly Stored[]>> = {
  yyyymmdd: [0, 99991231],
  yyyymm: [0, 999912],
  unix: [0],
  unixms: [0],
  date: ['0000-00-00', '0000-00-00 00:00:00', '9999-12-31', '9999-12-31 00:00:00'],
};

/** Calendar days (`as: date <form>`). Zero dates and "for ever" mean nothing; an impossible day is BAD_DATE. */
export function dateCodec({ as = 'date', timezone, nullDates = [], nulls = [] }: CodecSpec): Codec {
  const form = as.replace(/^date ?/, '') || 'date';
  const read = dayReader(form, timezone, [...nullDates, ...nulls]);
  const except = [...(SENTINELS[form] ?? []), ...nullDates, ...nulls];
  return {
    sortable: form !== 'text' && !form.startsWith('text ') ? true : form === 'text yyyy-MM-dd',
    decode([stored]) {
      const day = read(stored);
      return day === IMPOSSIBLE ? { reason: 'BAD_DATE' } : { value: day };
    },
    invert: (condition) => invertDay(condition, form, timezone, except),
  };
}

function invertDay(
  condition: CanonicalCondition,
  form: string,
  timezone: string,
  except: readonly Stored[],
): StoredCondition | null {
  switch (condition.op) {
    case 'prefix':
      return null;
    case 'isNull':
      // In integer and text forms an impossible day is null too, and no list of stored values names them all.
      return { exact: false, op: 'null', values: except, negated: !condition.value };
    case 'in':
      if (form === 'yyyymmdd') return { exact: true, op: 'in', values: condition.values.map((day) => compact(String(day))) };
      return condition.values.length === 1
        ? dayRange(String(condition.values[0]), String(condition.values[0]), form, timezone, except)
        : null;
    case 'gt':
    case 'ge':
    case 'lt':
    case 'le': {
      const day = String(condition.value);
      if (form === 'yyyymmdd') return { exact: false, op: 'range', ...bounds(condition.op, compact(day)), except };
      if (condition.op === 'ge' || condition.op === 'gt')
        return dayRange(condition.op === 'ge' ? day : nextDay(day), null, form, timezone, except);
      return dayRange(null, condition.op === 'le' ? day : nextDay(day, -1), form, timezone, except);
    }
  }
}

/** Days from..to as a half-open range of stored values. */
function dayRange(
  from: string | null,
  to: string | null,
  form: string,
  timezone: string,
  except: readonly Stored[],
): StoredCondition | null {
  const start = from === null ? null : startOf(from, form, timezone);
  const end = to === null ? null : startOf(nextDay(to), form, timezone);
  if (start === undefined || end === undefined) return null;
  return {
    exact: form !== 'text yyyy-MM-dd',
    op: 'range',
    ...(start !== null && { low: { value: start, inclusive: true } }),
    ...(end !== null && { high: { value: end, inclusive: false } }),
    except,
  };
}

function startOf(day: string, form: string, timezone: string): Stored | undefined {
  switch (form) {
    case 'date':
    case 'datetime':
    case 'text yyyy-MM-dd':
      return day;
    case 'unix':
      return epochOfLocal(Date.parse(day), offsetOf(timezone)) / 1000;
    case 'unixms':
      return epochOfLocal(Date.parse(day), offsetOf(timezone));
    default:
      return undefined;
  }
}

const compact = (day: string): number => Number(day.replaceAll('-', ''));
const nextDay = (day: string, days = 1): string => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
