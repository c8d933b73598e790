import { Converter } from 'opencc-js/t2cn';

const toSimplified = Converter({ from: 't', to: 'cn' });
const simplified = new Map<string, string>();
const HAN = /\p{Script=Han}/u;
const HAN_EACH = /\p{Script=Han}/gu;

/** Converted one by one: phrase rules would turn one character of a name into different ones by its neighbours. */
function simplify(character: string): string {
  const known = simplified.get(character);
  if (known !== undefined) return known;
  const converted = toSimplified(character);
  simplified.set(character, converted);
  return converted;
}

export const hasHan = (text: string): boolean => HAN.test(text);

/** One form of width, case, script and blanks: NFKC, simplified characters, lower case, single blanks, no accents on Latin letters. */
export function foldText(text: string | null | undefined): string {
  if (text === null || text === undefined || text === '') return '';
  const folded = text.normalize('NFKC').toLowerCase();
  if (HAN.test(folded)) return folded.replace(HAN_EACH, simplify).replace(/\s+/g, ' ').trim();
  return folded.normalize('NFD').replace(/\p{M}/gu, '').replace(/\s+/g, ' ').trim();
}
