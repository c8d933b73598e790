import { z } from 'zod';
import { ListCursor } from '#core/list-cursor';
import type { Page } from '#core/page';
import type { SourceKey } from '#core/source-key';
import type { MatchComparison } from '../customer/customer';
import type { ReviewPair, ReviewReason } from '../identity/cluster/cluster-links';
import type { Model } from '../identity/score/calibrate';
import { comparisonsOf, probabilityOf, roundScore } from './match-evidence';

/** Two records of two customers that may be one party, with what speaks for and against it. */
export interface MatchReview {
  readonly reason: ReviewReason;
  readonly score: number;
  readonly confidence: number;
  readonly records: readonly [SourceKey, SourceKey];
  readonly evidence: readonly MatchComparison[];
}

/** Port to the pairs that wait for a person: the best first. */
export interface MatchReviews {
  reviews(asked: { readonly first: number; readonly after: string | null }): Promise<Page<MatchReview>>;
}

const idOf = ({ a, b }: ReviewPair): string => `${a.id}|${b.id}`;

/** One page of the pairs, which are in their order. */
export function reviewPage(
  pairs: readonly ReviewPair[],
  model: Model,
  { first, after }: Parameters<MatchReviews['reviews']>[0],
): Page<MatchReview> {
  const from = after === null ? null : CURSORS.read(after);
  const left = from === null ? pairs : pairs.filter((pair) => isAfter(pair, from));
  const shown = left.slice(0, first);
  return {
    rows: shown.map(({ a, b, score, reason }) => ({
      reason,
      score: roundScore(score),
      confidence: probabilityOf(score),
      records: [a.source, b.source],
      evidence: comparisonsOf(a, b, model),
    })),
    cursors: shown.map((pair) => CURSORS.write({ score: pair.score, id: idOf(pair) })),
    hasNextPage: left.length > first,
  };
}

const CURSORS = new ListCursor('match reviews', { score: z.number(), id: z.string() });
type Place = ReturnType<typeof CURSORS.read>;

const isAfter = (pair: ReviewPair, { score, id }: Place): boolean =>
  pair.score === score ? idOf(pair) > id : pair.score < score;
