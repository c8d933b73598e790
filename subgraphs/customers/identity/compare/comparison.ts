/** The comparisons of two records, each with its levels from the best to none. */
export const COMPARISONS = {
  givenName: ['EXACT', 'SOUND', 'CLOSE', 'SIMILAR', 'INITIAL', 'DIFFERENT'],
  familyName: ['EXACT', 'SOUND', 'CLOSE', 'SIMILAR', 'INITIAL', 'DIFFERENT'],
  nameOrder: ['SWAPPED', 'KEPT'],
  organisationName: ['EXACT', 'VARIANT', 'CLOSE', 'CONTAINED', 'SIMILAR', 'BRAND', 'DIFFERENT'],
  place: ['EXACT', 'DIFFERENT', 'ONE_SIDED'],
  legalForm: ['EXACT', 'DIFFERENT'],
  birthDate: ['EXACT', 'CLOSE', 'PARTLY', 'DIFFERENT'],
  identifier: ['EXACT', 'CLOSE', 'DIFFERENT'],
  phone: ['EXACT', 'CLOSE', 'DIFFERENT'],
  email: ['EXACT', 'CLOSE', 'LOCAL', 'DOMAIN', 'DIFFERENT'],
  street: ['EXACT', 'CLOSE', 'SIMILAR', 'DIFFERENT'],
  streetNumber: ['EXACT', 'CLOSE', 'DIFFERENT'],
  addressLine: ['EXACT', 'CLOSE', 'SIMILAR', 'DIFFERENT'],
  locality: ['EXACT', 'CLOSE', 'SIMILAR', 'DIFFERENT'],
  postCode: ['EXACT', 'CLOSE', 'DIFFERENT'],
  region: ['EXACT', 'DIFFERENT'],
  crossReference: ['EXACT', 'DIFFERENT'],
  /** Weighs nothing beside `identifier`: it is there for rules. */
  checkedNumber: ['EXACT'],
} as const;

export type ComparisonName = keyof typeof COMPARISONS;
export const COMPARISON_NAMES: readonly ComparisonName[] = Object.keys(COMPARISONS).filter(isComparisonName);

export function isComparisonName(name: string): name is ComparisonName {
  return name in COMPARISONS;
}

/** Level of a comparison that cannot be made, because one record has no value. */
export const MISSING = -1;
/** Level of equal values, the only one whose weight depends on how common the value is. */
export const EXACT = 0;

/** What a pair shows: a level for each comparison, and for equal values the value itself. */
export interface Observed {
  readonly levels: Int8Array;
  readonly terms: (string | null)[];
}

export function newObserved(): Observed {
  return { levels: new Int8Array(COMPARISON_NAMES.length).fill(MISSING), terms: COMPARISON_NAMES.map(() => null) };
}

const POSITIONS = new Map(COMPARISON_NAMES.map((name, i) => [name, i]));

/** Place of a comparison among the levels of a pair. */
export const positionOf = (name: ComparisonName): number => POSITIONS.get(name) ?? 0;

/** Numbers of the levels of each comparison. */
const LEVELS: Readonly<Record<string, ReadonlyMap<string | null, number>>> = Object.fromEntries(
  COMPARISON_NAMES.map((name) => [name, new Map<string | null, number>(COMPARISONS[name].map((level, i) => [level, i]))]),
);

/** Writes one outcome; the level is named, so that a comparison cannot give one it does not have. */
export function observe<N extends ComparisonName>(
  observed: Observed,
  name: N,
  level: (typeof COMPARISONS)[N][number] | null,
  term: string | null = null,
): void {
  const position = positionOf(name);
  observed.levels[position] = LEVELS[name]?.get(level) ?? MISSING;
  observed.terms[position] = level === 'EXACT' ? term : null;
}
