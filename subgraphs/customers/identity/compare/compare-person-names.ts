import { spokenName, type PersonName } from '../normalise/normalise-person-name';
import { observe, type Observed } from './comparison';
import { jaroWinkler } from './jaro-winkler';

const CLOSE = 0.92;
const SIMILAR = 0.8;
const LEVELS = ['EXACT', 'SOUND', 'CLOSE', 'SIMILAR', 'INITIAL', 'DIFFERENT'] as const;
type NameLevel = (typeof LEVELS)[number];
const rankOf = (level: NameLevel | null): number => (level === null ? 2.5 : LEVELS.indexOf(level));

/** Old systems keep `?` for a character they do not have: it stands for any one character. */
function equalWithGaps(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i += 1) {
    const [x, y] = [a.charAt(i), b.charAt(i)];
    if (x !== y && x !== '?' && y !== '?') return false;
  }
  return true;
}

function comparePart(a: string, b: string, soundA: string, soundB: string, han: boolean): NameLevel | null {
  if (a === '' || b === '' || a === '?' || b === '?') return null;
  if (a === b) return 'EXACT';
  if ((a.includes('?') || b.includes('?')) && equalWithGaps(a, b)) return 'CLOSE';
  if (soundA === soundB) return 'SOUND';
  if (han) return compareHan(a, b, soundA, soundB);
  if (a.length === 1 || b.length === 1) return a.charAt(0) === b.charAt(0) ? 'INITIAL' : 'DIFFERENT';
  const similarity = a.includes(' ') || b.includes(' ') ? similarityOfSeveral(a, b) : jaroWinkler(a, b, SIMILAR);
  if (similarity >= CLOSE) return 'CLOSE';
  return similarity >= SIMILAR ? 'SIMILAR' : 'DIFFERENT';
}

const SHORTENED_LENGTH = 3;

/** A given name cut short: Rob and Robert. */
function isShortened(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  return short.length >= SHORTENED_LENGTH && long.startsWith(short);
}

function compareGiven(a: PersonName, b: PersonName, han: boolean): NameLevel | null {
  const level = comparePart(a.given, b.given, a.givenSound, b.givenSound, han);
  return level === 'SIMILAR' && !han && isShortened(a.given, b.given) ? 'CLOSE' : level;
}

/** A middle name may be left out: then the first words count, a little less. */
function similarityOfSeveral(a: string, b: string): number {
  const [firstA, firstB] = [a.split(' ', 1)[0] ?? a, b.split(' ', 1)[0] ?? b];
  return Math.max(jaroWinkler(a, b, SIMILAR), jaroWinkler(firstA, firstB, SIMILAR) - 0.02);
}

/** Chinese parts have one or two characters: one of two in its place, or both swapped, is all there can be alike. */
function compareHan(a: string, b: string, soundA: string, soundB: string): NameLevel {
  if (a.length >= 2 && [...a].sort().join('') === [...b].sort().join('')) return 'CLOSE';
  const [syllablesA, syllablesB] = [soundA.split(' '), soundB.split(' ')];
  return a.length >= 2 && syllablesA.length === syllablesB.length && syllablesA.some((one, i) => one === syllablesB[i])
    ? 'SIMILAR'
    : 'DIFFERENT';
}

interface Parts {
  readonly given: NameLevel | null;
  readonly family: NameLevel | null;
}

function straight(a: PersonName, b: PersonName): Parts {
  const han = a.han && b.han;
  return {
    given: compareGiven(a, b, han),
    family: comparePart(a.family, b.family, a.familySound, b.familySound, han),
  };
}

function crossed(a: PersonName, b: PersonName): Parts {
  return {
    given: comparePart(a.given, b.family, a.givenSound, b.familySound, false),
    family: comparePart(a.family, b.given, a.familySound, b.givenSound, false),
  };
}

const isAlike = (level: NameLevel | null): boolean => level === 'EXACT' || level === 'SOUND' || level === 'CLOSE';

/** A name in Latin letters beside a Chinese one, or in one word: only what is spoken can be compared. */
function compareSpoken(a: PersonName, b: PersonName): Parts {
  const spokenA = spokenName(a);
  const spokenB = spokenName(b);
  if (a.given === '' && a.joined === '') return { given: null, family: spokenB.startsWith(spokenA) ? 'SOUND' : 'DIFFERENT' };
  if (b.given === '' && b.joined === '') return { given: null, family: spokenA.startsWith(spokenB) ? 'SOUND' : 'DIFFERENT' };
  const reversed = (b.givenSound + b.familySound).replace(/ /g, '');
  if (spokenA === spokenB || spokenA === reversed) return { given: 'SOUND', family: 'SOUND' };
  return jaroWinkler(spokenA, spokenB, CLOSE) >= CLOSE
    ? { given: 'CLOSE', family: 'CLOSE' }
    : { given: 'DIFFERENT', family: 'DIFFERENT' };
}

/** Compares the parts of two names, also with given and family name in each other's place. */
export function comparePersonNames(a: PersonName, b: PersonName, observed: Observed): void {
  if (a.joined !== '' || b.joined !== '' || a.han !== b.han) {
    const { given, family } = compareSpoken(a, b);
    observe(observed, 'givenName', given);
    observe(observed, 'familyName', family);
    return;
  }
  const kept = straight(a, b);
  if (!a.han && !isAlike(kept.given) && !isAlike(kept.family)) {
    const swapped = crossed(a, b);
    const better = rankOf(swapped.given) + rankOf(swapped.family) < rankOf(kept.given) + rankOf(kept.family);
    if (better && (isAlike(swapped.given) || isAlike(swapped.family))) {
      observe(observed, 'givenName', swapped.given, a.given);
      observe(observed, 'familyName', swapped.family, a.family);
      observe(observed, 'nameOrder', 'SWAPPED');
      return;
    }
  }
  observe(observed, 'givenName', kept.given, a.given);
  observe(observed, 'familyName', kept.family, a.family);
  observe(observed, 'nameOrder', 'KEPT');
}
