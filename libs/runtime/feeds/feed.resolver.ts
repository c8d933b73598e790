import { Arg, Args, Ctx, Query, Resolver } from 'type-graphql';
import { BadUserInputError } from '#core/errors';
import type { Activity, Feed, FeedPage, FeedSource, FeedSupport } from '#core/feed';
import { pageSize } from '#graphql/connection';
import { FeedActivityType, FeedPageArgs, FeedPageType, FeedSupportType, FeedType } from './feed.type';

/** Rows of one page, and keys of one question. */
export const MAX_FEED_ROWS = 1000;

/** What the feed schema reads from. */
export interface FeedContext {
  readonly source: FeedSource;
}

@Resolver()
export class FeedResolver {
  @Query(() => [FeedType], { description: 'The feeds of this subgraph (变更流列表).' })
  feeds(@Ctx() { source }: FeedContext): Promise<readonly Feed[]> {
    return source.feeds();
  }

  @Query(() => FeedSupportType, { description: 'How the changes of a feed can be found (变更识别方式).' })
  support(
    @Arg('feed', () => String, { description: 'Name of the feed (变更流名称).' }) feed: string,
    @Ctx() { source }: FeedContext,
  ): Promise<FeedSupport> {
    return source.support(feed);
  }

  @Query(() => String, { description: 'Cursor of a look that has seen all that has changed by now (最新位置).' })
  newest(
    @Arg('feed', () => String, { description: 'Name of the feed (变更流名称).' }) feed: string,
    @Ctx() { source }: FeedContext,
  ): Promise<string> {
    return source.newest(feed);
  }

  @Query(() => FeedPageType, { description: 'Rows that changed since the look that ended with the cursor (变更).' })
  changes(
    @Args(() => FeedPageArgs) { feed, after = null, first }: FeedPageArgs,
    @Ctx() { source }: FeedContext,
  ): Promise<FeedPage> {
    return source.changes(feed, { after, first: pageSize(first, MAX_FEED_ROWS) });
  }

  @Query(() => FeedPageType, { description: 'All rows, to be compared with those known (全量).' })
  rows(@Args(() => FeedPageArgs) { feed, after = null, first }: FeedPageArgs, @Ctx() { source }: FeedContext): Promise<FeedPage> {
    return source.rows(feed, { after, first: pageSize(first, MAX_FEED_ROWS) });
  }

  @Query(() => [FeedActivityType], {
    nullable: 'items',
    description: 'What rows say, in the order of the keys; null where a row is gone (业务活动).',
  })
  activities(
    @Arg('feed', () => String, { description: 'Name of the feed (变更流名称).' }) feed: string,
    @Arg('keys', () => [String], { description: 'Keys of the rows, at most 1000 (记录键).' }) keys: string[],
    @Ctx() { source }: FeedContext,
  ): Promise<readonly (Activity | null)[]> {
    if (keys.length > MAX_FEED_ROWS) throw new BadUserInputError(`${keys.length} keys; ask for ${MAX_FEED_ROWS} at most.`);
    return source.activities(feed, keys);
  }
}
