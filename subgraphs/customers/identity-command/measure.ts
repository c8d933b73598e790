/** Precision, recall and F1 of pairs. */
export interface Quality {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly found: number;
  readonly right: number;
}

export function quality(right: number, found: number, all: number): Quality {
  const precision = found === 0 ? 1 : right / found;
  const recall = all === 0 ? 1 : right / all;
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  return { precision, recall, f1, found, right };
}

const pairsOf = (count: number): number => (count * (count - 1)) / 2;

/** Which records are known, what they are, and whether a pair of them may count. */
export interface Truth {
  readonly labelOf: (id: string) => string | null;
  /** File of a record when only pairs of different files count, otherwise null. */
  readonly fileOf: (id: string) => string | null;
}

function countPairs(ids: readonly string[], truth: Truth): number {
  const files = new Map<string, number>();
  for (const id of ids) {
    const file = truth.fileOf(id);
    if (file !== null) files.set(file, (files.get(file) ?? 0) + 1);
  }
  return pairsOf(ids.length) - [...files.values()].reduce((sum, count) => sum + pairsOf(count), 0);
}

function groupBy(ids: readonly string[], keyOf: (id: string) => string | null): readonly (readonly string[])[] {
  const groups = new Map<string, string[]>();
  for (const id of ids) {
    const key = keyOf(id);
    if (key === null) continue;
    const group = groups.get(key);
    if (group) group.push(id);
    else groups.set(key, [id]);
  }
  return [...groups.values()];
}

/** Number of pairs that are one party. */
export const truePairs = (ids: readonly string[], truth: Truth): number =>
  groupBy(ids, truth.labelOf).reduce((sum, group) => sum + countPairs(group, truth), 0);

/** Quality of clusters by the pairs inside them. */
export function clusterQuality(clusters: readonly (readonly string[])[], ids: readonly string[], truth: Truth): Quality {
  let found = 0;
  let right = 0;
  for (const cluster of clusters) {
    const known = cluster.filter((id) => truth.labelOf(id) !== null);
    found += countPairs(known, truth);
    for (const group of groupBy(known, truth.labelOf)) right += countPairs(group, truth);
  }
  return quality(right, found, truePairs(ids, truth));
}

export interface ScoredIds {
  readonly a: string;
  readonly b: string;
  readonly score: number;
}

export function isTrue({ a, b }: { readonly a: string; readonly b: string }, truth: Truth): boolean {
  return truth.labelOf(a) !== null && truth.labelOf(a) === truth.labelOf(b);
}

const isCounted = ({ a, b }: ScoredIds, truth: Truth): boolean => truth.labelOf(a) !== null && truth.labelOf(b) !== null;

export function pairQuality(pairs: readonly ScoredIds[], threshold: number, all: number, truth: Truth): Quality {
  const found = pairs.filter((pair) => pair.score >= threshold && isCounted(pair, truth));
  return quality(found.filter((pair) => isTrue(pair, truth)).length, found.length, all);
}

export interface BestThreshold {
  readonly threshold: number;
  readonly quality: Quality;
}

/** The threshold that would have been best; it needs the labels, so it is information and never a result. */
export function bestThreshold(pairs: readonly ScoredIds[], all: number, truth: Truth): BestThreshold {
  const sorted = pairs.filter((pair) => isCounted(pair, truth)).sort((x, y) => y.score - x.score);
  let best: BestThreshold = { threshold: Infinity, quality: quality(0, 0, all) };
  let right = 0;
  for (const [i, pair] of sorted.entries()) {
    if (isTrue(pair, truth)) right += 1;
    if (sorted[i + 1]?.score === pair.score) continue;
    const reached = quality(right, i + 1, all);
    if (reached.f1 > best.quality.f1) best = { threshold: pair.score, quality: reached };
  }
  return best;
}
