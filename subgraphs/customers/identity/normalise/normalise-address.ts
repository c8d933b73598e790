import type { PartyAddress } from '../party';
import { leadingPlace } from './chinese-places';
import { foldText, hasHan } from './fold-text';
import { isPlaceholder } from './placeholder';

/** An address in its parts; a part that is not known is empty. */
export interface Address {
  readonly street: string;
  /** House number, floor and room, in their order. */
  readonly number: string;
  readonly line2: string;
  readonly locality: string;
  readonly postCode: string;
  readonly region: string;
}

const STREET_WORDS: Readonly<Record<string, string>> = {
  st: 'street', str: 'street', rd: 'road', ave: 'avenue', av: 'avenue', blvd: 'boulevard', dr: 'drive', ln: 'lane',
  pl: 'place', ct: 'court', cct: 'circuit', cres: 'crescent', tce: 'terrace', hwy: 'highway', pde: 'parade', sq: 'square',
  n: 'north', s: 'south', e: 'east', w: 'west',
}; // prettier-ignore
const HAN_STREET_END = /^(.*?(?:路|街|道|巷|弄|大道|胡同|里|村|镇|区|园|坊))(\d.*)?$/;
const CHINESE_DIGITS = '〇一二三四五六七八九';

function plain(text: string | null | undefined): string {
  const folded = foldText(text);
  return isPlaceholder(folded) ? '' : folded;
}

function streetWords(text: string): string {
  return text
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .split(' ')
    .map((word) => STREET_WORDS[word] ?? word)
    .join(' ');
}

function hanAddress(text: string): Address {
  const bare = text.replace(/[\s,，.。;；()（）-]/g, '');
  let locality = '';
  let rest = bare.replace(/^中国/, '');
  for (let found = leadingPlace(rest); found; found = leadingPlace(rest)) [locality, rest] = [found.place, found.rest];
  const digits = rest.replace(/[〇一二三四五六七八九](?=[层楼号栋室单元])/g, (digit) => String(CHINESE_DIGITS.indexOf(digit)));
  const split = HAN_STREET_END.exec(digits);
  const street = split?.[1] ?? digits.replace(/\d.*$/, '');
  const numbers = digits.slice(street.length).match(/\d+/g) ?? [];
  return { street, number: numbers.join('-'), line2: '', locality, postCode: '', region: '' };
}

function latinAddress(text: string): Address {
  const [first = '', ...others] = text.split(/\s*[,;]\s*/);
  const numbered = /^(?:unit |flat |apt )?([\d/-]+[a-z]?)\s+(\S.*)$/.exec(first) ?? /^(.*\S)\s+(\d+[a-z]?)$/.exec(first);
  const leading = numbered !== null && /\d/.test(numbered[1] ?? '');
  const street = numbered ? (leading ? numbered[2] : numbered[1]) : first;
  const number = numbered ? (leading ? numbered[1] : numbered[2]) : '';
  const postCode = others.flatMap((part) => /\b(\d{4,6})\b/.exec(part)?.[1] ?? []).at(-1) ?? '';
  return {
    street: streetWords(street ?? ''),
    number: number ?? '',
    line2: '',
    locality: (others[0] ?? '').replace(/\d/g, '').trim(),
    postCode,
    region: '',
  };
}

/** An address in its parts, or null when the record has none. */
export function normaliseAddress(address: PartyAddress | null): Address | null {
  if (address === null) return null;
  const text = plain(address.text) || plain(address.street);
  const read = text === '' ? null : hasHan(text) ? hanAddress(text) : latinAddress(text);
  const number = plain(address.number).replace(/[^\p{L}\p{N}]/gu, '');
  const parts: Address = {
    street:
      address.street !== undefined && read && !hasHan(text) && number !== ''
        ? streetWords(plain(address.street))
        : (read?.street ?? ''),
    number: number || (read?.number ?? ''),
    line2: streetWords(plain(address.line2)),
    locality: placeName(plain(address.locality)) || (read?.locality ?? ''),
    postCode: plain(address.postCode).replace(/[^\p{L}\p{N}]/gu, '') || (read?.postCode ?? ''),
    region: plain(address.region),
  };
  return Object.values(parts).every((part) => part === '') ? null : parts;
}

function placeName(text: string): string {
  if (!hasHan(text)) return streetWords(text);
  return leadingPlace(text)?.place ?? text;
}
