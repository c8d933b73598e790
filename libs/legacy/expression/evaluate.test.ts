import type { CanonicalValue } from '../codec/codec';
import { compileDerive } from './evaluate';
import { parseExpression } from './parse-expression';

const cny = (amount: string): CanonicalValue => ({ amount, currency: 'CNY' });

function derive(text: string, values: Record<string, CanonicalValue>, unknown: readonly string[] = []) {
  return compileDerive(parseExpression(text)).run({
    value: (field) => values[field] ?? null,
    hasReason: (field) => unknown.includes(field),
    today: '2026-06-30',
  });
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
  ] as const)('cannot be derived from %s', (_claim, text, values) => {
    expect(derive(text, values)).toEqual({ reason: 'CANNOT_DERIVE' });
  });

  it('refuses columns and SQL functions', () => {
    expect(() => compileDerive(parseExpression('i.AMT'))).toThrow('i.AMT is a column');
    expect(() => compileDerive(parseExpression('sum(amount)'))).toThrow('sum cannot be used in derive');
  });
});
