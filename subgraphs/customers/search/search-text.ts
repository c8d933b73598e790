/** Characters of a term; longer values and search words are compared by their beginning. */
export const MAX_TERM = 24;

const CHINESE = /\p{Script=Han}/u;

/** Letters and digits of a text in one writing: full-width forms, case, blanks and punctuation make no difference. */
export function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

export const cut = (text: string): string => [...text].slice(0, MAX_TERM).join('');

/** Where a name may be entered: at every Chinese character, and at the first letter of every other word. */
export function namePlaces(name: string): readonly string[] {
  const words = name
    .normalize('NFKC')
    .split(/[^\p{L}\p{N}]+/u)
    .map(plain)
    .filter((word) => word !== '');
  const places = new Set<string>();
  for (const [i, word] of words.entries()) {
    const rest = words.slice(i + 1).join('');
    const characters = [...word];
    for (const [at, character] of characters.entries()) {
      const isStart = at === 0 || CHINESE.test(character) || CHINESE.test(characters[at - 1] ?? '');
      if (isStart) places.add(cut(characters.slice(at).join('') + rest));
    }
  }
  return [...places];
}

/** Digits of a phone number from its end, without the country code of China, so that a known ending is a beginning. */
export function reversedDigits(phone: string): string {
  const digits = phone
    .normalize('NFKC')
    .replace(/\D/g, '')
    .replace(/^(0086|86)(?=1\d{10}$|0?\d{9,11}$)/, '');
  return [...digits].reverse().join('').slice(0, MAX_TERM);
}

/** Whether a text is a resident id number of a person (居民身份证号): 18 characters that check (GB 11643), or the old 15 digits. */
export function isResidentId(text: string): boolean {
  const id = text.toUpperCase();
  if (/^\d{15}$/.test(id)) return isDay(`19${id.slice(6, 12)}`);
  if (!/^\d{17}[\dX]$/.test(id) || !isDay(id.slice(6, 14))) return false;
  const sum = [...id.slice(0, 17)].reduce((total, digit, i) => total + Number(digit) * (2 ** (17 - i) % 11), 0);
  return '10X98765432'[sum % 11] === id[17];
}

function isDay(digits: string): boolean {
  const iso = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}`;
  const day = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(iso);
}

/** A word long enough to be searched by its beginning: 2 Chinese characters, 4 digits, 3 other characters. */
export function isLongEnough(word: string): boolean {
  if (CHINESE.test(word)) return [...word].length >= 2;
  return word.length >= (/^\d+$/.test(word) ? 4 : 3);
}
