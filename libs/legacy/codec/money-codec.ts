import { currencyScale, money } from '#core/money';
import type { Codec, Stored } from './codec';
import type { CodecSpec } from './codec-spec';
import { halfUnit, invertNumber, storedNumber } from './number-codec';
import { NO_VALUE } from './no-value';
import { storedText, textUnless } from './stored-text';

const NULL_KEY = '(null)';
const MOST_REMEMBERED = 1000;

/** Amounts. The currency is the stored code through the map; NULL is the company currency, an unknown code is never guessed. */
export function moneyCodec({ nulls, currency, currencyCodes, constantCurrency }: CodecSpec): Codec {
  const text = textUnless(nulls);
  const readCurrency = (stored: Stored): string | null => {
    const code = storedText(stored);
    const map = currencyCodes ?? {};
    if (code === null) return Object.hasOwn(map, NULL_KEY) ? (map[NULL_KEY] ?? null) : currency;
    if (currencyCodes) return Object.hasOwn(map, code) ? (map[code] ?? null) : null;
    return /^[A-Z]{3}$/.test(code) ? code : null;
  };
  const known = new Map<Stored, string | null>();
  const currencyOf = (stored: Stored): string | null => {
    const before = known.get(stored);
    if (before !== undefined) return before;
    if (known.size > MOST_REMEMBERED) known.clear();
    const code = readCurrency(stored);
    known.set(stored, code);
    return code;
  };
  return {
    sortable: Boolean(constantCurrency),
    decode(stored, storedCurrency) {
      const raw = text(stored);
      if (raw === null) return null;
      const number = storedNumber(raw);
      if (number === null) return NO_VALUE.BAD_NUMBER;
      const code = constantCurrency ? currency : currencyOf(storedCurrency);
      return code === null ? NO_VALUE.UNKNOWN_CURRENCY : money(number, code);
    },
    // An amount is rounded to the digits of its currency, which only the row tells.
    invert: (condition) => invertNumber(condition, halfUnit(constantCurrency ? currencyScale(currency) : 0)),
  };
}
