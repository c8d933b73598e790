import type { Money } from './money';
import type { SourceKey } from './source-key';

/** PARTY: records of parties; ACTIVITY: what happened with them; CONTRACT_STATUS: where their contracts stand. */
export const FEED_KINDS = ['PARTY', 'ACTIVITY', 'CONTRACT_STATUS'] as const;
export type FeedKind = (typeof FEED_KINDS)[number];

export const ACTIVITY_KINDS = ['CONTRACT', 'ORDER', 'INVOICE', 'RECEIPT', 'OPPORTUNITY', 'TICKET', 'STAY'] as const;
export type ActivityKind = (typeof ACTIVITY_KINDS)[number];

/** Rows of one type in one source: a source that is down holds up its own feeds only. */
export interface Feed {
  /** Names it among the feeds of its subgraph. */
  readonly name: string;
  readonly kind: FeedKind;
  readonly system: string;
  readonly type: string;
}

/** How the changes of a feed can be found. */
export interface FeedSupport {
  /** The source marks what it changes. If not, only comparing all rows finds it; deletions are found by comparing alone. */
  readonly hasWatermark: boolean;
  /** How often the mapping wants all rows compared; null: it does not say. */
  readonly compareEveryMs: number | null;
}

/** A row and what it holds, as a hash: equal hashes, equal rows. */
export interface FeedRow {
  readonly key: string;
  readonly hash: string;
}

export interface FeedPage {
  readonly rows: readonly FeedRow[];
  /** Where to go on: with the next page, or with the next look once this one is complete. To be stored. */
  readonly cursor: string;
  readonly isComplete: boolean;
}

/** What a row of a feed means for its customer. */
export interface Activity {
  readonly key: string;
  readonly kind: ActivityKind;
  readonly party: SourceKey | null;
  /** Day it happened; null when its source does not say. */
  readonly occurredOn: string | null;
  /** Instant it happened, ISO 8601, where its source knows more than the day. */
  readonly occurredAt: string | null;
  readonly title: string | null;
  readonly status: string | null;
  readonly amount: Money | null;
  /** Id of the row in the graph. */
  readonly subject: string;
}

export interface FeedPageAsked {
  readonly after: string | null;
  readonly first: number;
}

/** How far behind a feed is. */
export interface FeedLag {
  readonly feed: string;
  /** Seconds since the begin of the last complete look; null: there was none. */
  readonly seconds: number | null;
  /** Looks that failed in a row. */
  readonly failures: number;
}

/** Port to the feeds of one subgraph. A source that does not answer throws SourceUnavailableError or SourceTimeoutError. */
export interface FeedSource {
  feeds(): Promise<readonly Feed[]>;
  support(feed: string): Promise<FeedSupport>;
  /** Where a look would end that finds nothing: what changes from now on comes after it. Feeds without a watermark have none. */
  newest(feed: string): Promise<string>;
  /** Rows that changed since the look that ended with `after`; a row may come again. @throws BadCursorError */
  changes(feed: string, page: FeedPageAsked): Promise<FeedPage>;
  /** All rows, to be compared with those known. @throws BadCursorError */
  rows(feed: string, page: FeedPageAsked): Promise<FeedPage>;
  /** What rows say, in the order of the keys; null where a row is gone. Feeds of parties have none. */
  activities(feed: string, keys: readonly string[]): Promise<readonly (Activity | null)[]>;
}
