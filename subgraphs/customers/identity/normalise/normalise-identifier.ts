import type { PartyIdentifier } from '../party';
import { isCreditCode, oldTaxNumber } from './credit-code';
import { isPlaceholder, isPlaceholderNumber } from './placeholder';
import { isResidentId } from './resident-id';

export interface Identifier {
  readonly type: string;
  /** One form of the number; a resident identity number only as its keyed hash. */
  readonly value: string;
  /** Form under which an old and a new number of the same party are equal. */
  readonly stem: string;
  /** A checked number that one party has alone: two different ones are two parties. */
  readonly hard: boolean;
}

/** Turns a personal number into a value that cannot be turned back; made of a secret key at the edge. */
export type HashIdentifier = (value: string) => string;

const compact = (raw: string): string =>
  raw
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-_./\\()*]/g, '');

/** The number in one form, or null for a placeholder. */
export function normaliseIdentifier({ type, value: raw }: PartyIdentifier, hash: HashIdentifier): Identifier | null {
  const value = compact(raw);
  if (value.length < 3 || isPlaceholder(value.toLowerCase()) || isPlaceholderNumber(value)) return null;
  switch (type) {
    case 'creditCode':
      return { type, value, stem: oldTaxNumber(value), hard: isCreditCode(value) };
    case 'residentId': {
      const hashed = hash(value);
      return { type, value: hashed, stem: hashed, hard: isResidentId(value) };
    }
    default:
      return { type, value, stem: value, hard: false };
  }
}
