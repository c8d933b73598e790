import { isCreditCode } from '../identity/normalise/credit-code';
import { foldText, hasHan } from '../identity/normalise/fold-text';
import { normaliseEmail } from '../identity/normalise/normalise-email';
import { normalisePersonName } from '../identity/normalise/normalise-person-name';
import { isPlaceholder } from '../identity/normalise/placeholder';
import { isResidentId } from '../identity/normalise/resident-id';

const compact = (text: string): string => text.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '');

/** True for text that stands for nothing: blanks, 无, 000. */
export const isNothing = (text: string): boolean => isPlaceholder(foldText(text));

/** The 15 digits that tax numbers had before 2015. */
const isOldTaxNumber = (text: string): boolean => /^[\dA-HJ-NP-RT-UW-Y]{15}$/.test(compact(text));

export const isTaxNumber = (text: string): boolean => isCreditCode(compact(text)) || isOldTaxNumber(text);

export const isCurrentTaxNumber = (text: string): boolean => !isOldTaxNumber(text);

/** False: it is a document of another kind, which has no check character. */
export const looksLikeResidentNumber = (text: string): boolean => /^\d{17}[\dX]$/.test(compact(text));

export const isResidentNumber = (text: string): boolean => isResidentId(compact(text));

export const isEmail = (text: string): boolean => normaliseEmail(text) !== null;

/** Names with a stroke between them, as front desks write a couple. In Latin letters `SMITH/JOHN` is one person. */
export function namesSeveral(name: string): boolean {
  const parts = name.split(/[/／、&＆]/).filter((part) => part.trim() !== '');
  return parts.length > 1 && hasHan(name);
}

/** A surname with a title, 王先生, is not a name to find somebody by. */
export function isFullName(name: string): boolean {
  const person = normalisePersonName({ text: name });
  return person === null || !person.han || person.given !== '';
}
