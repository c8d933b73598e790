import { createHash } from 'node:crypto';
import { BadUserInputError } from '#core/errors';
import type { Activity, Feed, FeedPage, FeedPageAsked, FeedSource, FeedSupport } from '#core/feed';
import type { LegacyReader } from '#legacy/legacy-reader';
import type { ChangePage, LegacyChanges } from '#legacy/legacy-changes';
import type { LegacyFeed } from './legacy-feed';

interface Found {
  readonly feed: LegacyFeed;
  readonly system: string;
}

/** The feeds of a subgraph over its legacy sources, for one call. */
export class LegacyFeeds implements FeedSource {
  constructor(
    private readonly served: readonly LegacyFeed[],
    private readonly reader: LegacyReader,
    private readonly scan: LegacyChanges,
    /** Business day, YYYY-MM-DD. */
    private readonly today: string,
  ) {}

  feeds(): Promise<readonly Feed[]> {
    const feeds = this.served.flatMap(({ kind, type }) =>
      this.reader.systemsOf(type).map((system) => ({ name: nameOf(kind, system, type), kind, system, type })),
    );
    return Promise.resolve(feeds);
  }

  async support(name: string): Promise<FeedSupport> {
    const { feed, system } = this.named(name);
    const { watermark, compareEveryMs } = await this.scan.support(system, feed.type);
    // A status that follows the day changes without a mark.
    return { hasWatermark: watermark === 'USABLE' && !feed.statusFollowsDay, compareEveryMs };
  }

  newest(name: string): Promise<string> {
    const { feed, system } = this.named(name);
    return this.scan.newest(system, feed.type);
  }

  async changes(name: string, page: FeedPageAsked): Promise<FeedPage> {
    const found = this.named(name);
    return this.withStatus(found, await this.scan.changedRows(found.system, found.feed.type, page));
  }

  async rows(name: string, page: FeedPageAsked): Promise<FeedPage> {
    const found = this.named(name);
    return this.withStatus(found, await this.scan.allRows(found.system, found.feed.type, page));
  }

  async activities(name: string, keys: readonly string[]): Promise<readonly (Activity | null)[]> {
    const { feed, system } = this.named(name);
    return feed.read(this.reader, system, keys, this.today);
  }

  private named(name: string): Found {
    for (const feed of this.served)
      for (const system of this.reader.systemsOf(feed.type))
        if (nameOf(feed.kind, system, feed.type) === name) return { feed, system };
    throw new BadUserInputError(`There is no feed ${name.slice(0, 100)} here`);
  }

  private async withStatus({ feed, system }: Found, page: ChangePage): Promise<FeedPage> {
    if (!feed.statusFollowsDay || page.rows.length === 0) return page;
    const keys = page.rows.map(({ key }) => key);
    const read = await feed.read(this.reader, system, keys, this.today);
    const statuses = new Map(read.flatMap((row) => (row ? [[row.key, row.status]] : [])));
    return { ...page, rows: page.rows.map(({ key, hash }) => ({ key, hash: md5(`${hash} ${statuses.get(key) ?? ''}`) })) };
  }
}

const nameOf = (kind: string, system: string, type: string): string => `${kind}:${system}:${type}`;
const md5 = (text: string): string => createHash('md5').update(text).digest('hex');
