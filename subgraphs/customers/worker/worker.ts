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

/** Follows the feeds of all subgraphs and keeps registry, timeline and profiles up to date. */
export class Worker {
  private readonly known = new Map<string, readonly FollowedFeed[]>();
  private readonly supports: FeedSupports;

  constructor(private readonly parts: WorkerParts) {
    this.supports = new FeedSupports(parts.now);
  }

  /** One look at every feed, and all the work that follows from it. @returns whether it was this worker's turn */
  async cycle(): Promise<boolean> {
    const { lease, log, now, profiles, references, pause, store } = this.parts;
    if (!(await lease.take())) return this.notMyTurn();
    try {
      const began = new Date(now()).toISOString();
      const unchanged = await this.look();
      await profiles.settle();
      // Nobody waits for this: what has changed is there by now.
      await store.looked(unchanged, began);
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
      const progress = stored.get(id);
      return { feed: id, seconds: secondsSince(progress, now()), failures: progress?.failures ?? 0 };
    });
  }

  /** Looks at every feed. @returns those that nothing has changed in */
  private async look(): Promise<readonly string[]> {
    const feeds = await this.feeds();
    const stored = await this.parts.store.progress();
    const [parties, others] = [feeds.filter(isOfParties), feeds.filter((feed) => !isOfParties(feed))];
    const unchanged = await this.lookAt(parties, stored);
    // Who is new or another one shows before the activities are read, which may take long.
    if (others.length > 0 && unchanged.length < parties.length) await this.parts.profiles.settle();
    return [...unchanged, ...(await this.lookAt(others, stored))];
  }

  private async lookAt(feeds: readonly FollowedFeed[], stored: ReadonlyMap<string, FeedProgress>): Promise<readonly string[]> {
    const unchanged: string[] = [];
    for (const feed of feeds) if (await followFeed(feed, stored.get(feed.id), this.supports, this.parts)) unchanged.push(feed.id);
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

const isOfParties = ({ kind }: FollowedFeed): boolean => kind === 'PARTY';

const secondsSince = (progress: FeedProgress | undefined, now: number): number | null =>
  progress?.lookedAt == null ? null : Math.max(0, Math.round((now - Date.parse(progress.lookedAt)) / 1000));
