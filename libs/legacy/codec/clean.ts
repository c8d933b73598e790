import { ENTITIES } from './html-entities';

export type CleanStep = (text: string) => string;

const STEPS: ReadonlyMap<string, CleanStep> = new Map([
  ['trim', (text: string) => text.trim()],
  ['squeeze', (text: string) => text.replace(/\s+/gu, ' ')],
  ['upper', (text: string) => text.toUpperCase()],
  ['lower', (text: string) => text.toLowerCase()],
  ['half', (text: string) => text.normalize('NFKC')],
  ['html', (text: string) => text.replace(/&(#?\w+);/g, (whole, name: string) => entity(name) ?? whole)],
  ['unpad', (text: string) => text.replace(/^0+(?=.)/, '')],
  ['strip', (text: string) => text.replace(/[\s\-/._]/gu, '')],
]);

// Steps that leave something of every text that is not blank: NULL and blank stay the only nothing.
const KEEPING: ReadonlySet<string> = new Set(['trim', 'squeeze', 'upper', 'lower', 'half', 'unpad']);

/** No value turns into nothing by being cleaned. */
export function keepsValues(steps: readonly string[]): boolean {
  return steps.every((step) => KEEPING.has(step));
}

function entity(name: string): string | undefined {
  const number = /^#(?:(\d{1,7})|[xX]([\da-fA-F]{1,6}))$/.exec(name);
  if (!number) return ENTITIES.get(name);
  const point = number[1] === undefined ? Number.parseInt(number[2] ?? '', 16) : Number(number[1]);
  return point > 0 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff) ? String.fromCodePoint(point) : undefined;
}

/** The cleaning step a mapping names. @throws Error naming the known steps */
export function cleanStep(step: string): CleanStep {
  const known = STEPS.get(step);
  if (known) return known;
  const dropped = /^drop (.+)$/u.exec(step)?.[1];
  if (dropped) return (text) => text.replaceAll(dropped, '');
  const line = /^line ([1-9]\d?)$/.exec(step)?.[1];
  if (line) return (text) => text.split(/\r?\n/)[Number(line) - 1] ?? '';
  const [, from, to = ''] = /^replace (\S+)(?: (\S+))?$/u.exec(step) ?? [];
  // A function: in a replacement text `$&` has a meaning.
  if (from) return (text) => text.replaceAll(from, () => to);
  const encoding = /^repair (gbk|utf8)-in-latin1$/.exec(step)?.[1];
  if (encoding) return repairer(encoding);
  const others = ['drop x', 'line n', 'replace a b', 'repair gbk-in-latin1', 'repair utf8-in-latin1'];
  throw new Error(`unknown cleaning step "${step}"; known are ${[...STEPS.keys(), ...others].join(', ')}`);
}

// What MySQL calls latin1 is cp1252: these characters stand for the bytes 80 to 9F, the others for themselves.
const CP1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

// A letter of western Europe between plain ones (Müller) would be half of a character in GBK.
const ACCENTED = /(?<=[A-Za-z])[^\0-\x7f](?![^\0-\x7f])|(?<![^\0-\x7f])[^\0-\x7f](?=[a-z])/g;
const isWestern = (text: string): boolean => !/[^\0-\x7f]/.test(text.replace(ACCENTED, ''));

/** Bytes that were stored in a latin1 column arrive as one character each; text that is not such stays as it is. */
function repairer(encoding: string): CleanStep {
  const decoder = new TextDecoder(encoding);
  return (text) => {
    if (encoding === 'gbk' && isWestern(text)) return text;
    const bytes: number[] = [];
    for (const character of text) {
      const high = CP1252.indexOf(character);
      const byte = high >= 0 ? 0x80 + high : (character.codePointAt(0) ?? 0);
      if (byte > 0xff) return text;
      bytes.push(byte);
    }
    const repaired = decoder.decode(Uint8Array.from(bytes));
    return repaired.includes('\ufffd') ? text : repaired;
  };
}

export function cleaner(steps: readonly string[] | undefined): CleanStep | null {
  if (!steps || steps.length === 0) return null;
  const list = steps.map(cleanStep);
  return (text) => list.reduce((value, step) => step(value), text);
}
