const PREFIX_WEIGHT = 0.1;
const PREFIX_LIMIT = 4;
const WIDTH = 64;
const flagsA = new Uint8Array(WIDTH);
const flagsB = new Uint8Array(WIDTH);

function commonPrefix(a: string, b: string): number {
  const end = Math.min(PREFIX_LIMIT, a.length, b.length);
  let prefix = 0;
  while (prefix < end && a.charCodeAt(prefix) === b.charCodeAt(prefix)) prefix += 1;
  return prefix;
}

const winkler = (jaro: number, prefix: number): number => jaro + prefix * PREFIX_WEIGHT * (1 - jaro);

/** The most characters that can match: those of `a` whose last five bits stand somewhere in `b`. */
function mostMatches(a: string, lengthA: number, b: string, lengthB: number): number {
  let mask = 0;
  for (let j = 0; j < lengthB; j += 1) mask |= 1 << (b.charCodeAt(j) & 31);
  let count = 0;
  for (let i = 0; i < lengthA; i += 1) count += (mask >>> (a.charCodeAt(i) & 31)) & 1;
  return Math.min(count, lengthB);
}

/**
 * Jaro-Winkler similarity in [0, 1]; 1 only for equal texts. Texts are compared by their first 64 code units.
 * @param floor below it the exact value does not matter: 0 is returned as soon as it cannot be reached
 */
export function jaroWinkler(a: string, b: string, floor = 0): number {
  if (a === b) return 1;
  const lengthA = Math.min(a.length, WIDTH);
  const lengthB = Math.min(b.length, WIDTH);
  if (lengthA === 0 || lengthB === 0) return 0;
  const prefix = commonPrefix(a, b);
  if (floor > 0) {
    const most = mostMatches(a, lengthA, b, lengthB);
    if (winkler((most / lengthA + most / lengthB + 1) / 3, prefix) < floor) return 0;
  }
  const reach = Math.max(0, (Math.max(lengthA, lengthB) >> 1) - 1);
  flagsA.fill(0, 0, lengthA);
  flagsB.fill(0, 0, lengthB);
  let matches = 0;
  for (let i = 0; i < lengthA; i += 1) {
    const code = a.charCodeAt(i);
    const end = Math.min(lengthB, i + reach + 1);
    for (let j = Math.max(0, i - reach); j < end; j += 1) {
      if (flagsB[j] === 1 || b.charCodeAt(j) !== code) continue;
      flagsA[i] = 1;
      flagsB[j] = 1;
      matches += 1;
      break;
    }
  }
  if (matches === 0) return 0;
  let transposed = 0;
  for (let i = 0, j = 0; i < lengthA; i += 1) {
    if (flagsA[i] !== 1) continue;
    while (flagsB[j] !== 1) j += 1;
    if (a.charCodeAt(i) !== b.charCodeAt(j)) transposed += 1;
    j += 1;
  }
  const jaro = (matches / lengthA + matches / lengthB + (matches - transposed / 2) / matches) / 3;
  return Math.min(winkler(jaro, prefix), 1 - Number.EPSILON);
}
