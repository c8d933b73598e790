import type { CanonicalCondition, Codec, Decoded, Stored, StoredCondition } from './codec';
import type { CodecSpec } from './codec-spec';
import { epochOfLocal, isoInstant, offsetOf } from './calendar';
import { bounds } from './number-codec';
import { dayReader, IMPOSSIBLE } from './stored-date';
import { storedText } from './stored-text';

/** Points in time (`as: instant <form>`), answered with the offset of the source's time zone. */
export function instantCodec({ as = 'instant', timezone, nullDates = [], nulls = [] }: CodecSpec): Codec {
  const form = as.replace(/^instant ?/, '') || 'datetime';
  const offset = offsetOf(timezone);
  const nothing = new Set(['0', ...nulls]);
  if (form === 'unix' || form === 'unixms') {
    const scale = form === 'unix' ? 1000 : 1;
    return {
      sortable: true,
      decode([stored]) {
        const text = storedText(stored);
        if (text === null || nothing.has(text)) return { value: null };
        const epochMs = Number(text) * scale;
        return Number.isFinite(epochMs) ? { value: isoInstant(epochMs, offset(epochMs)) } : { reason: 'BAD_DATE' };
      },
      invert: (condition) => invertInstant(condition, (epochMs) => epochMs / scale, [0]),
    };
  }
  const read = dayReader(form, timezone, [...nullDates, ...nulls]);
  const toInstant = (day: string, clock: string): Decoded => {
    const local = Date.parse(`${day}T${clock}Z`);
    if (Number.isNaN(local)) return { reason: 'BAD_DATE' };
    const epochMs = epochOfLocal(local, offset);
    return { value: isoInstant(epochMs, offset(epochMs)) };
  };
  return {
    sortable: form === 'datetime',
    decode(stored) {
      const day = read(stored[0]);
      if (day === null) return { value: null };
      return day === IMPOSSIBLE ? { reason: 'BAD_DATE' } : toInstant(day, clockOf(stored, form));
    },
    invert: (condition) => (form === 'datetime' ? invertInstant(condition, (epochMs) => localText(epochMs, offset), []) : null),
  };
}

function clockOf(stored: readonly Stored[], form: string): string {
  if (form === 'yyyymmdd+hhmmss') {
    const digits = (storedText(stored[1]) ?? '0').padStart(6, '0');
    return `${digits.slice(0, 2)}:${digits.slice(2, 4)}:${digits.slice(4, 6)}`;
  }
  return /[ T](\d{2}:\d{2}(?::\d{2})?)/.exec(storedText(stored[0]) ?? '')?.[1]?.padEnd(8, ':00') ?? '00:00:00';
}

function localText(epochMs: number, offset: (epochMs: number) => number): string {
  return new Date(epochMs + offset(epochMs) * 60_000).toISOString().slice(0, 19).replace('T', ' ');
}

function invertInstant(
  condition: CanonicalCondition,
  toStored: (epochMs: number) => Stored,
  except: readonly Stored[],
): StoredCondition | null {
  switch (condition.op) {
    case 'in':
      return { exact: true, op: 'in', values: condition.values.map((value) => toStored(Date.parse(String(value)))) };
    case 'isNull':
      return { exact: false, op: 'null', values: except, negated: !condition.value };
    case 'prefix':
      return null;
    case 'gt':
    case 'ge':
    case 'lt':
    case 'le':
      return { exact: true, op: 'range', ...bounds(condition.op, toStored(Date.parse(String(condition.value)))), except };
  }
}
