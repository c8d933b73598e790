import { money } from '#core/money';
import type { Codec, Stored } from './codec';
import type { CodecSpec } from './codec-spec';
import { invertNumber, storedDecimal } from './number-codec';
import { storedText, textUnless } from './stored-text';

const NULL_KEY = '(null)';

/** Amounts. The currency is the stored code through the map; NULL is the company currency, an unknown code is never guessed. */
export function moneyCodec({ nulls, currency, currencyCodes, constantCurrency }: CodecSpec): Codec {
  const text = textUnless(nulls);
  const currencyOf = (stored: Stored | undefined): string | null => {
    const code = storedText(stored);
    const map = currencyCodes ?? {};
    if (code === null) return Object.hasOwn(map, NULL_KEY) ? (map[NULL_KEY] ?? null) : currency;
    if (currencyCodes) return Object.hasOwn(map, code) ? (map[code] ?? null) : null;
    return /^[A-Z]{3}$/.test(code) ? code : null;
  };
  return {
    sortable: Boolean(constantCurrency),
    decode([stored], storedCurrency) {
      const raw = text(stored);
      if (raw === null) return { value: null };
      const number = storedDecimal(raw.trim());
      if (!number) return { reason: 'BAD_NUMBER' };
      const code = constantCurrency ? currency : currencyOf(storedCurrency);
      return code === null ? { reason: 'UNKNOWN_CURRENCY' } : { value: money(number, code) };
    },
    invert: (condition) => (constantCurrency ? invertNumber(condition, nulls) : null),
  };
}
