import { z } from 'zod';
import { createHash } from 'node:crypto';
import type { EntityManager, FilterQuery, InferEntity } from '@mikro-orm/core';
import { ListCursor } from '#core/list-cursor';
import type { SourceKey } from '#core/source-key';
import { addRows, marks, rowsOf } from '#runtime/store/statements';
import type { Customer } from '../customer/customer';
import type { PendingKind } from '../worker/pending-change';
import { addPending, pendingOf, removePending } from '../worker/pending-change.store';
import {
  PROFILE_VERSION,
  profileContent,
  type ActivityFigures,
  type CustomerProfile,
  type ProfileContent,
} from './customer-profile';
import { CustomerProfileEntity } from './customer-profile.entity';
import type { CustomerProfiles, ProfileQuery, SystemAsOf } from './customer-profile.source';
import type { DoneWork, ProfileChange, ProfileStore } from './profile-projection';
import { newestContent, profilesAfter, profilesByIds, profilesChanged, storedContents, systemsAsOf } from './profile-reads.store';

const UNKNOWN: ActivityFigures = { activityCount: null, firstActivityOn: null, lastActivityOn: null };
const NONE: ActivityFigures = { activityCount: 0, firstActivityOn: null, lastActivityOn: null };
const SLICE = 500;

const PROFILE_COLUMNS = ['id', 'customer_id', 'content', 'changed_at', 'removed_at'] as const;

type ProfileRow = InferEntity<typeof CustomerProfileEntity>;

/** The profiles in the owned store of the customers subgraph. */
export class OwnedProfileStore implements ProfileStore, CustomerProfiles {
  /** @param confirm makes sure, inside a transaction, that this process may write */
  constructor(
    private readonly fork: () => EntityManager,
    private readonly now: () => number,
    private readonly confirm: (em: EntityManager) => Promise<void>,
  ) {}

  pending(kind: PendingKind, limit: number): Promise<readonly SourceKey[]> {
    return pendingOf(this.fork(), kind, limit);
  }

  async isCurrent(): Promise<boolean> {
    const newest = await newestContent(this.fork());
    return newest === null || newest.schemaVersion === PROFILE_VERSION;
  }

  async write({ customers, gone = [], done = [] }: ProfileChange): Promise<void> {
    await this.fork().transactional(async (em) => {
      await this.confirm(em);
      await this.writeChanged(em, customers);
      if (gone.length > 0) await this.markRemoved(em, { customerId: { $in: [...gone] }, removedAt: null });
      for (const { kind, keys } of done) await removeAll(em, kind, keys);
    });
  }

  async done({ kind, keys }: DoneWork): Promise<void> {
    if (keys.length === 0) return;
    await this.fork().transactional(async (em) => {
      await this.confirm(em);
      await removeAll(em, kind, keys);
    });
  }

  async askForAll(): Promise<void> {
    await this.fork().transactional((em) => addPending(em, 'ALL', [{ system: '', key: '' }]));
  }

  async keepOnly(customerIds: ReadonlySet<string>): Promise<void> {
    const stored = await this.fork().find(CustomerProfileEntity, { removedAt: null }, { fields: ['customerId'] });
    const lost = stored.filter(({ customerId }) => !customerIds.has(customerId)).map(({ id }) => id);
    for (let from = 0; from < lost.length; from += SLICE)
      await this.fork().transactional(async (em) => {
        await this.confirm(em);
        await this.markRemoved(em, { id: { $in: lost.slice(from, from + SLICE) } });
      });
  }

  async page({ first, after, changedSince }: ProfileQuery): ReturnType<CustomerProfiles['page']> {
    const from = after === null ? null : cursorsOf(changedSince).read(after);
    const found =
      changedSince === null
        ? await profilesAfter(this.fork(), from?.id ?? '', first + 1)
        : await profilesChanged(this.fork(), instant(changedSince), from, first + 1);
    const shown = found.slice(0, first);
    return {
      rows: shown,
      cursors: shown.map(({ id, changedAt }) => cursorsOf(changedSince).write({ id, at: changedAt })),
      hasNextPage: found.length > first,
    };
  }

  count(changedSince: string | null): Promise<number> {
    return this.fork().count(CustomerProfileEntity, scopeOf(changedSince));
  }

  async byIds(ids: readonly string[]): Promise<readonly (CustomerProfile | null)[]> {
    const found = new Map((await profilesByIds(this.fork(), ids)).map((profile) => [profile.id, profile]));
    return ids.map((id) => found.get(id) ?? null);
  }

  asOf(): Promise<readonly SystemAsOf[]> {
    return systemsAsOf(this.fork());
  }

  private async markRemoved(em: EntityManager, some: FilterQuery<ProfileRow>): Promise<void> {
    const at = new Date(this.now()).toISOString();
    await em.nativeUpdate(CustomerProfileEntity, some, { changedAt: at, removedAt: at });
  }

  private async writeChanged(em: EntityManager, customers: readonly Customer[]): Promise<void> {
    if (customers.length === 0) return;
    const figures = await figuresOf(em, customers);
    const before = await storedContents(
      em,
      customers.map(({ pseudonym }) => pseudonym),
    );
    const changedAt = new Date(this.now()).toISOString();
    const changed = customers.flatMap((customer) => {
      const content = profileContent(customer, figures(customer.id));
      const old = before.get(customer.pseudonym);
      if (old && digest(old) === digest(content)) return [];
      return [
        {
          id: customer.pseudonym,
          customer_id: customer.id,
          content: JSON.stringify(content),
          changed_at: changedAt,
          removed_at: null,
        },
      ];
    });
    await addRows(em, 'customer_profile', PROFILE_COLUMNS, changed, 'IS_REPLACED');
  }
}

async function removeAll(em: EntityManager, kind: PendingKind, keys: readonly SourceKey[]): Promise<void> {
  for (let from = 0; from < keys.length; from += SLICE) await removePending(em, kind, keys.slice(from, from + SLICE));
}

/** Figures by customer id; unknown to all while a feed of activities has not been read once. */
async function figuresOf(em: EntityManager, customers: readonly Customer[]): Promise<(customerId: string) => ActivityFigures> {
  if (!(await areActivitiesRead(em))) return () => UNKNOWN;
  const rows = await countActivities(
    em,
    customers.map(({ id }) => id),
  );
  const found = new Map(
    rows.map(({ id, activities, first_on, last_on }) => [
      id,
      { activityCount: Number(activities), firstActivityOn: first_on, lastActivityOn: last_on },
    ]),
  );
  return (id) => found.get(id) ?? NONE;
}

async function areActivitiesRead(em: EntityManager): Promise<boolean> {
  const feeds = await rowsOf<{ readonly looked_at: string | null }>(
    em,
    "select looked_at from feed_progress where feed not like '%:PARTY:%'",
  );
  return feeds.length > 0 && feeds.every(({ looked_at }) => looked_at !== null);
}

interface CountedRow {
  readonly id: string;
  readonly activities: number | string;
  readonly first_on: string;
  readonly last_on: string;
}

function countActivities(em: EntityManager, customerIds: readonly string[]): Promise<CountedRow[]> {
  const sql = `
    select r.customer_id as id, count(distinct e.subject) as activities, min(e.occurred_on) as first_on, max(e.occurred_on) as last_on
    from source_record r join timeline_entry e on e.party_system = r.system and e.party_key = r.source_key
    where r.customer_id in (${marks(customerIds)}) group by r.customer_id`;
  return rowsOf(em, sql, customerIds);
}

function digest(content: ProfileContent): string {
  const sorted = Object.entries(content).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex');
}

const scopeOf = (changedSince: string | null): FilterQuery<ProfileRow> =>
  changedSince === null ? { removedAt: null } : { changedAt: { $gte: instant(changedSince) } };

// As the table holds them, so that their texts have the order of time.
const instant = (text: string): string => new Date(text).toISOString();

const cursorsOf = (changedSince: string | null) =>
  new ListCursor(`profiles ${changedSince ?? ''}`, { id: z.string(), at: z.string() });
