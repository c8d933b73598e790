/** Any text, in the place of characters that cannot be told. */
export const ANY = Symbol('any text');

/** What a stored text may look like, character by character; no two of any text follow each other. */
export type TextPattern = readonly (string | typeof ANY)[];

type Undo = (pattern: TextPattern) => TextPattern;

const around: Undo = (pattern) => [ANY, ...pattern, ANY];
const between: Undo = (pattern) => [ANY, ...pattern.flatMap((part): TextPattern => [part, ANY])];
/** To look for a pattern takes twice as long with each doubled place of any text. */
const once: Undo = (pattern) => pattern.filter((part, place) => part !== ANY || pattern[place - 1] !== ANY);
/** Upper and lower case are made of letters that have both, and of nothing that has none. */
const anyCase: Undo = (pattern) =>
  each(pattern, (character) => !/^(?:[\0-\x7f]|\p{Lo})$/u.test(character) || /[A-Za-z]/.test(character));
const anything: Undo = () => [ANY];

const UNDO: ReadonlyMap<string, Undo> = new Map<string, Undo>([
  ['trim', around],
  ['squeeze', (pattern) => each(pattern, (character) => character === ' ')],
  ['upper', anyCase],
  ['lower', anyCase],
  ['unpad', (pattern) => [ANY, ...pattern]],
  ['strip', between],
]);

/** A pattern that every text fits that the cleaning steps turn into one of a pattern. */
export function beforeCleaning(steps: readonly string[], pattern: TextPattern): TextPattern {
  return steps.reduceRight<TextPattern>((after, step) => once(undoOf(step)(after)), pattern);
}

/** Of other steps (`half`, `html`, `repair`) each character can come from many. */
function undoOf(step: string): Undo {
  const known = UNDO.get(step);
  if (known) return known;
  if (step.startsWith('drop ')) return between;
  if (step.startsWith('line ')) return around;
  const [, replaced, by = ''] = /^replace (\S+)(?: (\S+))?$/u.exec(step) ?? [];
  if (replaced === undefined) return anything;
  return by === '' ? between : (pattern) => withoutText(pattern, by);
}

/** Every character that may be a part of `text` is any text: it can have been put there. */
function withoutText(pattern: TextPattern, text: string): TextPattern {
  // Where any text stands, the beginning or the end of `text` may stand at its border.
  if (pattern.includes(ANY)) return each(pattern, (character) => text.includes(character));
  const put = new Set<number>();
  const characters = [...text];
  pattern.forEach((_part, start) => {
    if (characters.every((character, place) => pattern[start + place] === character))
      characters.forEach((_character, place) => put.add(start + place));
  });
  return pattern.map((part, place) => (put.has(place) ? ANY : part));
}

function each(pattern: TextPattern, isUnknown: (character: string) => boolean): TextPattern {
  return pattern.map((part) => (part === ANY || isUnknown(part) ? ANY : part));
}
