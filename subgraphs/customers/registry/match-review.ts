import { BadCursorError } from '#core/errors';
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
  const from = after === null ? null : readCursor(after);
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
    cursors: shown.map((pair) => Buffer.from(JSON.stringify({ v: 1, s: pair.score, id: idOf(pair) })).toString('base64url')),
    hasNextPage: left.length > first,
  };
}

interface Place {
  readonly score: number;
  readonly id: string;
}

const isAfter = (pair: ReviewPair, { score, id }: Place): boolean =>
  pair.score === score ? idOf(pair) > id : pair.score < score;

function readCursor(cursor: string): Place {
  let content: unknown;
  try {
    content = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw new BadCursorError('it is damaged');
  }
  if (typeof content !== 'object' || content === null || !('s' in content) || !('id' in content))
    throw new BadCursorError('it is damaged');
  if (typeof content.s !== 'number' || typeof content.id !== 'string') throw new BadCursorError('it belongs to another list');
  return { score: content.s, id: content.id };
}
