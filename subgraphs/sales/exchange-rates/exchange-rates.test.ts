import { ExchangeRates, type DatedAmount, type SystemRates } from './exchange-rates';

const usd = (on: string, rate: string) => ({ currency: 'USD', on, rate });
const finance: SystemRates = {
  system: 'finance',
  companyCurrency: 'CNY',
  rates: [usd('2026-03-01', '7.3'), usd('2026-01-01', '7.1'), usd('2026-02-01', '7.2')],
};
const sales: SystemRates = { system: 'sales', companyCurrency: 'CNY', rates: null };
const inUsd = (on: string | null, amount = '100.00', system = 'finance'): DatedAmount => ({
  system,
  amount: { amount, currency: 'USD' },
  on,
});

describe('ExchangeRates', () => {
  it.each([
    ['on the day of a rate takes it', '2026-02-01', '720.00'],
    ['between two rates takes the earlier', '2026-02-28', '720.00'],
    ['after the last rate keeps it', '2027-12-31', '730.00'],
    ['on the day of the first rate takes it', '2026-01-01', '710.00'],
  ])('%s', (_claim, on, amount) => {
    expect(new ExchangeRates([finance]).total([inUsd(on)])).toEqual({ amount, currency: 'CNY' });
  });

  it.each([
    ['before the first rate', inUsd('2025-12-31'), 'There is no exchange rate of USD on or before 2025-12-31'],
    [
      'of a currency without rates',
      { ...inUsd('2026-02-01'), amount: { amount: '1.00', currency: 'JPY' } },
      'There is no exchange rate of JPY on or before 2026-02-01',
    ],
    ['of a document without a day', inUsd(null), 'A document in USD has no day, so no exchange rate applies'],
  ])('refuses an amount %s instead of taking it at 1', (_claim, amount, message) => {
    expect(() => new ExchangeRates([finance]).total([amount])).toThrow(message);
  });

  it('takes amounts in the company currency as they are, with or without a day or a table', () => {
    const amount = { system: 'sales', amount: { amount: '12.34', currency: 'CNY' }, on: null };
    expect(new ExchangeRates([sales]).total([amount])).toEqual({ amount: '12.34', currency: 'CNY' });
  });

  it('uses the table of another system for a system that keeps none', () => {
    expect(new ExchangeRates([sales, finance]).total([inUsd('2026-02-01', '1.00', 'sales')]).amount).toBe('7.20');
  });

  it('prefers the own table of a system', () => {
    const own: SystemRates = { system: 'sales', companyCurrency: 'CNY', rates: [usd('2026-01-01', '6')] };
    expect(new ExchangeRates([finance, own]).total([inUsd('2026-02-01', '1.00', 'sales')]).amount).toBe('6.00');
  });

  it('does not use a table into another currency', () => {
    const foreign: SystemRates = { system: 'handel', companyCurrency: 'EUR', rates: [usd('2026-01-01', '0.9')] };
    expect(new ExchangeRates([finance, foreign]).total([inUsd('2026-02-01', '1.00', 'handel')]).amount).toBe('7.20');
  });

  it('rounds the sum once, not each amount', () => {
    const table: SystemRates = { ...finance, rates: [usd('2026-01-01', '0.333')] };
    expect(new ExchangeRates([table]).total([inUsd('2026-02-01', '0.01'), inUsd('2026-02-01', '0.01')]).amount).toBe('0.01');
  });

  it('says that no rates are kept where no source keeps any', () => {
    expect(() => new ExchangeRates([sales]).total([inUsd('2026-02-01')])).toThrow('No connected source keeps exchange rates');
  });
});
