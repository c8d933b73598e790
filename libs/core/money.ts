import Decimal from 'decimal.js';

/** An amount of one currency. `amount` is a decimal string at the currency's scale, `currency` an ISO 4217 code. */
export interface Money {
  readonly amount: string;
  readonly currency: string;
}

// ISO 4217 minor units that differ from two digits; the currencies the reference systems and their neighbours use.
const SCALES: Readonly<Record<string, number>> = { JPY: 0, KRW: 0, VND: 0, CLP: 0, KWD: 3, BHD: 3, OMR: 3, TND: 3 };

/** Digits after the decimal point of a currency (2 unless ISO 4217 says otherwise). */
export function currencyScale(currency: string): number {
  return SCALES[currency] ?? 2;
}

/** Rounds half-up to the currency's scale. */
export function money(amount: Decimal.Value, currency: string): Money {
  const scale = currencyScale(currency);
  const exact = typeof amount === 'string' ? atScale(amount, scale) : null;
  return { amount: exact ?? withoutSignOfZero(new Decimal(amount).toFixed(scale, Decimal.ROUND_HALF_UP)), currency };
}

/** Decimal text in which zero has no sign: `-0.00` is 0.00. */
export function withoutSignOfZero(text: string): string {
  return /^-0(\.0*)?$/.test(text) ? text.slice(1) : text;
}

const PLAIN = /^(?:0|-?[1-9]\d*)(?:\.\d+)?$/;

/** Plain decimal text with the digits of a currency; null when it has more of them, or another form. Most amounts read need no more. */
function atScale(text: string, scale: number): string | null {
  if (!PLAIN.test(text)) return null;
  const point = text.indexOf('.');
  if (point < 0) return scale === 0 ? text : `${text}.${'0'.repeat(scale)}`;
  const missing = scale - (text.length - point - 1);
  if (missing < 0 || scale === 0) return null;
  return missing === 0 ? text : text + '0'.repeat(missing);
}

/** Adds amounts per currency, in order of first appearance; amounts of different currencies are never mixed. */
export function sumByCurrency(amounts: Iterable<Money>): readonly Money[] {
  const totals = new Map<string, Decimal>();
  for (const { amount, currency } of amounts) {
    totals.set(currency, (totals.get(currency) ?? new Decimal(0)).plus(amount));
  }
  return [...totals].map(([currency, total]) => money(total, currency));
}
