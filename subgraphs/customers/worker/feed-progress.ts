import type { Feed, FeedRow, FeedSource } from '#core/feed';
import type { TimelineEntry } from '../timeline/timeline-entry';

/** A feed with its subgraph. */
export interface FollowedFeed extends Feed {
  /** Subgraph and name: what its progress is stored by. */
  readonly id: string;
  readonly source: FeedSource;
}

/** Where the worker stands in a feed; instants are ISO 8601 in UTC. */
export interface FeedProgress {
  readonly feed: string;
  readonly system: string;
  readonly afterCursor: string | null;
  readonly lookedAt: string | null;
  readonly comparedAt: string | null;
  readonly compareMs: number;
  readonly failures: number;
  readonly retryAt: string | null;
}

/** What a page of a feed changes: written as a whole with the progress, or not at all. */
export interface FeedChange {
  readonly rows: readonly FeedRow[];
  readonly gone: readonly string[];
  /** Keys among these that are known: what they left behind is replaced. */
  readonly known: readonly string[];
  readonly entries: readonly TimelineEntry[];
}

/** Port to what the worker stores. Every write makes sure that no other worker works. */
export interface FeedStore {
  /** Where the worker stands in every feed, by feed. */
  progress(): Promise<ReadonlyMap<string, FeedProgress>>;
  /** Hashes of the rows that are known, by key. */
  known(feed: string, keys: readonly string[]): Promise<ReadonlyMap<string, string>>;
  knownKeys(feed: string, after: string, first: number): Promise<readonly string[]>;
  /** @param before the progress that is stored */
  write(feed: FollowedFeed, change: FeedChange, progress: FeedProgress, before: FeedProgress): Promise<void>;
  /** Notes that nothing has changed in these feeds until then. */
  looked(feeds: readonly string[], at: string): Promise<void>;
}
