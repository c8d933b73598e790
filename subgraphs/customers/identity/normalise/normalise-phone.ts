import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js';
import { isPlaceholderNumber } from './placeholder';

export interface Phone {
  /** E.164 of the subscriber, or the bare digits of a number no plan knows. */
  readonly number: string;
  readonly extension: string | null;
  readonly isService: boolean;
}

const EXTENSION = /(?:分机|转|轉|ext\.?|x|#|;ext=)\s*(\d{1,6})$/i;
/** Area code, subscriber, extension: the third group of a Chinese landline. */
const DASHED_EXTENSION = /^(0\d{2,3}-\d{7,8}|\d{7,8})-(\d{1,6})$/;
/** `(852) 2123 4567`: the parser reads it as a valid number of mainland China. */
const BRACKETED_COUNTRY = /^\((852|853|886)\)\s*(?=\d)/;
const SEPARATOR = /[/,;、；，|]+|\s+或\s*|\s{2,}/;
/** Hotlines of China: a group has one for all its companies, so they tell nobody from anybody. */
const SERVICE_NUMBER = /^(?:\+?86)?(?:[48]00\d{7}|95\d{3,4})$/;
const PLACEHOLDERS = new Set(['+8613800138000', '+8613000000000', '+8613900000000', '+8618888888888']);

function parseOne(raw: string, country: CountryCode): Phone | null {
  let text = raw.trim();
  let extension: string | null = null;
  const tail = EXTENSION.exec(text);
  const dashed = tail === null ? DASHED_EXTENSION.exec(text.replace(/\s/g, '')) : null;
  if (tail) [text, extension] = [text.slice(0, tail.index).replace(/[\s\-(（]+$/, ''), tail[1] ?? null];
  else if (dashed) [text, extension] = [dashed[1] ?? text, dashed[2] ?? null];
  const bare = text.replace(BRACKETED_COUNTRY, '+$1 ').replace(/^00(?=[1-9])/, '+');
  const digits = bare.replace(/\D/g, '');
  if (digits.length < 5 || isPlaceholderNumber(digits)) return null;
  const parsed = parsePhoneNumberFromString(bare, country);
  const number = parsed?.isPossible() ? parsed.number : (mainlandMobile(digits, country) ?? digits);
  return PLACEHOLDERS.has(number) ? null : { number, extension, isService: SERVICE_NUMBER.test(number) };
}

/** A mobile behind a country code without plus, `86-139...`. */
function mainlandMobile(digits: string, country: CountryCode): string | null {
  return country === 'CN' && /^(86)?1[3-9]\d{9}$/.test(digits) ? `+86${digits.slice(-11)}` : null;
}

const parsed = new Map<string, readonly Phone[]>();
const CACHE_LIMIT = 200_000;

/** The numbers in one phone field; a field may hold several. Extensions are split off before the number is read. */
export function normalisePhones(raw: string, country: CountryCode = 'CN'): readonly Phone[] {
  const key = `${country} ${raw}`;
  const known = parsed.get(key);
  if (known) return known;
  const text = raw.normalize('NFKC');
  const phones = text.split(SEPARATOR).flatMap((part) => parseOne(part, country) ?? []);
  if (parsed.size >= CACHE_LIMIT) parsed.clear();
  parsed.set(key, phones);
  return phones;
}
