import type { FeedSource } from '#core/feed';
import type { FollowedFeed } from './feed-progress';
import { FakeFeeds } from './fixtures/fake-feeds';
import { FeedSupports } from './feed-supports';

describe('how the changes of a feed can be found', () => {
  const feeds = new FakeFeeds();
  const feed = (type: string): FollowedFeed => {
    const name = feeds.add('ACTIVITY', 'sales', type);
    const source: FeedSource = feeds;
    return { id: `sales:${name}`, name, kind: 'ACTIVITY', system: 'sales', type, source };
  };
  const [orders, quotes] = [feed('Order'), feed('Quote')];
  let now = 0;
  let supports: FeedSupports;
  beforeEach(() => {
    [now, feeds.asked.length] = [0, 0];
    supports = new FeedSupports(() => now);
  });

  it('is asked once a minute, of each feed', async () => {
    for (now of [0, 5000, 59_999, 60_000, 65_000]) for (const each of [orders, quotes]) await supports.of(each);
    const once = [`support ${orders.name}`, `support ${quotes.name}`];
    expect(feeds.asked).toEqual([...once, ...once]);
  });

  it('is asked again after its feed failed, and after it could not be told', async () => {
    await supports.of(orders);
    supports.forget(orders);
    feeds.down.add(orders.name);
    await expect(Promise.resolve().then(() => supports.of(orders))).rejects.toThrow();
    feeds.down.clear();
    await supports.of(orders);
    expect(feeds.asked).toHaveLength(3);
  });
});
