import { buildCodec } from './build-codec';
import type { Codec, Stored, StoredCondition } from './codec';
import type { CodecSpec } from './codec-spec';
import { NoValue } from './no-value';

/** When a row last changed: a day, an instant, or a number that only grows. */
export type Mark = string | number;

/** How the watermark of a row is stored, and how the rows since one are found. */
export interface Watermark {
  /** The mark of a row; null for a row that carries none. `more` is the second column of a date and its clock. */
  read(stored: Stored, more: readonly Stored[]): Mark | null;
  /** Condition on the first column: rows from `mark` less the overlap on, all rows with a mark for null. May let more rows through. */
  since(mark: Mark | null): StoredCondition;
  /** The day of a mark, YYYY-MM-DD; null for marks that are no time. */
  dayOf(mark: Mark): string | null;
}

type Zone = Pick<CodecSpec, 'timezone' | 'currency' | 'nullDates'>;

const FIRST_DAY = '1000-01-02';
const DAY_MS = 86_400_000;

/** @throws Error in words a mapping's author understands, for forms that are not in the order of time */
export function watermark(as: string, overlapMs: number, columns: number, zone: Zone): Watermark {
  const [kind = ''] = as.split(' ');
  if (kind !== 'date' && kind !== 'instant' && kind !== 'int') {
    throw new Error(`a watermark is a date, an instant or an int, not "as: ${as}"`);
  }
  if (kind === 'int' && overlapMs > 0) throw new Error('a number that only grows has no overlap');
  const clock = columns > 1;
  if (clock !== (as === 'instant yyyymmdd+hhmmss'))
    throw new Error('two columns are an "instant yyyymmdd+hhmmss", which has two');
  const codec = buildCodec({ ...zone, kind, as });
  // The clock of a day does not help to find its rows: they are found by whole days.
  const searched = clock ? buildCodec({ ...zone, kind: 'date', as: 'date yyyymmdd' }) : codec;
  const start = (mark: Mark): Mark => {
    if (typeof mark === 'number') return mark;
    const from = new Date(Date.parse(mark) - overlapMs).toISOString();
    // The day where the source stands, and no later one: an overlap may be longer, never shorter.
    return searched === codec && kind === 'instant'
      ? from
      : new Date(Date.parse(mark.slice(0, 10)) - daysOf(overlapMs)).toISOString().slice(0, 10);
  };
  const all = condition(searched, kind === 'int' ? null : clock || kind === 'date' ? FIRST_DAY : `${FIRST_DAY}T00:00:00Z`);
  if (!all) throw new Error(`"as: ${as}" is not stored in the order of time, so that changes since a time cannot be found by it`);
  return {
    read(stored, more) {
      const decoded = codec.decode(stored, null, more);
      return decoded instanceof NoValue || (typeof decoded !== 'string' && typeof decoded !== 'number') ? null : decoded;
    },
    since: (mark) => (mark === null ? all : (condition(searched, start(mark)) ?? all)),
    dayOf: (mark) => (typeof mark === 'number' ? null : mark.slice(0, 10)),
  };
}

const daysOf = (ms: number): number => Math.ceil(ms / DAY_MS) * DAY_MS;

function condition(codec: Codec, from: Mark | null): StoredCondition | null {
  return codec.invert(from === null ? { op: 'isNull', value: false } : { op: 'ge', value: from });
}
