import type { FeedLag, FeedSource } from '#core/feed';
import type { ProfileProjection } from '../customer-profile/profile-projection';
import type { MovedReferences } from '../registry/moved-references';
import type { FeedProgress, FollowedFeed } from './feed-progress';
import { FeedSupports } from './feed-supports';
import { followFeed, type FollowScope } from './follow-feed';
import { WorkEndsError } from './work-ends';

export interface WorkerParts extends FollowScope {
  /** Feeds by subgraph. */
  readonly sources: ReadonlyMap<string, FeedSource>;
  readonly lease: { take(): Promise<boolean>; release(): Promise<void> };
  readonly profiles: Pick<ProfileProjection, 'settle'>;
  readonly references: Pick<MovedReferences, 'follow'>;
  /** Told after each cycle; empty: another worker works. */
  readonly onLags?: ((lags: readonly FeedLag[]) => void) | undefined;
  /** Work that begins when the records are up to date; nobody waits for its end. */
  readonly afterCycle?: (() => Promise<void>) | undefined;
}

/** How old the noted instant of a look may become: answers are told to be as of then, never later than they are. */
const LOOKS_NOTED_MS = 15_000;

type Stored = ReadonlyMap<string, FeedProgress>;

/** Follows the feeds of all subgraphs and keeps registry, timeline and profiles up to date. */
export class Worker {
  private readonly known = new Map<string, readonly FollowedFeed[]>();
  private readonly supports: FeedSupports;
  /** When feeds were looked at last that nothing has changed in. */
  private readonly unnoted = new Map<string, string>();

  constructor(private readonly parts: WorkerParts) {
    this.supports = new FeedSupports(parts.now);
  }

  /** One look at every feed, and all the work that follows from it. @returns whether it was this worker's turn */
  async cycle(): Promise<boolean> {
    const { lease, log, now, profiles, references, pause, store } = this.parts;
    if (!(await lease.take())) return this.notMyTurn();
    try {
      const began = new Date(now()).toISOString();
      const stored = await store.progress();
      const unchanged = await this.look(stored);
      await profiles.settle();
      await this.noteLooks(unchanged, stored, began);
      if ((await references.follow(pause)) > 0) await profiles.settle();
    } catch (error) {
      if (!(error instanceof WorkEndsError)) throw error;
      log.info(`the worker leaves off: ${error.message}`);
      return this.notMyTurn();
    }
    this.parts.onLags?.(await this.lags());
    await this.parts.afterCycle?.();
    return true;
  }

  async lags(): Promise<readonly FeedLag[]> {
    const { store, now } = this.parts;
    const stored = await store.progress();
    return [...this.known.values()].flat().map(({ id }) => {
      const { lookedAt = null, failures = 0 } = stored.get(id) ?? {};
      const newest = [lookedAt, this.unnoted.get(id) ?? null].filter((at) => at !== null).sort();
      return { feed: id, seconds: secondsSince(newest.at(-1), now()), failures };
    });
  }

  /** Notes when feeds were looked at that nothing has changed in; not each time, for that is a write. */
  private async noteLooks(feeds: readonly string[], stored: Stored, at: string): Promise<void> {
    for (const feed of feeds) this.unnoted.set(feed, at);
    const isDue = (feed: string): boolean => {
      const { lookedAt = null } = stored.get(feed) ?? {};
      return lookedAt === null || Date.parse(at) - Date.parse(lookedAt) >= LOOKS_NOTED_MS;
    };
    if (!feeds.some(isDue)) return;
    await this.parts.store.looked(feeds, at);
  }

  /** Looks at every feed. @returns those that nothing has changed in */
  private async look(stored: Stored): Promise<readonly string[]> {
    const unchanged: string[] = [];
    for (const feed of await this.feeds())
      if (await followFeed(feed, stored.get(feed.id), this.supports, this.parts)) unchanged.push(feed.id);
    return unchanged;
  }

  private notMyTurn(): false {
    this.parts.onLags?.([]);
    return false;
  }

  stop(): Promise<void> {
    return this.parts.lease.release();
  }

  /** A subgraph that is down stands in with the feeds it named last: each of them then backs off by itself. */
  private async feeds(): Promise<readonly FollowedFeed[]> {
    for (const [subgraph, source] of this.parts.sources) {
      try {
        const feeds = await source.feeds();
        this.known.set(
          subgraph,
          feeds.map((feed) => ({ ...feed, id: `${subgraph}:${feed.name}`, source })),
        );
      } catch (error) {
        this.parts.log.warn({ err: error, subgraph }, 'feeds cannot be listed');
      }
    }
    return [...this.known.values()].flat();
  }
}

const secondsSince = (at: string | undefined, now: number): number | null =>
  at === undefined ? null : Math.max(0, Math.round((now - Date.parse(at)) / 1000));
