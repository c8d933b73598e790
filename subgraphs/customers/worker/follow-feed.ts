import type { Logger } from 'pino';
import { DomainError } from '#core/errors';
import type { FeedPage, FeedRow, FeedSupport } from '#core/feed';
import { entryOf } from '../timeline/timeline-entry';
import type { FeedChange, FeedProgress, FeedStore, FollowedFeed } from './feed-progress';
import type { FeedSupports } from './feed-supports';
import { WorkEndsError } from './work-ends';
import { backOffMs, compareIntervalMs } from './schedule';

/** What following a feed needs of its surroundings. */
export interface FollowScope {
  readonly store: FeedStore;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Lets other work of the process run after a slice that took so many milliseconds. */
  readonly pause: (tookMs: number) => Promise<void>;
  readonly intervals: { readonly everyMs: number; readonly atMostMs: number };
  readonly log: Logger;
}

/** Rows of one slice: a slice is read, compared and written as a whole. */
export const SLICE_ROWS = 200;
const KEYS = 1000;

/** Pages that may be read without noting it: what is read again after a kill. */
const PAGES_UNNOTED = 25;

/**
 * Brings what is known of a feed up to date: looks for changes, and compares all rows when their time has come.
 * @param stored where the worker stands in it
 * @returns whether a look came to its end and left nothing to write but when that was
 */
export async function followFeed(
  feed: FollowedFeed,
  stored: FeedProgress | undefined,
  supports: FeedSupports,
  scope: FollowScope,
): Promise<boolean> {
  const { now, log } = scope;
  const progress = stored ?? fresh(feed);
  if (progress.retryAt !== null && now() < Date.parse(progress.retryAt)) return false;
  const work = new Look(feed, progress, scope);
  try {
    return await work.run(await supports.of(feed));
  } catch (error) {
    if (error instanceof WorkEndsError) throw error;
    supports.forget(feed);
    const failures = work.progress.failures + 1;
    const retryAt = new Date(now() + backOffMs(failures)).toISOString();
    log.warn({ err: error, feed: feed.id, failures, retryAt }, 'feed cannot be read');
    await work.write(NOTHING, { failures, retryAt });
    return false;
  }
}

const NONE: ReadonlyMap<string, string> = new Map();
const NOTHING: FeedChange = { rows: [], gone: [], known: [], entries: [] };

const fresh = ({ id, system }: FollowedFeed): FeedProgress => ({
  feed: id,
  system,
  afterCursor: null,
  lookedAt: null,
  comparedAt: null,
  compareMs: 0,
  failures: 0,
  retryAt: null,
});

class Look {
  /** As far as everything is written that was found. */
  progress: FeedProgress;
  private pagesUnnoted = 0;

  constructor(
    private readonly feed: FollowedFeed,
    private stored: FeedProgress,
    private readonly scope: FollowScope,
  ) {
    this.progress = stored;
  }

  async run(support: FeedSupport): Promise<boolean> {
    if (support.hasWatermark && !(await this.changes())) await this.compare(await this.feed.source.newest(this.feed.name));
    else if (this.isCompareDue(support)) await this.compare(this.progress.afterCursor);
    this.progress = { ...this.progress, failures: 0, retryAt: null };
    const { lookedAt } = this.stored;
    if (isSame({ ...this.progress, lookedAt }, this.stored)) return this.progress.lookedAt !== lookedAt;
    await this.write(NOTHING, {});
    return false;
  }

  /** Writes a change with the progress that it brings, as a whole. */
  async write(change: FeedChange, progress: Partial<FeedProgress>): Promise<void> {
    const next = { ...this.progress, ...progress };
    await this.scope.store.write(this.feed, change, next, this.stored);
    [this.progress, this.stored, this.pagesUnnoted] = [next, next, 0];
  }

  /** @returns whether it is known where to look from: at first, or after another mapping, it is not */
  private async changes(): Promise<boolean> {
    const { feed, scope } = this;
    const lookedAt = new Date(scope.now()).toISOString();
    for (let isComplete = false; !isComplete;) {
      const started = scope.now();
      const page = await this.nextChanges();
      if (!page) return false;
      isComplete = page.isComplete;
      const done = isComplete ? { lookedAt: this.lookedBy(lookedAt) } : {};
      await this.take(page.rows, { afterCursor: page.cursor, ...done });
      await scope.pause(scope.now() - started);
    }
    scope.log.debug({ feed: feed.id }, 'feed looked at');
    return true;
  }

  /** Until all rows have been compared once, deletions and unmarked rows may be missing. */
  private lookedBy(instant: string): string | null {
    return this.progress.comparedAt === null ? null : instant;
  }

  private async nextChanges(): Promise<FeedPage | null> {
    const { afterCursor: after } = this.progress;
    if (after === null) return null;
    try {
      return await this.feed.source.changes(this.feed.name, { after, first: SLICE_ROWS });
    } catch (error) {
      // Another mapping, in which every row may say something else.
      if (error instanceof DomainError && error.code === 'BAD_CURSOR') return null;
      throw error;
    }
  }

  private isCompareDue(support: FeedSupport): boolean {
    const { comparedAt, compareMs } = this.progress;
    const interval = compareIntervalMs(support, compareMs, this.scope.intervals);
    return comparedAt === null || this.scope.now() - Date.parse(comparedAt) >= interval;
  }

  /** @param afterCursor where the next look for changes begins */
  private async compare(afterCursor: string | null): Promise<void> {
    const { feed, scope } = this;
    const began = scope.now();
    const seen = new Set<string>();
    let cost = 0;
    let after: string | null = null;
    for (let isComplete = false; !isComplete;) {
      const started = scope.now();
      const page: FeedPage = await feed.source.rows(feed.name, { after, first: SLICE_ROWS });
      for (const { key } of page.rows) seen.add(key);
      await this.take(page.rows, {});
      [after, isComplete] = [page.cursor, page.isComplete];
      const took = scope.now() - started;
      cost += took;
      await scope.pause(took);
    }
    const gone = await this.knownBut(seen);
    for (let from = 0; from < gone.length; from += SLICE_ROWS) {
      const slice = gone.slice(from, from + SLICE_ROWS);
      await this.write({ ...NOTHING, gone: slice, known: slice }, {});
    }
    const at = new Date(began).toISOString();
    await this.write(NOTHING, { afterCursor, comparedAt: at, lookedAt: at, compareMs: Math.round(cost) });
    scope.log.info({ feed: feed.id, rows: seen.size, gone: gone.length, ms: Math.round(cost) }, 'all rows compared');
  }

  private async knownBut(seen: ReadonlySet<string>): Promise<readonly string[]> {
    const gone: string[] = [];
    for (let after = ''; ;) {
      const keys = await this.scope.store.knownKeys(this.feed.id, after, KEYS);
      gone.push(...keys.filter((key) => !seen.has(key)));
      const last = keys.at(-1);
      if (last === undefined || keys.length < KEYS) return gone;
      after = last;
    }
  }

  /** Writes the rows that are not known as they are, with what they mean. */
  private async take(rows: readonly FeedRow[], progress: Partial<FeedProgress>): Promise<void> {
    const { feed, scope } = this;
    const byKey = new Map(rows.map((row) => [row.key, row]));
    const known = rows.length > 0 ? await scope.store.known(feed.id, [...byKey.keys()]) : NONE;
    const changed = [...byKey.values()].filter(({ key, hash }) => known.get(key) !== hash);
    if (changed.length === 0) return this.goOn(progress);
    const keys = changed.map(({ key }) => key);
    const replaced = keys.filter((key) => known.has(key));
    if (feed.kind === 'PARTY') return this.write({ ...NOTHING, rows: changed, known: replaced }, progress);
    const activities = await feed.source.activities(feed.name, keys);
    // A row that went meanwhile is as good as deleted.
    const gone = keys.filter((_key, i) => !activities[i]);
    const there = changed.filter((_row, i) => activities[i]);
    const perStatus = feed.kind === 'CONTRACT_STATUS';
    const entries = activities.flatMap((activity) => (activity && entryOf(activity, perStatus)) ?? []);
    await this.write({ rows: there, gone, known: replaced, entries }, progress);
  }

  /** A page that holds nothing new is noted with the next that does, at the end of the look, or when there are many. */
  private async goOn(progress: Partial<FeedProgress>): Promise<void> {
    this.progress = { ...this.progress, ...progress };
    this.pagesUnnoted += 1;
    if (this.pagesUnnoted >= PAGES_UNNOTED && !isSame(this.progress, this.stored)) await this.write(NOTHING, {});
  }
}

const isSame = (a: FeedProgress, b: FeedProgress): boolean =>
  a.afterCursor === b.afterCursor &&
  a.lookedAt === b.lookedAt &&
  a.comparedAt === b.comparedAt &&
  a.compareMs === b.compareMs &&
  a.failures === b.failures &&
  a.retryAt === b.retryAt;
