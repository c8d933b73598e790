import { domainOf, isOwnDomain, localPart } from '../normalise/normalise-email';
import type { Identifier } from '../normalise/normalise-identifier';
import { observe, type Observed } from './comparison';
import { isOneEditApart } from './one-edit-apart';
import { jaroWinkler } from './jaro-winkler';

/** How common a value is; of several shared values the rarest one counts. */
export type Commonness = (value: string) => number;

const CLOSE_EMAIL = 0.94;
/** Shorter numbers are alike by chance. */
const EDITED_LENGTH = 6;

function rarestShared(a: readonly string[], b: readonly string[], commonness: Commonness): string | null {
  let rarest: string | null = null;
  for (const value of a) {
    if (b.includes(value) && (rarest === null || commonness(value) < commonness(rarest))) rarest = value;
  }
  return rarest;
}

const someEdited = (a: readonly string[], b: readonly string[]): boolean =>
  a.some((x) => x.length >= EDITED_LENGTH && b.some((y) => isOneEditApart(x, y)));

/** Holders from which a number is a switchboard, a front desk or a placeholder: it belongs to none of them. */
const SWITCHBOARD_HOLDERS = 8;

const isMobile = (phone: string): boolean => phone.charAt(3) === '1' && phone.charAt(4) >= '3';

/** Mobile phone and landline of China: a party has both, so that one says nothing against the other. */
const areOneKind = (a: string, b: string): boolean => !a.startsWith('+86') || !b.startsWith('+86') || isMobile(a) === isMobile(b);

/** Compares phones. A switchboard beside another number says nothing: the party behind it has a number of its own. */
export function comparePhones(a: readonly string[], b: readonly string[], commonness: Commonness, observed: Observed): void {
  if (a.length === 0 || b.length === 0) return;
  const shared = rarestShared(a, b, commonness);
  if (shared !== null) return observe(observed, 'phone', 'EXACT', shared);
  const isOwn = (phone: string): boolean => commonness(phone) < SWITCHBOARD_HOLDERS;
  if (a.some((x) => isOwn(x) && b.some((y) => isOwn(y) && areOneKind(x, y))))
    observe(observed, 'phone', someEdited(a, b) ? 'CLOSE' : 'DIFFERENT');
}

const digitsOf = (text: string): string => text.replace(/\D/g, '');

/** Namesakes number their addresses: li163 and li164 at one host are two persons, li163 and li136 may be a slip. */
function isNumberedApart(a: string, b: string): boolean {
  const [digitsA, digitsB] = [digitsOf(a), digitsOf(b)];
  if (digitsA === digitsB || digitsA === '' || digitsB === '') return false;
  return [...digitsA].sort().join('') !== [...digitsB].sort().join('') || !isOneEditApart(digitsA, digitsB);
}

function emailLevel(a: string, b: string): 'CLOSE' | 'LOCAL' | 'DOMAIN' | 'DIFFERENT' {
  const [localA, localB] = [localPart(a), localPart(b)];
  if (localA === localB) return domainOf(a) !== domainOf(b) && isOneEditApart(a, b) ? 'CLOSE' : 'LOCAL';
  if (!isNumberedApart(localA, localB) && (isOneEditApart(a, b) || jaroWinkler(a, b, CLOSE_EMAIL) >= CLOSE_EMAIL)) return 'CLOSE';
  return domainOf(a) === domainOf(b) && isOwnDomain(domainOf(a)) ? 'DOMAIN' : 'DIFFERENT';
}

const EMAIL_LEVELS = ['CLOSE', 'LOCAL', 'DOMAIN', 'DIFFERENT'] as const;

export function compareEmails(a: readonly string[], b: readonly string[], commonness: Commonness, observed: Observed): void {
  if (a.length === 0 || b.length === 0) return;
  const shared = rarestShared(a, b, commonness);
  if (shared !== null) return observe(observed, 'email', 'EXACT', shared);
  const levels = a.flatMap((x) => b.map((y) => EMAIL_LEVELS.indexOf(emailLevel(x, y))));
  observe(observed, 'email', EMAIL_LEVELS[Math.min(...levels)] ?? 'DIFFERENT');
}

export const identifierTerm = ({ type, stem }: Identifier): string => `${type} ${stem}`;

/** Compares the numbers of equal types; one equal number is enough, since records keep several. */
export function compareIdentifiers(
  a: readonly Identifier[],
  b: readonly Identifier[],
  commonness: Commonness,
  observed: Observed,
): void {
  let compared = false;
  let edited = false;
  let shared: string | null = null;
  for (const x of a) {
    for (const y of b) {
      if (x.type !== y.type) continue;
      compared = true;
      if (x.stem === y.stem) {
        const term = identifierTerm(x);
        if (shared === null || commonness(term) < commonness(shared)) shared = term;
      } else if (x.stem.length >= EDITED_LENGTH && isOneEditApart(x.stem, y.stem)) edited = true;
    }
  }
  if (a.some((x) => x.hard && b.some((y) => y.hard && x.type === y.type && x.value === y.value)))
    observe(observed, 'checkedNumber', 'EXACT');
  if (compared) observe(observed, 'identifier', shared !== null ? 'EXACT' : edited ? 'CLOSE' : 'DIFFERENT', shared);
}

/** Two edits of eight digits, day and month in each other's place, or two of three parts equal. */
function birthDateLevel(a: string, b: string): 'CLOSE' | 'PARTLY' | 'DIFFERENT' {
  if (isOneEditApart(a, b)) return 'CLOSE';
  const [yearA, monthA, dayA] = [a.slice(0, 4), a.slice(4, 6), a.slice(6)];
  const [yearB, monthB, dayB] = [b.slice(0, 4), b.slice(4, 6), b.slice(6)];
  if (yearA === yearB && monthA === dayB && dayA === monthB) return 'CLOSE';
  const equalParts = Number(yearA === yearB) + Number(monthA === monthB) + Number(dayA === dayB);
  return equalParts === 2 ? 'PARTLY' : 'DIFFERENT';
}

export function compareBirthDates(a: string | null, b: string | null, observed: Observed): void {
  if (a === null || b === null) return;
  observe(observed, 'birthDate', a === b ? 'EXACT' : birthDateLevel(a, b), a);
}
