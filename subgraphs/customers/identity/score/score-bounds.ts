import { COMPARISONS, isComparisonName, MISSING, positionOf, type Observed } from '../compare/comparison';
import type { BoundRule } from './weights-file';

/** Levels of one comparison, by position. */
interface Shown {
  readonly position: number;
  readonly levels: ReadonlySet<number>;
}

/** A rule that bounds the score of a pair, ready to be checked. */
export interface Bound {
  readonly name: string;
  readonly score: number;
  readonly when: readonly Shown[];
  readonly unless: readonly Shown[];
}

function shownBy(levels: BoundRule['when']): readonly Shown[] {
  return Object.entries(levels).flatMap(([name, wanted]) => {
    if (!isComparisonName(name)) return [];
    const known: readonly string[] = COMPARISONS[name];
    return [{ position: positionOf(name), levels: new Set((wanted ?? []).map((level) => known.indexOf(level))) }];
  });
}

export const prepareBounds = (rules: readonly BoundRule[]): readonly Bound[] =>
  rules.map(({ name, score, when, unless }) => ({ name, score, when: shownBy(when), unless: shownBy(unless ?? {}) }));

const shows = ({ levels }: Observed, { position, levels: wanted }: Shown): boolean => wanted.has(levels[position] ?? MISSING);

const applies = (observed: Observed, { when, unless }: Bound): boolean =>
  when.every((one) => shows(observed, one)) && !unless.some((one) => shows(observed, one));

/** What a pair may score, and the rule that decided it; a cap counts for more than a floor. */
export function boundedScore(
  bits: number,
  observed: Observed,
  { caps, floors }: { readonly caps: readonly Bound[]; readonly floors: readonly Bound[] },
): { readonly score: number; readonly bound: Bound | null } {
  let score = bits;
  let bound: Bound | null = null;
  for (const floor of floors) if (score < floor.score && applies(observed, floor)) [score, bound] = [floor.score, floor];
  for (const cap of caps) if (score > cap.score && applies(observed, cap)) [score, bound] = [cap.score, cap];
  return { score, bound };
}
