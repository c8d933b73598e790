import type { EntityManager } from '@mikro-orm/core';
import { sourceKeyText, type SourceKey } from '#core/source-key';
import type { TimelineEntry } from '../timeline/timeline-entry';
import { TimelineEntryEntity } from '../timeline/timeline-entry.entity';
import type { FeedChange, FeedProgress, FeedStore, FollowedFeed } from './feed-progress';
import type { WorkerLease } from './lease.store';
import { addPending } from './pending-change.store';
import { FeedProgressEntity, KnownRowEntity } from './worker.entity';

/** What the worker knows of the feeds, in the owned store of the customers subgraph. */
export class OwnedFeedStore implements FeedStore {
  constructor(
    private readonly fork: () => EntityManager,
    private readonly lease: WorkerLease,
  ) {}

  async progress(feed: string): Promise<FeedProgress | null> {
    const found = await this.fork().findOne(FeedProgressEntity, { feed });
    return found && toProgress(found);
  }

  async known(feed: string, keys: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await this.fork().find(KnownRowEntity, { feed, rowKey: { $in: [...keys] } });
    return new Map(rows.map(({ rowKey, hash }) => [rowKey, hash]));
  }

  async knownKeys(feed: string, after: string, first: number): Promise<readonly string[]> {
    const options = { orderBy: { rowKey: 'asc' }, limit: first } as const;
    const rows = await this.fork().find(KnownRowEntity, { feed, rowKey: { $gt: after } }, options);
    return rows.map(({ rowKey }) => rowKey);
  }

  async write(feed: FollowedFeed, change: FeedChange, progress: FeedProgress): Promise<void> {
    await this.fork().transactional(async (em) => {
      await this.lease.confirm(em);
      if (change.rows.length + change.gone.length > 0) await writeRows(em, feed, change);
      const wasRead = (await em.count(FeedProgressEntity, { feed: feed.id, lookedAt: { $ne: null } })) > 0;
      await em.upsert(FeedProgressEntity, { ...progress });
      // From now on the profiles know of these activities.
      if (!wasRead && progress.lookedAt !== null) await addPending(em, 'ALL', [{ system: '', key: '' }]);
    });
  }
}

async function writeRows(em: EntityManager, feed: FollowedFeed, { rows, gone, entries }: FeedChange): Promise<void> {
  const keys = [...rows.map(({ key }) => key), ...gone];
  const parties: SourceKey[] = [];
  if (feed.kind === 'PARTY') parties.push(...keys.map((key) => ({ system: feed.system, key })));
  else {
    const old = await em.find(TimelineEntryEntity, { feed: feed.id, rowKey: { $in: keys } });
    parties.push(...old.map(({ partySystem, partyKey }) => ({ system: partySystem, key: partyKey })));
    parties.push(...entries.map(({ party }) => party));
    em.clear();
    await replaceEntries(em, feed, keys, gone, entries);
  }
  await em.nativeDelete(KnownRowEntity, { feed: feed.id, rowKey: { $in: keys } });
  if (rows.length > 0)
    await em.insertMany(
      KnownRowEntity,
      rows.map(({ key, hash }) => ({ feed: feed.id, rowKey: key, hash })),
    );
  const distinct = [...new Map(parties.map((party) => [sourceKeyText(party), party])).values()];
  if (feed.kind !== 'PARTY') await addPending(em, 'ACTIVITY', distinct);
  // Customers are found by the numbers of their contracts as well.
  if (feed.kind !== 'ACTIVITY') await addPending(em, 'PARTY', distinct);
}

async function replaceEntries(
  em: EntityManager,
  { id: feed, kind }: FollowedFeed,
  keys: readonly string[],
  gone: readonly string[],
  entries: readonly TimelineEntry[],
): Promise<void> {
  if (kind === 'CONTRACT_STATUS') {
    // Statuses that a row has left stay in the timeline.
    await em.nativeDelete(TimelineEntryEntity, { id: { $in: entries.map(({ id }) => id) } });
    await em.nativeDelete(TimelineEntryEntity, { feed, rowKey: { $in: [...gone] } });
  } else await em.nativeDelete(TimelineEntryEntity, { feed, rowKey: { $in: [...keys] } });
  if (entries.length === 0) return;
  const rows = entries.map(({ party, amount, ...entry }) => ({
    ...entry,
    feed,
    partySystem: party.system,
    partyKey: party.key,
    amount: amount?.amount ?? null,
    currency: amount?.currency ?? null,
  }));
  await em.insertMany(TimelineEntryEntity, rows);
}

function toProgress(row: { [K in keyof FeedProgress]: FeedProgress[K] | undefined }): FeedProgress {
  const { feed = '', system = '', compareMs = 0, failures = 0 } = row;
  const [afterCursor, lookedAt, comparedAt, retryAt] = [row.afterCursor, row.lookedAt, row.comparedAt, row.retryAt];
  return {
    feed,
    system,
    compareMs,
    failures,
    afterCursor: afterCursor ?? null,
    lookedAt: lookedAt ?? null,
    comparedAt: comparedAt ?? null,
    retryAt: retryAt ?? null,
  };
}
