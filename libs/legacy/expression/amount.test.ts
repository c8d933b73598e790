import Decimal from 'decimal.js';
import fc from 'fast-check';
import { Amount } from './amount';

const Exact = Decimal.clone({ precision: 60 });

const decimalText = fc
  .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.integer({ min: 0, max: 9 }))
  .map(([units, scale]) => new Exact(units.toString()).div(new Exact(10).pow(scale)).toFixed(scale));
const amountText = fc.integer({ min: -99_999_999, max: 99_999_999 }).map((cents) => (cents / 100).toFixed(2));
const someText = fc.oneof(decimalText, amountText, fc.constantFrom('0', '0.00', '-0.05', '9007199254740991', '999999999999999'));

describe('an amount', () => {
  it('computes what decimal.js computes with 60 digits, small or large', () => {
    fc.assert(
      fc.property(someText, someText, (a, b) => {
        const [left, right] = [Amount.of(a), Amount.of(b)];
        const [x, y] = [new Exact(a), new Exact(b)];
        expect(left.plus(right, null).toText()).toBe(x.plus(y).toFixed());
        expect(left.times(right, null).toText()).toBe(x.times(y).toFixed());
        expect(left.negated().toText()).toBe(x.negated().toFixed());
        expect(left.abs().toText()).toBe(x.abs().toFixed());
        expect(Math.sign(left.compare(right))).toBe(x.comparedTo(y));
        expect(left.isZero()).toBe(x.isZero());
        expect(left.roundedTo(1).toText()).toBe(x.toDecimalPlaces(1, Decimal.ROUND_HALF_UP).toFixed());
        expect(left.toInteger()).toBe(x.isInteger() ? x.toNumber() : null);
      }),
      { numRuns: 3000 },
    );
  });

  it('keeps its currency through what has one operand', () => {
    expect(Amount.of('-1.25', 'USD').abs().negated().roundedTo(1)).toMatchObject({ currency: 'USD' });
  });
});
