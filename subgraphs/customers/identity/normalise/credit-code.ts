const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** Checks a unified social credit code of 18 characters (GB 32100-2015): the last one checks the others modulo 31. */
export function isCreditCode(code: string): boolean {
  if (code.length !== 18) return false;
  let sum = 0;
  for (const [i, weight] of WEIGHTS.entries()) {
    const value = ALPHABET.indexOf(code.charAt(i));
    if (value < 0) return false;
    sum += weight * value;
  }
  return ALPHABET.charAt((31 - (sum % 31)) % 31) === code.charAt(17);
}

/** The 15 characters an old tax number shares with the credit code of the same organisation. */
export function oldTaxNumber(code: string): string {
  return code.length === 18 ? code.slice(2, 17) : code;
}
