import { COMPARISONS, isComparisonName, MISSING, positionOf, type Observed } from '../compare/comparison';
import type { CapRule } from './weights-file';

/** Levels of one comparison, by position. */
interface Shown {
  readonly position: number;
  readonly levels: ReadonlySet<number>;
}

/** A rule that limits the score of a pair, ready to be checked. */
export interface Cap {
  readonly name: string;
  readonly score: number;
  readonly when: readonly Shown[];
  readonly unless: readonly Shown[];
}

function shownBy(levels: CapRule['when']): readonly Shown[] {
  return Object.entries(levels).flatMap(([name, wanted]) => {
    if (!isComparisonName(name)) return [];
    const known: readonly string[] = COMPARISONS[name];
    return [{ position: positionOf(name), levels: new Set((wanted ?? []).map((level) => known.indexOf(level))) }];
  });
}

export const prepareCaps = (rules: readonly CapRule[]): readonly Cap[] =>
  rules.map(({ name, score, when, unless }) => ({ name, score, when: shownBy(when), unless: shownBy(unless ?? {}) }));

const shows = ({ levels }: Observed, { position, levels: wanted }: Shown): boolean => wanted.has(levels[position] ?? MISSING);

/** The rule that limits what this pair may score the most, or null. */
export function capOf(observed: Observed, caps: readonly Cap[]): Cap | null {
  let lowest: Cap | null = null;
  for (const cap of caps) {
    if (lowest !== null && lowest.score <= cap.score) continue;
    if (cap.when.every((one) => shows(observed, one)) && !cap.unless.some((one) => shows(observed, one))) lowest = cap;
  }
  return lowest;
}
