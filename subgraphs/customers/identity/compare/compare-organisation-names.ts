import type { OrganisationName } from '../normalise/normalise-organisation-name';
import { observe, type Observed } from './comparison';
import { isOneEditApart } from './one-edit-apart';
import { jaroWinkler } from './jaro-winkler';

const CLOSE = 0.93;
const SIMILAR = 0.85;
type NameLevel = 'EXACT' | 'VARIANT' | 'CLOSE' | 'CONTAINED' | 'SIMILAR' | 'BRAND' | 'DIFFERENT';

const sorted = (text: string): string => [...text].sort().join('');

/** True for the same characters in any order. Nearly all pairs differ in the sum of their codes already, which costs no sorting. */
function isReordered(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let i = 0; i < a.length; i += 1) difference += a.charCodeAt(i) - b.charCodeAt(i);
  return difference === 0 && sorted(a) === sorted(b);
}

/** A variant is the same name by its sound, or with its characters in another order. */
function compareHan(a: OrganisationName, b: OrganisationName): NameLevel {
  if (a.coreSound === b.coreSound) return 'VARIANT';
  // A brand that is also a city, 瑞安: with the city left out it was read as the place.
  if (a.stem === b.core || b.stem === a.core) return 'VARIANT';
  // Neighbours swapped may break the city off its name, so the stems are compared as well.
  if (isReordered(a.stem, b.stem)) return 'VARIANT';
  if (a.core.length >= 4 && isReordered(a.core, b.core)) return 'VARIANT';
  if (Math.min(a.core.length, b.core.length) >= 4 && isOneEditApart(a.core, b.core)) {
    return a.core.length === b.core.length || a.brand === b.brand ? 'CLOSE' : 'SIMILAR';
  }
  const [short, long] = a.core.length <= b.core.length ? [a.core, b.core] : [b.core, a.core];
  if (short.length >= 2 && long.startsWith(short)) return 'CONTAINED';
  if (a.brand === b.brand) return 'BRAND';
  return short.length >= 4 && jaroWinkler(a.core, b.core, SIMILAR) >= SIMILAR ? 'SIMILAR' : 'DIFFERENT';
}

function compareLatin(a: OrganisationName, b: OrganisationName): NameLevel {
  const [wordsA, wordsB] = [a.core.split(' '), b.core.split(' ')];
  if (wordsA.length > 1 && wordsA.length === wordsB.length && isReordered(a.core, b.core)) return 'VARIANT';
  if (a.core.replace(/ /g, '') === b.core.replace(/ /g, '')) return 'VARIANT';
  const similarity = jaroWinkler(a.core, b.core, SIMILAR);
  if (similarity >= CLOSE) return 'CLOSE';
  const [short, long] = wordsA.length <= wordsB.length ? [wordsA, wordsB] : [wordsB, wordsA];
  const rest = new Set(long);
  if (short.length < long.length && short.every((word) => rest.has(word))) return 'CONTAINED';
  if (similarity >= SIMILAR) return 'SIMILAR';
  return a.brand === b.brand && a.brand.length > 2 ? 'BRAND' : 'DIFFERENT';
}

/** Compares what tells two organisations from others. */
export function compareOrganisationNames(a: OrganisationName, b: OrganisationName, observed: Observed): void {
  const level = a.core === b.core ? 'EXACT' : a.han && b.han ? compareHan(a, b) : compareLatin(a, b);
  observe(observed, 'organisationName', level, a.core);
  compareLegalForms(a, b, observed);
}

/** A group and its companies, or two companies of one brand, often differ in nothing else; the form is often left out as well. */
function compareLegalForms(a: OrganisationName, b: OrganisationName, observed: Observed): void {
  if (a.form === '' || b.form === '') return;
  observe(observed, 'legalForm', a.form === b.form && a.isGroup === b.isGroup ? 'EXACT' : 'DIFFERENT');
}
