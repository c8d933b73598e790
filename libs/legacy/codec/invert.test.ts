import fc from 'fast-check';
import { buildCodec } from './build-codec';
import { NO_MORE, type CanonicalCondition, type CanonicalValue, type Stored, type StoredCondition } from './codec';
import type { CodecSpec } from './codec-spec';
import { NoValue } from './no-value';

type Spec = Partial<CodecSpec> & Pick<CodecSpec, 'kind'>;

const codec = (spec: Spec) => buildCodec({ currency: 'CNY', timezone: 'Asia/Shanghai', ...spec });
const INSTANT = /^\d{4}-\d{2}-\d{2}T/;
const order = (a: Stored, b: Stored): number => (a === b ? 0 : a !== null && b !== null && a < b ? -1 : 1);

/** What a database does with a condition; numbers compare as numbers, text as text. */
function selects(stored: Stored, condition: StoredCondition): boolean {
  const listed = (values: readonly Stored[]): boolean => values.some((value) => String(value) === String(stored));
  switch (condition.op) {
    case 'never':
      return false;
    case 'text':
    case 'in':
      return stored !== null && listed(condition.values);
    case 'prefix':
      return String(stored).startsWith(condition.text);
    case 'null':
      return (stored === null || listed(condition.values)) !== condition.negated;
    case 'range': {
      const { low, high, except = [] } = condition;
      if (stored === null || listed(except)) return false;
      if (low && (low.inclusive ? order(stored, low.value) < 0 : order(stored, low.value) <= 0)) return false;
      return !high || (high.inclusive ? order(stored, high.value) <= 0 : order(stored, high.value) < 0);
    }
  }
}

const same = (a: string, b: string): boolean =>
  a === b || (INSTANT.test(a) && INSTANT.test(b) && Date.parse(a) === Date.parse(b));

function fulfils(value: CanonicalValue, condition: CanonicalCondition): boolean {
  if (condition.op === 'isNull') return (value === null) === condition.value;
  if (value === null) return false;
  if (condition.op === 'in') return condition.values.some((wanted) => same(String(value), String(wanted)));
  if (condition.op === 'prefix') return String(value).startsWith(condition.value);
  const sides = [value, condition.value].map((side) =>
    INSTANT.test(String(side)) ? Date.parse(String(side)) : /^-?\d+(\.\d+)?$/.test(String(side)) ? Number(side) : String(side),
  );
  const size = order(sides[0] ?? null, sides[1] ?? null);
  return { gt: size > 0, ge: size >= 0, lt: size < 0, le: size <= 0 }[condition.op];
}

const DAYS = ['1000-01-01', '1900-01-01', '1969-12-31', '1970-01-01', '2024-02-29', '2026-06-29', '2026-06-30', '2026-07-01'];
const CLOCKS = ['00:00:00', '00:00:01', '13:30:00', '23:59:59'];
const aDay = fc.constantFrom(...DAYS, '9999-12-30', '9999-12-31');
const aDatetime = fc
  .tuple(fc.constantFrom(...DAYS, '9999-12-31', '0000-00-00'), fc.constantFrom(...CLOCKS))
  .map((parts) => parts.join(' '));
const anInstant = fc
  .tuple(fc.constantFrom(...DAYS.slice(1)), fc.constantFrom(...CLOCKS), fc.constantFrom('+08:00', 'Z'))
  .map(([day, clock, zone]) => `${day}T${clock}${zone}`);
const seconds = fc.oneof(
  anInstant.map((text) => Date.parse(text) / 1000),
  fc.constantFrom(0, -1, 999912345, 99999999999999),
);
const code = fc.constantFrom('A', 'B', 'C', 'x', '-', '0');
const limits = <T extends string | number>(value: fc.Arbitrary<T>): fc.Arbitrary<CanonicalCondition> =>
  fc.oneof(
    fc.tuple(fc.constantFrom('gt', 'ge', 'lt', 'le'), value).map(([op, limit]): CanonicalCondition => ({ op, value: limit })),
    fc.array(value, { minLength: 1, maxLength: 2 }).map((values): CanonicalCondition => ({ op: 'in', values })),
  );

describe('a pushed condition', () => {
  it.each<[string, Spec, fc.Arbitrary<Stored>, fc.Arbitrary<CanonicalCondition>]>([
    ['native dates', { kind: 'date' }, fc.oneof(aDay, aDatetime), limits(aDay)],
    ['native dates with null dates', { kind: 'date', nullDates: ['19000101'] }, fc.oneof(aDay, aDatetime), limits(aDay)],
    [
      'integer dates',
      { kind: 'date', as: 'date yyyymmdd' },
      fc.oneof(
        aDay.map((day) => Number(day.replaceAll('-', ''))),
        fc.constantFrom(0, 20260230, 99991231, 123),
      ),
      limits(aDay),
    ],
    ['dates in seconds', { kind: 'date', as: 'date unix' }, seconds, limits(fc.constantFrom(...DAYS.slice(1)))],
    ['dates in ISO text', { kind: 'date', as: 'date text' }, fc.oneof(aDay, fc.constant('2026-02-30')), limits(aDay)],
    [
      'native instants',
      { kind: 'instant' },
      fc.oneof(
        aDatetime,
        aDatetime.map((text) => `${text}.250`),
      ),
      limits(anInstant),
    ],
    ['instants in seconds', { kind: 'instant', as: 'instant unix' }, seconds, limits(anInstant)],
    ['instants in seconds, -1 unset', { kind: 'instant', as: 'instant unix', nulls: ['-1'] }, seconds, limits(anInstant)],
    [
      'instants in milliseconds',
      { kind: 'instant', as: 'instant unixms' },
      fc.tuple(anInstant, fc.integer({ min: 0, max: 999 })).map(([text, ms]) => Date.parse(text) + ms),
      limits(anInstant),
    ],
    ['whole numbers', { kind: 'int', nulls: ['-1'] }, fc.integer({ min: -3, max: 3 }), limits(fc.integer({ min: -3, max: 3 }))],
    [
      'codes',
      { kind: 'code', codes: { A: 'ONE', B: 'TWO', C: 'ONE', '-': 'null', '(null)': 'TWO', '*': 'ANY' } },
      fc.option(fc.oneof(code, fc.constant(''))),
      fc.oneof(
        limits(fc.constantFrom('ONE', 'TWO', 'NONE', 'ANY')),
        fc.boolean().map((value): CanonicalCondition => ({ op: 'isNull', value })),
      ),
    ],
    [
      'codes where NULL means nothing',
      { kind: 'code', codes: { A: 'ONE', '-': 'null', '*': 'ANY' }, nulls: ['0'] },
      fc.option(fc.oneof(code, fc.constant(''))),
      fc.oneof(
        limits(fc.constantFrom('ONE', 'NONE')),
        fc.boolean().map((value): CanonicalCondition => ({ op: 'isNull', value })),
      ),
    ],
    [
      'flags',
      { kind: 'bool' },
      fc.constantFrom('Y', 'n', '1', '0', 0, 1, null),
      fc.boolean().map((value) => ({ op: 'in', values: [value] })),
    ],
  ])('finds every row of %s, and only those when it is exact', (_claim, spec, stored, condition) => {
    const built = codec(spec);
    fc.assert(
      fc.property(stored, condition, (value, wanted) => {
        const pushed = built.invert(wanted);
        if (!pushed) return;
        const decoded = built.decode(value, null, NO_MORE);
        const holds = !(decoded instanceof NoValue) && fulfils(decoded, wanted);
        const selected = selects(value, pushed);
        if (holds) expect(selected).toBe(true);
        if (pushed.exact) expect(selected).toBe(holds);
      }),
      { numRuns: 1000 },
    );
  });

  it.each<[string, Spec, fc.Arbitrary<string>]>([
    ['date', { kind: 'date' }, fc.constantFrom(...DAYS)],
    ['date yyyymmdd', { kind: 'date', as: 'date yyyymmdd' }, fc.constantFrom(...DAYS)],
    ['date unix', { kind: 'date', as: 'date unix' }, fc.constantFrom(...DAYS.slice(4))],
    ['instant', { kind: 'instant' }, anInstant],
    ['instant unix', { kind: 'instant', as: 'instant unix' }, anInstant.filter((text) => Date.parse(text) !== 0)],
    ['decimal', { kind: 'decimal' }, fc.integer({ min: -9_999_999, max: 9_999_999 }).map((cents) => String(cents / 100))],
    ['code', { kind: 'code', codes: { A: 'ONE', B: 'TWO', C: 'ONE' } }, fc.constantFrom('ONE', 'TWO')],
  ])('leads a value of %s back to a stored one that decodes to it', (_form, spec, values) => {
    const built = codec(spec);
    fc.assert(
      fc.property(values, (value) => {
        const pushed = built.invert({ op: 'in', values: [value] });
        const stored =
          pushed?.op === 'in' || pushed?.op === 'text'
            ? pushed.values
            : pushed?.op === 'range'
              ? [pushed.low?.value ?? null]
              : [];
        expect(stored.length).toBeGreaterThan(0);
        for (const each of stored) {
          const decoded = built.decode(each, null, NO_MORE);
          if (decoded === null || decoded instanceof NoValue) throw new Error(`${String(each)} decodes to nothing`);
          expect(same(String(decoded), value)).toBe(true);
        }
      }),
    );
  });
});

describe('decoding', () => {
  const forms: readonly Spec[] = [
    { kind: 'text', clean: ['html', 'half', 'repair gbk-in-latin1', 'strip'] },
    { kind: 'int' },
    { kind: 'decimal' },
    { kind: 'money' },
    { kind: 'bool' },
    { kind: 'code', codes: { A: 'B' } },
    { kind: 'list', as: 'phones' },
    ...['date', 'yyyymmdd', 'yyyymm', 'unix', 'unixms', 'text yyyy-M-d', 'yyyymmdd+hhmmss'].flatMap((form): Spec[] => [
      { kind: 'date', as: `date ${form}` },
      { kind: 'instant', as: `instant ${form}` },
    ]),
  ];

  it('costs a bad value its field and never throws, whatever is stored', () => {
    const stored = fc.oneof(
      fc.string(),
      fc.double(),
      fc.integer(),
      fc.constant(null),
      fc.stringMatching(/^\d{1,20}$/),
      fc.stringMatching(/^\d{4}-\d{2}-\d{2}( \d\d:\d\d)?$/),
    );
    const codecs = forms.map(codec);
    fc.assert(
      fc.property(fc.constantFrom(...codecs), stored, stored, (built, first, second) => {
        expect(built.decode(first, second, [second])).not.toBeUndefined();
      }),
      { numRuns: 5000 },
    );
  });
});
