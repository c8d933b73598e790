import fc from 'fast-check';
import type { CanonicalValue, Decoded } from '../codec/codec';
import { NO_VALUE, NoValue } from '../codec/no-value';
import { compileDerive } from './evaluate';
import { parseExpression } from './parse-expression';

const cny = (amount: string): CanonicalValue => ({ amount, currency: 'CNY' });

function derive(text: string, values: Record<string, CanonicalValue>, unknown: readonly string[] = []) {
  const derivation = compileDerive(parseExpression(text));
  const read = derivation.inputs.map((field) => (unknown.includes(field) ? NO_VALUE.BAD_NUMBER : (values[field] ?? null)));
  return outcomeOf(derivation.run(read, { today: '2026-06-30', now: '2026-06-30T09:00:00+08:00' }));
}

function outcomeOf(decoded: Decoded) {
  return decoded instanceof NoValue ? { reason: decoded.code } : { value: decoded };
}

describe('derive', () => {
  it.each<[string, Record<string, CanonicalValue>, CanonicalValue]>([
    ['amount - coalesce(paid, 0)', { amount: cny('100.10'), paid: cny('0.10') }, cny('100.00')],
    ['amount - coalesce(paid, 0)', { amount: cny('100.10') }, cny('100.10')],
    ["case when dueOn < today() then 'OVERDUE' else 'OPEN' end", { dueOn: '2026-06-29' }, 'OVERDUE'],
    ["case when dueOn < today() then 'OVERDUE' else 'OPEN' end", {}, 'OPEN'],
    ["case when abs(open) <= 0.05 then 'PAID' end", { open: cny('-0.05') }, 'PAID'],
    ["status in ('VOID', 'WRITTEN_OFF')", { status: 'VOID' }, true],
    ["status not in ('VOID')", {}, null],
    ['add_terms(on, terms)', { on: '2026-01-31', terms: 'N30' }, '2026-03-02'],
    ['add_terms(on, terms)', { on: '2026-01-15', terms: 'EOM' }, '2026-01-31'],
    ['add_terms(on, terms)', { on: '2026-01-15', terms: 'EOM+10' }, '2026-02-10'],
    ['add_terms(on, terms)', { on: '2026-01-15', terms: 'D20' }, '2026-02-20'],
    ['add_days(on, 30)', { on: '2026-01-31' }, '2026-03-02'],
    ['days(b, a)', { a: '2026-01-01', b: '2026-01-31' }, '30'],
    ['a and b', { a: false }, false],
    ['a or b', { a: true }, true],
    ['a and b', { a: true }, null],
    ["concat('A', b)", {}, null],
    ['quantity > shipped', { quantity: '10', shipped: '9' }, true],
    ["code = '10'", { code: '0010' }, false],
    ['a < b', { a: '2026-10-25T02:30:00+02:00', b: '2026-10-25T02:10:00+01:00' }, true],
    ['a * b', { a: '123456789012345.67', b: '1.234567' }, '152415677640604.55677489'],
    ['paid / amount', { paid: cny('1.00'), amount: cny('4.00') }, '0.25'],
    ['amount / 3', { amount: cny('1.00') }, cny('0.33')],
    ['amount / 0', { amount: cny('1.00') }, null],
    ['round(a, -2)', { a: '150' }, '200'],
    ['round(a, 1)', { a: '-0.25' }, '-0.3'],
    ['add_terms(on, terms)', { on: '2026-01-31', terms: 'D31' }, '2026-02-28'],
    ['add_terms(on, terms)', { on: '2024-12-15', terms: 'EOM' }, '2024-12-31'],
    ['add_terms(at, terms)', { at: '2026-01-31T00:30:00+08:00', terms: '1' }, '2026-02-01'],
    ['days(a, b)', { a: '2026-01-02T00:10:00+08:00', b: '2026-01-01' }, '1'],
    ['now()', {}, '2026-06-30T09:00:00+08:00'],
  ])('%s of %j is %j', (text, values, expected) => {
    expect(derive(text, values)).toEqual({ value: expected });
  });

  it('cannot be derived when an input is null for a reason, also inside coalesce and case', () => {
    expect(derive('coalesce(amount, 0)', {}, ['amount'])).toEqual({ reason: 'CANNOT_DERIVE' });
    expect(derive("case when a = 1 then 'X' else amount end", { a: 1 }, ['amount'])).toEqual({ reason: 'CANNOT_DERIVE' });
  });

  it.each([
    ['amounts of different currencies', 'a - b', { a: cny('1.00'), b: { amount: '1.00', currency: 'USD' } }],
    ['unknown payment terms', 'add_terms(on, terms)', { on: '2026-01-01', terms: 'LATER' }],
    ['a day that is none', 'add_days(on, 1)', { on: '2026-02-30' }],
    ['a day beyond the calendar', 'add_days(on, 99999999)', { on: '2026-01-01' }],
    ['half a day', 'add_days(on, 0.5)', { on: '2026-01-01' }],
    ['text between two days', 'days(a, b)', { a: 'soon', b: '2026-01-01' }],
    ['text as a number', 'a + 1', { a: 'x' }],
    ['half a digit', 'round(a, 0.5)', { a: '1' }],
  ] as const)('cannot be derived from %s', (_claim, text, values) => {
    expect(derive(text, values)).toEqual({ reason: 'CANNOT_DERIVE' });
  });

  it('refuses columns and SQL functions', () => {
    expect(() => compileDerive(parseExpression('i.AMT'))).toThrow('i.AMT is a column');
    expect(() => compileDerive(parseExpression('sum(amount)'))).toThrow('sum cannot be used in derive');
  });

  it('cannot tell the time when nobody passes it', () => {
    const decoded = compileDerive(parseExpression('now()')).run([], { today: '2026-06-30' });
    expect(outcomeOf(decoded)).toEqual({ reason: 'CANNOT_DERIVE' });
  });

  it('costs a bad value its field, whatever the values, and never throws', () => {
    const value = fc.oneof(
      fc.constantFrom<CanonicalValue>(
        null,
        true,
        cny('1.00'),
        { amount: '1', currency: 'USD' },
        ['x'],
        '2026-02-30',
        'EOM',
        9e15,
      ),
      fc.string(),
      fc.integer(),
    );
    const rules = fc.constantFrom(
      'a + b',
      'a / b',
      'a < b',
      'round(a, b)',
      'add_days(a, b)',
      'days(a, b)',
      'add_terms(a, b)',
      'concat(a, b)',
      'case when a then b else -b end',
      'a between b and a',
    );
    fc.assert(
      fc.property(rules, value, value, (rule, a, b) => {
        const decoded = derive(rule, { a, b });
        expect('value' in decoded || decoded.reason === 'CANNOT_DERIVE').toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('poisons every rule that names an unknown field, in whichever branch', () => {
    const unknown = fc.constantFrom('coalesce(b, a)', 'case when true then b else a end', 'a is null', 'b or a', 'nullif(b, a)');
    fc.assert(
      fc.property(unknown, (rule) => {
        expect(derive(rule, { b: true }, ['a'])).toEqual({ reason: 'CANNOT_DERIVE' });
      }),
    );
  });
});
