import Decimal from 'decimal.js';
import fc from 'fast-check';
import { currencyScale, money } from './money';

describe('money', () => {
  it('rounds half-up to the digits of its currency, in whatever form the number is written', () => {
    const text = fc.oneof(
      fc.stringMatching(/^-?(0|[1-9]\d{0,17})(\.\d{1,6})?$/),
      fc.constantFrom('0', '-0', '-0.00', '0.5', '-0.005', '1e3', '007.10', '+1.5', '12.345', '9007199254740993.25'),
    );
    fc.assert(
      fc.property(text, fc.constantFrom('CNY', 'JPY', 'KWD'), (amount, currency) => {
        const expected = new Decimal(amount).toFixed(currencyScale(currency), Decimal.ROUND_HALF_UP);
        // Zero has no sign, whatever was rounded to it.
        expect(money(amount, currency)).toEqual({ amount: expected.replace(/^-(?=0(\.0*)?$)/, ''), currency });
      }),
      { numRuns: 2000 },
    );
  });
});
