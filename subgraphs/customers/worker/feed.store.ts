import type { EntityManager } from '@mikro-orm/core';
import { sourceKeyText, type SourceKey } from '#core/source-key';
import { addRows, change as changeRows, marks, rowsOf } from '#runtime/store/statements';
import type { TimelineEntry } from '../timeline/timeline-entry';
import { TimelineEntryEntity } from '../timeline/timeline-entry.entity';
import type { FeedChange, FeedProgress, FeedStore, FollowedFeed } from './feed-progress';
import type { WorkerLease } from './lease.store';
import { addPending } from './pending-change.store';

/** What the worker knows of the feeds, in the owned store of the customers subgraph. */
export class OwnedFeedStore implements FeedStore {
  constructor(
    private readonly fork: () => EntityManager,
    private readonly lease: WorkerLease,
  ) {}

  async progress(): Promise<ReadonlyMap<string, FeedProgress>> {
    const rows = await rowsOf<ProgressRow>(
      this.fork(),
      `select ${PROGRESS_COLUMNS.map((column) => `\`${column}\``).join(', ')} from feed_progress`,
    );
    return new Map(rows.map((row) => [row.feed, progressOf(row)]));
  }

  async known(feed: string, keys: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await knownRows(this.fork(), feed, keys);
    return new Map(rows.map(({ row_key: key, hash }) => [key, hash]));
  }

  async knownKeys(feed: string, after: string, first: number): Promise<readonly string[]> {
    const sql = `select row_key from known_row where feed = ? and row_key > ? order by row_key limit ${first}`;
    const rows = await rowsOf<Pick<KnownRow, 'row_key'>>(this.fork(), sql, [feed, after]);
    return rows.map(({ row_key: key }) => key);
  }

  async write(feed: FollowedFeed, change: FeedChange, progress: FeedProgress, before: FeedProgress): Promise<void> {
    await this.fork().transactional(async (em) => {
      await this.lease.confirm(em);
      if (change.rows.length + change.gone.length > 0) await writeRows(em, feed, change);
      await addRows(em, 'feed_progress', PROGRESS_COLUMNS, [progressRow(progress)], 'IS_REPLACED');
      // From now on the profiles know of these activities.
      if (before.lookedAt === null && progress.lookedAt !== null) await addPending(em, 'ALL', [{ system: '', key: '' }]);
    });
  }

  async looked(feeds: readonly string[], at: string): Promise<void> {
    if (feeds.length === 0) return;
    await this.fork().transactional(async (em) => {
      await this.lease.confirm(em);
      await changeRows(em, `update feed_progress set looked_at = ? where feed in (${marks(feeds)})`, [at, ...feeds]);
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
  // A row that is not known has left nothing behind: most of a first look.
  const { rows, gone, known, entries } = change;
  const keys = [...rows.map(({ key }) => key), ...gone];
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
  if (gone.length > 0)
    await changeRows(em, `delete from known_row where feed = ? and row_key in (${marks(gone)})`, [feed.id, ...gone]);
  await addRows(
    em,
    'known_row',
    ['feed', 'row_key', 'hash'],
    rows.map(({ key, hash }) => ({ feed: feed.id, row_key: key, hash })),
    'IS_REPLACED',
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

const PROGRESS_COLUMNS = [
  'feed',
  'system',
  'after_cursor',
  'looked_at',
  'compared_at',
  'compare_ms',
  'failures',
  'retry_at',
] as const;

type ProgressRow = ReturnType<typeof progressRow>;

const progressRow = ({ feed, system, afterCursor, lookedAt, comparedAt, compareMs, failures, retryAt }: FeedProgress) => ({
  feed,
  system,
  after_cursor: afterCursor,
  looked_at: lookedAt,
  compared_at: comparedAt,
  compare_ms: compareMs,
  failures,
  retry_at: retryAt,
});

function progressOf(row: ProgressRow): FeedProgress {
  const { feed, system, failures, compare_ms: compareMs } = row;
  const { after_cursor: afterCursor, looked_at: lookedAt, compared_at: comparedAt, retry_at: retryAt } = row;
  return { feed, system, afterCursor, lookedAt, comparedAt, compareMs, failures, retryAt };
}
