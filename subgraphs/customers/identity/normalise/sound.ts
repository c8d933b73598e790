import { pinyin } from 'pinyin-pro';

const readings = new Map<string, string>();
const surnames = new Map<string, string>();
const HAN = /\p{Script=Han}/u;

function readingOf(character: string): string {
  const known = readings.get(character);
  if (known !== undefined) return known;
  const sound = HAN.test(character) ? pinyin(character, { toneType: 'none', v: true }) : character;
  readings.set(character, sound);
  return sound;
}

/** The syllables of Chinese text, character by character, so that a homophone has the same ones whatever stands beside it. */
export const syllablesOf = (text: string): readonly string[] => [...text].map(readingOf);

/** The reading of a family name: 单 is shan and 曾 is zeng there. */
export function surnameSound(surname: string): string {
  const known = surnames.get(surname);
  if (known !== undefined) return known;
  const sound = HAN.test(surname)
    ? pinyin(surname, { toneType: 'none', type: 'array', v: true, surname: 'head' }).join('')
    : surname;
  surnames.set(surname, sound);
  return sound;
}

const CODES: Readonly<Record<string, string>> = {
  b: '1', f: '1', p: '1', v: '1', c: '2', g: '2', j: '2', k: '2', q: '2', s: '2', x: '2', z: '2',
  d: '3', t: '3', l: '4', m: '5', n: '5', r: '6',
}; // prettier-ignore

/** Soundex of a Latin word: first letter and three digits. */
export function soundex(word: string): string {
  const letters = word.replace(/[^a-z]/g, '');
  let code = letters.charAt(0);
  let last = CODES[code] ?? '';
  for (const letter of letters.slice(1)) {
    const digit = CODES[letter] ?? '';
    if (digit !== '' && digit !== last) code += digit;
    if (letter !== 'h' && letter !== 'w') last = digit;
    if (code.length === 4) break;
  }
  return code.padEnd(4, '0');
}
