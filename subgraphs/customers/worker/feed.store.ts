import type { EntityManager } from '@mikro-orm/core';
import { sourceKeyText, type SourceKey } from '#core/source-key';
import { addRows, marks, rowsOf } from '#runtime/store/statements';
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
    const rows = await knownRows(this.fork(), feed, keys);
    return new Map(rows.map(({ row_key: key, hash }) => [key, hash]));
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

interface KnownRow {
  readonly row_key: string;
  readonly hash: string;
}

function knownRows(em: EntityManager, feed: string, keys: readonly string[]): Promise<KnownRow[]> {
  return rowsOf(em, `select row_key, hash from known_row where feed = ? and row_key in (${marks(keys)})`, [feed, ...keys]);
}

async function writeRows(em: EntityManager, feed: FollowedFeed, change: FeedChange): Promise<void> {
  const { rows, gone, entries } = change;
  const keys = [...rows.map(({ key }) => key), ...gone];
  // A row that is not known has left nothing behind: most of a first look.
  const known = (await knownRows(em, feed.id, keys)).map(({ row_key: key }) => key);
  const parties: SourceKey[] = [];
  if (feed.kind === 'PARTY') parties.push(...keys.map((key) => ({ system: feed.system, key })));
  else {
    if (known.length > 0) {
      parties.push(...(await partiesOf(em, feed.id, known)));
      await removeEntries(em, feed, known, change);
    }
    parties.push(...entries.map(({ party }) => party));
    await addRows(
      em,
      'timeline_entry',
      ENTRY_COLUMNS,
      entries.map((entry) => entryRow(feed.id, entry)),
    );
  }
  if (known.length > 0) await em.nativeDelete(KnownRowEntity, { feed: feed.id, rowKey: { $in: known } });
  await addRows(
    em,
    'known_row',
    ['feed', 'row_key', 'hash'],
    rows.map(({ key, hash }) => ({ feed: feed.id, row_key: key, hash })),
  );
  const distinct = [...new Map(parties.map((party) => [sourceKeyText(party), party])).values()];
  if (feed.kind !== 'PARTY') await addPending(em, 'ACTIVITY', distinct);
  // Customers are found by the numbers of their contracts as well.
  if (feed.kind !== 'ACTIVITY') await addPending(em, 'PARTY', distinct);
}

function partiesOf(em: EntityManager, feed: string, keys: readonly string[]): Promise<SourceKey[]> {
  const sql = `select distinct e.party_system as \`system\`, e.party_key as \`key\` from timeline_entry e`;
  return rowsOf(em, `${sql} where e.feed = ? and e.row_key in (${marks(keys)})`, [feed, ...keys]);
}

async function removeEntries(
  em: EntityManager,
  { id: feed, kind }: FollowedFeed,
  known: readonly string[],
  { gone, entries }: FeedChange,
): Promise<void> {
  if (kind !== 'CONTRACT_STATUS') return void (await em.nativeDelete(TimelineEntryEntity, { feed, rowKey: { $in: [...known] } }));
  // Statuses that a row has left stay in the timeline.
  await em.nativeDelete(TimelineEntryEntity, { id: { $in: entries.map(({ id }) => id) } });
  await em.nativeDelete(TimelineEntryEntity, { feed, rowKey: { $in: [...gone] } });
}

const ENTRY_COLUMNS = [
  'id',
  'feed',
  'row_key',
  'party_system',
  'party_key',
  'kind',
  'occurred_on',
  'occurred_at',
  'title',
  'status',
  'amount',
  'currency',
  'subject',
] as const;

const entryRow = (feed: string, { id, rowKey, party, kind, title, status, subject, amount, ...at }: TimelineEntry) => ({
  id,
  feed,
  row_key: rowKey,
  party_system: party.system,
  party_key: party.key,
  kind,
  occurred_on: at.occurredOn,
  occurred_at: at.occurredAt,
  title,
  status,
  amount: amount?.amount ?? null,
  currency: amount?.currency ?? null,
  subject,
});

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
