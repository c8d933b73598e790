const CREDIT_CODE_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const CREDIT_CODE_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const ORGANISATION_ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];
const RESIDENT_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const RESIDENT_CHECK = '10X98765432';

function weightedSum(text: string, alphabet: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, index) => sum + weight * alphabet.indexOf(text.charAt(index)), 0);
}

/** Check character of the first 17 characters of a unified social credit code (GB 32100-2015). */
export function creditCodeCheck(first17: string): string {
  const rest = weightedSum(first17, CREDIT_CODE_ALPHABET, CREDIT_CODE_WEIGHTS) % 31;
  return CREDIT_CODE_ALPHABET.charAt((31 - rest) % 31);
}

/** Check character of the first 8 characters of an organisation code (GB 11714-1997). */
export function organisationCheck(first8: string): string {
  const check = 11 - (weightedSum(first8, ORGANISATION_ALPHABET, ORGANISATION_WEIGHTS) % 11);
  return check === 10 ? 'X' : check === 11 ? '0' : String(check);
}

/** Check character of the first 17 digits of a resident identity number (GB 11643-1999). */
export function residentCheck(first17: string): string {
  return RESIDENT_CHECK.charAt(weightedSum(first17, '0123456789', RESIDENT_WEIGHTS) % 11);
}
