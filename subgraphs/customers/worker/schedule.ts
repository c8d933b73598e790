import type { FeedSupport } from '#core/feed';

const SECOND = 1000;
const DAY = 86_400_000;
const FIRST_RETRY_MS = 5 * SECOND;
const LAST_RETRY_MS = 300 * SECOND;
/** Comparing all rows may take this share of the time at most. */
const COMPARE_SHARE = 1 / 20;

/** How long to leave a feed alone after so many failures in a row: 5 s, doubled up to 5 min. */
export function backOffMs(failures: number): number {
  return Math.min(FIRST_RETRY_MS * 2 ** Math.min(failures - 1, 20), LAST_RETRY_MS);
}

/**
 * How often all rows of a feed are compared. A source that marks its changes is compared as often as its mapping says (once a day when it
 * does not), the others as often as the size of the table allows.
 * @param lastMs what the last comparison took
 * @param atMostMs longest interval of this installation
 */
export function compareIntervalMs(
  { hasWatermark, compareEveryMs }: FeedSupport,
  lastMs: number,
  { everyMs, atMostMs }: { readonly everyMs: number; readonly atMostMs: number },
): number {
  const wanted = Math.min(hasWatermark ? (compareEveryMs ?? DAY) : everyMs, atMostMs);
  return Math.max(wanted, lastMs / COMPARE_SHARE);
}
