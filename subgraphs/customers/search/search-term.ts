import type { PartyRecord } from '../registry/party-record';
import { isCreditCode } from '../identity/normalise/credit-code';
import { cut, isResidentId, namePlaces, plain, reversedDigits } from './search-text';

/** What a term is; the numbers stand in the index. */
export const TERM_KINDS = { IDENTIFIER: 1, CONTRACT: 2, PHONE: 3, NAME: 4, NAME_PART: 5 } as const;
export type TermKind = (typeof TERM_KINDS)[keyof typeof TERM_KINDS];

/** One thing that a customer can be found by. */
export interface SearchTerm {
  readonly kind: TermKind;
  readonly term: string;
}

/** Phone numbers shorter than this are extensions. */
const MIN_PHONE = 5;

/** The terms of a customer: names, phone endings, tax and source numbers of its records, and its contract numbers. Each once. */
export function termsOf(records: readonly PartyRecord[], contractNumbers: readonly string[]): readonly SearchTerm[] {
  const terms = new Map<string, SearchTerm>();
  const add = (kind: TermKind, term: string): void => {
    if (term !== '') terms.set(`${kind} ${term}`, { kind, term });
  };
  for (const record of records) {
    for (const name of [record.name, record.shortName, record.helpCode]) if (name) addName(name, add);
    for (const phone of record.phones ?? []) {
      const digits = reversedDigits(phone);
      if (digits.length >= MIN_PHONE) add(TERM_KINDS.PHONE, digits);
    }
    for (const identifier of identifiersOf(record)) add(TERM_KINDS.IDENTIFIER, cut(identifier));
  }
  for (const number of contractNumbers) add(TERM_KINDS.CONTRACT, cut(plain(number)));
  return [...terms.values()];
}

function addName(name: string, add: (kind: TermKind, term: string) => void): void {
  const [whole, ...parts] = namePlaces(name);
  if (whole === undefined) return;
  add(TERM_KINDS.NAME, whole);
  for (const part of parts) add(TERM_KINDS.NAME_PART, part);
}

/** Tax and source numbers, without leading zeros too. The number of a person's identity card is no way to find them. */
function identifiersOf({ taxNo, number, kind }: PartyRecord): readonly string[] {
  const values = [kind === 'PERSON' ? null : taxNo, number].flatMap((value) => (value ? [plain(value)] : []));
  const shown = values.filter((value) => !isResidentId(value) || isCreditCode(value.toUpperCase()));
  return shown.flatMap((value) => [value, value.replace(/^0+(?=.)/, '')]);
}
