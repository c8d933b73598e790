import type { Address } from '../normalise/normalise-address';
import { observe, type Observed } from './comparison';
import { isOneEditApart } from './one-edit-apart';
import { jaroWinkler } from './jaro-winkler';

const CLOSE = 0.92;
const SIMILAR = 0.82;

function textLevel(a: string, b: string): 'EXACT' | 'CLOSE' | 'SIMILAR' | 'DIFFERENT' | null {
  if (a === '' || b === '') return null;
  if (a === b) return 'EXACT';
  const similarity = jaroWinkler(a, b, SIMILAR);
  if (similarity >= CLOSE || a.replace(/ /g, '') === b.replace(/ /g, '')) return 'CLOSE';
  return similarity >= SIMILAR ? 'SIMILAR' : 'DIFFERENT';
}

function codeLevel(a: string, b: string): 'EXACT' | 'CLOSE' | 'DIFFERENT' | null {
  if (a === '' || b === '') return null;
  if (a === b) return 'EXACT';
  return isOneEditApart(a, b) && a.length > 1 && b.length > 1 ? 'CLOSE' : 'DIFFERENT';
}

const better = (a: ReturnType<typeof textLevel>, b: ReturnType<typeof textLevel>): boolean =>
  (b === 'EXACT' || b === 'CLOSE') && a !== 'EXACT' && a !== 'CLOSE';

/** Compares two addresses part by part; a street in the second line of the other address counts as well. */
export function compareAddresses(a: Address, b: Address, observed: Observed): void {
  const street = textLevel(a.street, b.street);
  const line2 = textLevel(a.line2, b.line2);
  const crossStreet = textLevel(a.street, b.line2);
  const crossLine2 = textLevel(a.line2, b.street);
  if (better(street, crossStreet) || better(line2, crossLine2)) {
    observe(observed, 'street', crossStreet, a.street);
    observe(observed, 'addressLine', crossLine2, a.line2);
  } else {
    observe(observed, 'street', street, a.street);
    observe(observed, 'addressLine', line2, a.line2);
  }
  observe(observed, 'streetNumber', codeLevel(a.number, b.number), a.number);
  observe(observed, 'locality', textLevel(a.locality, b.locality), a.locality);
  observe(observed, 'postCode', codeLevel(a.postCode, b.postCode), a.postCode);
  // A post code lies in one region: the region adds something only beside a code that differs or is missing.
  if (a.region !== '' && b.region !== '' && (a.postCode === '' || a.postCode !== b.postCode))
    observe(observed, 'region', a.region === b.region ? 'EXACT' : 'DIFFERENT', a.region);
}
