const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/**
 * The unified social credit code in a tax number, or null when there is none (统一社会信用代码).
 * GB 32100-2015: 18 characters, the last one checks the others modulo 31.
 */
export function creditCode(taxNo: string | null): string | null {
  const code = (taxNo ?? '').toUpperCase().replace(/[\s-]/g, '');
  if (code.length !== 18) return null;
  const values = [...code].map((character) => ALPHABET.indexOf(character));
  if (values.includes(-1)) return null;
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * (values[i] ?? 0), 0);
  return (31 - (sum % 31)) % 31 === values[17] ? code : null;
}
