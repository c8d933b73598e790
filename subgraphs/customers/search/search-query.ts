import { BadUserInputError } from '#core/errors';
import { cut, isLongEnough, plain, reversedDigits } from './search-text';
import { TERM_KINDS, type TermKind } from './search-term';

/** Places of a hit, best first: a whole identifier, a whole phone number, a whole name, a beginning, any other place. */
export const SCORES = { IDENTIFIER: 0, PHONE: 1, NAME: 2, BEGINNING: 3, ELSEWHERE: 4 } as const;

/** One look into the index: terms of a kind that are, or begin with, a text. */
export interface Probe {
  readonly kind: TermKind;
  readonly term: string;
  readonly isWhole: boolean;
  readonly wholeScore: number;
  readonly beginningScore: number;
}

/** What a customer must have to be found: something of every word. */
export type SearchWords = readonly (readonly Probe[])[];

const MAX_WORDS = 5;
const MAX_LENGTH = 100;
const NUMBER_ONLY = /^[\d\s()+\-./]+$/;

/**
 * Reads what a person typed. Words are separated by blanks; a text of digits and the punctuation of phone numbers is one word.
 * @throws BadUserInputError when it is too long or has no letter or digit
 */
export function parseSearch(search: string): SearchWords {
  const text = search.normalize('NFKC').trim();
  if (text.length > MAX_LENGTH) {
    throw new BadUserInputError(`"search" has ${text.length} characters; type ${MAX_LENGTH} or fewer.`, { max: MAX_LENGTH });
  }
  const words = (NUMBER_ONLY.test(text) ? [text] : text.split(/\s+/)).filter((word) => plain(word) !== '');
  if (words.length === 0) {
    throw new BadUserInputError('"search" has no letter or digit; type a part of a name, a phone number or a number.');
  }
  if (words.length > MAX_WORDS) {
    throw new BadUserInputError(`"search" has ${words.length} words; type ${MAX_WORDS} or fewer.`, { max: MAX_WORDS });
  }
  return words.map(probesOf);
}

function probesOf(word: string): readonly Probe[] {
  const term = cut(plain(word));
  const isWhole = !isLongEnough(term);
  const probe = (kind: TermKind, wholeScore: number, beginningScore: number, text = term): Probe => ({
    kind,
    term: text,
    isWhole,
    wholeScore,
    beginningScore,
  });
  const phone = /^\d+$/.test(term) ? reversedDigits(word) : '';
  return [
    probe(TERM_KINDS.IDENTIFIER, SCORES.IDENTIFIER, SCORES.BEGINNING),
    probe(TERM_KINDS.CONTRACT, SCORES.IDENTIFIER, SCORES.BEGINNING),
    ...(phone === '' ? [] : [probe(TERM_KINDS.PHONE, SCORES.PHONE, SCORES.ELSEWHERE, phone)]),
    probe(TERM_KINDS.NAME, SCORES.NAME, SCORES.BEGINNING),
    ...(isWhole ? [] : [probe(TERM_KINDS.NAME_PART, SCORES.ELSEWHERE, SCORES.ELSEWHERE)]),
  ];
}
