import fc from 'fast-check';
import { buildCodec } from './build-codec';
import type { Codec, Stored } from './codec';
import type { CodecSpec } from './codec-spec';
import { NoValue } from './no-value';

const codec = (spec: Partial<CodecSpec> & Pick<CodecSpec, 'kind'>) =>
  buildCodec({ currency: 'CNY', timezone: 'Asia/Shanghai', ...spec });
const decode = (built: Codec, [first = null, ...more]: readonly Stored[], currency: Stored = null) => {
  const decoded = built.decode(first, currency, more);
  return decoded instanceof NoValue ? { reason: decoded.code } : { value: decoded };
};
const GENDER = { 男: 'MALE', '1': 'MALE', M: 'MALE', 女: 'FEMALE', '0': 'FEMALE', F: 'FEMALE' };

describe('decoding', () => {
  it.each<[string, Partial<CodecSpec> & Pick<CodecSpec, 'kind'>, readonly Stored[], unknown]>([
    ['cuts the trailing blanks of CHAR', { kind: 'text' }, ['A1   '], { value: 'A1' }],
    ['reads blank text as nothing', { kind: 'text' }, ['   '], { value: null }],
    ['joins columns, NULL parts left out', { kind: 'text', clean: ['squeeze', 'trim'] }, ['Anna', ' ', null], { value: 'Anna' }],
    ['cleans in the order given', { kind: 'text', clean: ['upper', 'strip'] }, [' ht-2019/01 '], { value: 'HT201901' }],
    ['turns full-width into half-width', { kind: 'text', clean: ['half'] }, ['ＡＢ１'], { value: 'AB1' }],
    ['repairs GBK read as latin1', { kind: 'text', clean: ['repair gbk-in-latin1'] }, ['\u00d6\u00d0'], { value: '中' }],
    [
      'leaves letters with accents among plain ones',
      { kind: 'text', clean: ['repair gbk-in-latin1'] },
      ['M\u00fcller, \u00d6sterreich'],
      { value: 'Müller, Österreich' },
    ],
    [
      'takes a line of an address',
      { kind: 'text', clean: ['line 2', 'trim'] },
      ['Main St 1\r\n 75001 Paris\nFR'],
      { value: '75001 Paris' },
    ],
    [
      'replaces, unpads and puts into one case',
      { kind: 'text', clean: ['replace # No.', 'unpad', 'lower'] },
      ['007#A'],
      { value: '7no.a' },
    ],
    [
      'repairs UTF-8 read as latin1',
      { kind: 'text', clean: ['repair utf8-in-latin1'] },
      ['M\u00c3\u00bcller \u00e6\u009d\u00ad'],
      { value: 'Müller 杭' },
    ],
    ['leaves text that is not UTF-8', { kind: 'text', clean: ['repair utf8-in-latin1'] }, ['Jos\u00e9'], { value: 'Jos\u00e9' }],
    ['reads a whole number', { kind: 'int' }, ['12'], { value: 12 }],
    ['reports what is no number', { kind: 'decimal' }, ['12a'], { reason: 'BAD_NUMBER' }],
    ['reads a listed value as nothing', { kind: 'int', nulls: ['0'] }, [0], { value: null }],
    ['writes zero without a sign', { kind: 'money' }, ['-0.001'], { value: { amount: '0.00', currency: 'CNY' } }],
    ['writes a rounded zero without a sign', { kind: 'decimal', as: 'decimal 2' }, ['-0.001'], { value: '0.00' }],
    ['rounds money half-up', { kind: 'money' }, ['2.345'], { value: { amount: '2.35', currency: 'CNY' } }],
    ['translates MALE from three codes', { kind: 'code', codes: GENDER }, ['男'], { value: 'MALE' }],
    ['compares codes as text', { kind: 'code', codes: { '0': 'OPEN' }, allowed: ['OPEN'] }, [0], { value: 'OPEN' }],
    ['never guesses a code', { kind: 'code', codes: GENDER }, ['?'], { reason: 'UNKNOWN_CODE' }],
    ['takes the code of NULL', { kind: 'code', codes: { '(null)': 'OPEN' } }, [null], { value: 'OPEN' }],
    ['reads a predicate', { kind: 'bool' }, ['1'], { value: true }],
    ['splits a list', { kind: 'list', as: 'list ,' }, ['NS, HF,KB'], { value: ['NS', 'HF', 'KB'] }],
    [
      'splits phones and drops placeholders',
      { kind: 'list', as: 'phones' },
      ['0755-86013388/13800001111', '无'],
      { value: ['0755-86013388', '13800001111'] },
    ],
    ['reads an integer day', { kind: 'date', as: 'date yyyymmdd' }, [20260630], { value: '2026-06-30' }],
    ['reads 0 as no day', { kind: 'date', as: 'date yyyymmdd' }, [0], { value: null }],
    ['reads 99991231 as no day', { kind: 'date', as: 'date yyyymmdd' }, ['99991231'], { value: null }],
    ['reports an impossible day', { kind: 'date', as: 'date yyyymmdd' }, [20230230], { reason: 'BAD_DATE' }],
    ['reads the zero date as nothing', { kind: 'date' }, ['0000-00-00 00:00:00'], { value: null }],
    ['reads the day of a datetime', { kind: 'date' }, ['2026-06-30 23:59:59'], { value: '2026-06-30' }],
    [
      'reads day text in one of several forms',
      { kind: 'date', as: 'date text yyyy-M-d yyyyMMdd' },
      ['19800105'],
      { value: '1980-01-05' },
    ],
    [
      'reads unix seconds in the zone',
      { kind: 'instant', as: 'instant unix' },
      [1782835200],
      { value: '2026-07-01T00:00:00+08:00' },
    ],
    ['reads a local datetime in the zone', { kind: 'instant' }, ['2026-06-30 12:00:00'], { value: '2026-06-30T12:00:00+08:00' }],
    [
      'reads day and clock from two columns',
      { kind: 'instant', as: 'instant yyyymmdd+hhmmss' },
      [20260630, 93005],
      { value: '2026-06-30T09:30:05+08:00' },
    ],
    [
      'takes the first of two times that clocks show twice',
      { kind: 'instant', timezone: 'America/New_York' },
      ['2026-11-01 01:30:00'],
      { value: '2026-11-01T01:30:00-04:00' },
    ],
    [
      'moves a time that clocks leave out by what they leave out',
      { kind: 'instant', timezone: 'America/New_York' },
      ['2026-03-08 02:30:00'],
      { value: '2026-03-08T03:30:00-04:00' },
    ],
    [
      'reads days and hours without zeros where the form says so',
      { kind: 'instant', as: 'instant text yyyy-M-d H:mm:ss' },
      ['2026-6-30 8:05:00'],
      { value: '2026-06-30T08:05:00+08:00' },
    ],
    // As text they are in no order of time, so that a range would lose them.
    ['takes no day without zeros for a native one', { kind: 'date' }, ['2026-6-30'], { reason: 'BAD_DATE' }],
    ['takes no hour without zeros for a native one', { kind: 'instant' }, ['2026-06-30 8:05:00'], { reason: 'BAD_DATE' }],
    ['reports an impossible clock', { kind: 'instant' }, ['2026-06-30 25:00:00'], { reason: 'BAD_DATE' }],
    [
      'keeps the clock of compact text',
      { kind: 'instant', as: 'instant text yyyyMMddHHmmss' },
      ['20260630080500'],
      { value: '2026-06-30T08:05:00+08:00' },
    ],
    [
      'reads day and clock with a blank between as one format',
      { kind: 'instant', as: 'instant text yyyy/MM/dd HH:mm yyyy/MM/dd' },
      ['2026/06/30 08:05'],
      { value: '2026-06-30T08:05:00+08:00' },
    ],
    [
      'reports seconds beyond the calendar',
      { kind: 'instant', as: 'instant unix' },
      ['99999999999999999'],
      { reason: 'BAD_DATE' },
    ],
    ['reports days beyond the calendar', { kind: 'date', as: 'date unixms' }, ['99999999999999999'], { reason: 'BAD_DATE' }],
    [
      'reads 999912345 seconds as a day, not as for ever',
      { kind: 'date', as: 'date unix' },
      [999912345],
      { value: '2001-09-08' },
    ],
    ['reads 0 seconds as nothing', { kind: 'instant', as: 'instant unix' }, [0], { value: null }],
    ['keeps 1900-01-01 unless told otherwise', { kind: 'date' }, ['1900-01-01 00:00:00'], { value: '1900-01-01' }],
    [
      'knows a null date however it is written',
      { kind: 'date', nullDates: ['19000101'] },
      ['1900-01-01 00:00:00'],
      { value: null },
    ],
    ['takes no method name for a code', { kind: 'code', codes: { A: 'B' } }, ['constructor'], { reason: 'UNKNOWN_CODE' }],
    [
      'cleans a code before it is looked up',
      { kind: 'code', codes: { A: 'B' }, clean: ['trim', 'upper'] },
      [' a'],
      { value: 'B' },
    ],
    ['cleans a number before it is read', { kind: 'decimal', clean: ['drop ,'] }, ['1,234.50'], { value: '1234.5' }],
    ['rounds a decimal to its digits', { kind: 'decimal', as: 'decimal 2' }, ['1.005'], { value: '1.01' }],
    ['reports a number too long to write out', { kind: 'decimal' }, ['1e99999'], { reason: 'BAD_NUMBER' }],
    [
      'parts numbers at blanks',
      { kind: 'list', as: 'phones' },
      ['13800001111 13900002222'],
      { value: ['13800001111', '13900002222'] },
    ],
    ['keeps blanks in a number', { kind: 'list', as: 'phones' }, ['138 0000 1111'], { value: ['138 0000 1111'] }],
    ['keeps the blank after an area code', { kind: 'list', as: 'phones' }, ['0571 88886666'], { value: ['0571 88886666'] }],
    [
      'decodes entities by name',
      { kind: 'text', clean: ['html'] },
      ['M&uuml;ller &amp; S&oacute;n&nbsp;&euro;&Uml;'],
      { value: 'Müller & Són €&Uml;' },
    ],
    ['decodes entities by number', { kind: 'text', clean: ['html'] }, ['&#20013;&amp;&#x56FD;&none;'], { value: '中&国&none;' }],
    [
      'repairs GBK that MySQL read as cp1252',
      { kind: 'text', clean: ['repair gbk-in-latin1'] },
      ['\u2020\u00b4\u00e9F'],
      { value: '喆镕' },
    ],
    ['leaves text that is not GBK', { kind: 'text', clean: ['repair gbk-in-latin1'] }, ['Jos\u00e9'], { value: 'Jos\u00e9' }],
    ['drops words with blanks in them', { kind: 'text', clean: ['drop Co., Ltd'] }, ['Apex Co., Ltd'], { value: 'Apex ' }],
  ])('%s', (_claim, spec, stored, expected) => {
    expect(decode(codec(spec), stored)).toEqual(expected);
  });

  it('takes the currency from its column, the company currency for NULL, and guesses none', () => {
    const money = codec({ kind: 'money', currencyCodes: { RMB: 'CNY', USD: 'USD' } });
    expect(decode(money, ['5'], 'USD')).toEqual({ value: { amount: '5.00', currency: 'USD' } });
    expect(decode(money, ['5'], null)).toEqual({ value: { amount: '5.00', currency: 'CNY' } });
    expect(decode(money, ['5'], 'XYZ')).toEqual({ reason: 'UNKNOWN_CURRENCY' });
    expect(decode(money, ['5'], 'constructor')).toEqual({ reason: 'UNKNOWN_CURRENCY' });
  });

  it.each([
    ['an unknown form', { kind: 'text', as: 'hex' }, 'unknown form "as: hex"'],
    ['an unknown date form', { kind: 'date', as: 'date mmddyy' }, 'unknown date form "mmddyy"'],
    ['a date form with something behind it', { kind: 'date', as: 'date yyyymmdd x' }, 'unknown date form "yyyymmdd x"'],
    ['a form with something behind it', { kind: 'int', as: 'int x' }, 'unknown form "as: int x"'],
    ['a date format without a year', { kind: 'date', as: 'date text HH:mm' }, 'names no year'],
    ['codes on a number', { kind: 'money', codes: { A: 'B' } }, 'codes cannot be combined with money'],
    ['a cleaning step named like a method', { kind: 'text', clean: ['constructor'] }, 'unknown cleaning step'],
    ['an unknown cleaning step', { kind: 'text', clean: ['wash'] }, 'unknown cleaning step "wash"'],
    [
      'a code outside the closed set',
      { kind: 'code', codes: { A: 'OPNE' }, allowed: ['OPEN'] },
      'OPNE is not a value of this field',
    ],
  ] as const)('refuses %s', (_claim, spec, message) => {
    expect(() => codec(spec)).toThrow(message);
  });
});

describe('inversion', () => {
  it('leads a canonical code back to all of its stored codes', () => {
    expect(codec({ kind: 'code', codes: GENDER }).invert({ op: 'in', values: ['MALE'] })).toEqual({
      exact: true,
      op: 'text',
      values: ['1', '男', 'M'],
    });
  });

  it('answers a code that no stored code leads to with no row', () => {
    expect(codec({ kind: 'code', codes: GENDER }).invert({ op: 'in', values: ['OTHER'] })).toEqual({ exact: true, op: 'never' });
  });

  it('leads a code of NULL back to NULL, and to blank text unless that has its own', () => {
    const open = { op: 'in', values: ['OPEN'] } as const;
    expect(codec({ kind: 'code', codes: { '(null)': 'OPEN', O: 'OPEN' } }).invert(open)).toEqual({
      exact: true,
      op: 'null',
      values: ['', 'O'],
      negated: false,
    });
    expect(codec({ kind: 'code', codes: { '(null)': 'OPEN', '': 'NEW' } }).invert(open)).toMatchObject({ values: [] });
  });

  it('cannot tell null codes apart from untranslated ones', () => {
    expect(codec({ kind: 'code', codes: { O: 'OPEN' } }).invert({ op: 'isNull', value: true })).toBeNull();
    expect(codec({ kind: 'code', codes: { '-': 'null', '*': 'OPEN' } }).invert({ op: 'isNull', value: true })).toEqual({
      exact: true,
      op: 'null',
      values: ['', '-'],
      negated: false,
    });
  });

  it('does not list the ways a flag can be written', () => {
    expect(codec({ kind: 'bool' }).invert({ op: 'in', values: [true] })).toBeNull();
  });

  it('looks around an amount as far as rounding moves it, by the digits of its currency', () => {
    const yen = codec({ kind: 'money', constantCurrency: true, currency: 'JPY' });
    expect(yen.invert({ op: 'ge', value: '100' })).toMatchObject({
      exact: false,
      op: 'range',
      low: { value: 99.5, inclusive: true },
    });
    const any = codec({ kind: 'money', currencyCodes: {} });
    expect(any.invert({ op: 'in', values: ['1'] })).toMatchObject({ low: { value: 0.5 }, high: { value: 1.5 } });
  });

  it('never takes what is no number or no day for a NULL that SQL can find', () => {
    for (const kind of ['int', 'money', 'date', 'instant'] as const)
      expect(codec({ kind }).invert({ op: 'isNull', value: true })).toBeNull();
  });

  it.each(['date', 'date yyyymmdd', 'instant', 'instant unix'])('does not invert a filter of %s that is no date', (as) => {
    const kind = as.startsWith('date') ? 'date' : 'instant';
    expect(codec({ kind, as }).invert({ op: 'ge', value: 'soon' })).toBeNull();
    expect(codec({ kind, as }).invert({ op: 'in', values: ['soon'] })).toEqual({ exact: true, op: 'never' });
  });

  it('cannot invert a code reached through *, or a cleaned text', () => {
    expect(codec({ kind: 'code', codes: { '*': 'OTHER' } }).invert({ op: 'in', values: ['OTHER'] })).toBeNull();
    expect(codec({ kind: 'text', clean: ['upper'] }).invert({ op: 'in', values: ['A'] })).toBeNull();
  });

  it.each(['date yyyymmdd', 'date unix', 'date'])('finds every day in a range of %s, and only those when it says exact', (as) => {
    const days = codec({ kind: 'date', as });
    const store = (day: string): Stored =>
      as === 'date yyyymmdd'
        ? Number(day.replaceAll('-', ''))
        : as === 'date unix'
          ? Date.parse(`${day}T13:00:00+08:00`) / 1000
          : `${day} 13:00:00`;
    const aDay = fc.integer({ min: 0, max: 20_000 }).map((n) => new Date(n * 86_400_000 + 86_400_000).toISOString().slice(0, 10));
    fc.assert(
      fc.property(aDay, aDay, fc.constantFrom('gt', 'ge', 'lt', 'le'), (day, limit, op) => {
        const condition = days.invert({ op, value: limit });
        if (condition?.op !== 'range') throw new Error('expected a range');
        const stored = store(day) as number | string;
        const above =
          !condition.low ||
          (condition.low.inclusive ? stored >= (condition.low.value ?? '') : stored > (condition.low.value ?? ''));
        const below =
          !condition.high ||
          (condition.high.inclusive ? stored <= (condition.high.value ?? '') : stored < (condition.high.value ?? ''));
        const wanted = op === 'gt' ? day > limit : op === 'ge' ? day >= limit : op === 'lt' ? day < limit : day <= limit;
        expect(above && below).toBe(wanted);
      }),
    );
  });
});
