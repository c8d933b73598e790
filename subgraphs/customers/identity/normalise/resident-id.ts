const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = '10X98765432';

/** Checks a resident identity number of 18 characters (GB 11643-1999). */
export function isResidentId(id: string): boolean {
  if (!/^\d{17}[\dX]$/.test(id)) return false;
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(id.charAt(i)), 0);
  return CHECKS.charAt(sum % 11) === id.charAt(17);
}

/** The birth date in a valid resident identity number, YYYYMMDD. */
export const residentBirthDate = (id: string): string => id.slice(6, 14);
