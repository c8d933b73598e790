import { dayOf, type Day, isoDate, numberDate } from './calendar';
import { RATE_ONE, scaledText } from './decimal-text';
import { type Generation } from './generation';
import { type Currency } from './population';

const BASE: Readonly<Record<Currency, number>> = { RMB: 1, USD: 7.16, HKD: 0.917, EUR: 7.82 };
const FIRST_MONTH = 2017 * 12;
const MONTHS = 114;

/** RMB for one unit of the currency in a month, in 1/100,000: a slow wave, so that realised differences are not zero. */
function monthlyRate(currency: Currency, month: number): number {
  if (currency === 'RMB') return RATE_ONE;
  return Math.round(BASE[currency] * (1 + 0.02 * Math.sin(month / 5 + BASE[currency])) * RATE_ONE);
}

/** The rate valid on a day is the one of the first of its month. */
export function rateOn(currency: Currency, day: Day): number {
  const iso = isoDate(day);
  return monthlyRate(currency, Number(iso.slice(0, 4)) * 12 + Number(iso.slice(5, 7)) - 1);
}

export function writeRates(g: Generation): void {
  for (const currency of ['USD', 'HKD', 'EUR'] as const) {
    for (let month = FIRST_MONTH; month < FIRST_MONTH + MONTHS; month += 1) {
      const first = dayOf(`${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`);
      const rate = scaledText(monthlyRate(currency, month) * 10, 6);
      g.data.add('finance', 'FX_RATE', { CUR_CD: currency, RT_DT: numberDate(first), RT: rate });
    }
  }
}
