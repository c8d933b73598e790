import type { EntityManager } from '@mikro-orm/core';
import { marks, rowsOf } from '#runtime/store/statements';
import type { CustomerProfile, ProfileContent } from './customer-profile';
import type { SystemAsOf } from './customer-profile.source';

// BI tools read a thousand at a time. As plain statements these reads cost a tenth of what entities do.

const PROFILE = 'select id, content, changed_at, removed_at from customer_profile';

/** Profiles that are there after an id, in the order of their ids. */
export function profilesAfter(em: EntityManager, id: string, first: number): Promise<readonly CustomerProfile[]> {
  return profiles(em, `${PROFILE} where removed_at is null and id > ? order by id limit ${first}`, [id]);
}

/** Profiles that changed at a moment or later, those removed included, after one of them, in the order of their changes. */
export function profilesChanged(
  em: EntityManager,
  since: string,
  after: { readonly at: string; readonly id: string } | null,
  first: number,
): Promise<readonly CustomerProfile[]> {
  const [follow, params] = after
    ? ['and (changed_at > ? or (changed_at = ? and id > ?))', [after.at, after.at, after.id]]
    : ['', []];
  const order = `order by changed_at, id limit ${first}`;
  return profiles(em, `${PROFILE} where changed_at >= ? ${follow} ${order}`, [since, ...params]);
}

export async function profilesByIds(em: EntityManager, ids: readonly string[]): Promise<readonly CustomerProfile[]> {
  return ids.length === 0 ? [] : profiles(em, `${PROFILE} where id in (${marks(ids)})`, ids);
}

/** What is stored of these profiles, by id; null of a customer that is no more. */
export async function storedContents(
  em: EntityManager,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ProfileContent | null>> {
  const rows = await rowsOf<Row>(em, `${PROFILE} where id in (${marks(ids)})`, ids);
  return new Map(rows.map((row) => [String(row.id), row.removed_at === null ? contentOf(row) : null]));
}

/** What the profile with the last id says; null: there is none. */
export async function newestContent(em: EntityManager): Promise<ProfileContent | null> {
  const [row] = await rowsOf<Row>(em, 'select content from customer_profile where removed_at is null order by id desc limit 1');
  return row ? contentOf(row) : null;
}

/** When the feeds of each system were looked at last: the oldest of these moments, null when one of them was not yet. */
export async function systemsAsOf(em: EntityManager): Promise<readonly SystemAsOf[]> {
  const sql = `
    select \`system\`, case when count(looked_at) = count(*) then min(looked_at) end as as_of
    from feed_progress group by \`system\` order by \`system\``;
  const rows = await rowsOf<Row>(em, sql, []);
  return rows.map((row) => ({ system: String(row.system), asOf: row.as_of === null ? null : String(row.as_of) }));
}

type Row = Readonly<Record<string, unknown>>;

async function profiles(em: EntityManager, sql: string, params: readonly string[]): Promise<readonly CustomerProfile[]> {
  return (await rowsOf<Row>(em, sql, params)).map(profile);
}

const contentOf = (row: Row): ProfileContent => JSON.parse(String(row.content)) as ProfileContent;

function profile(row: Row): CustomerProfile {
  const { id, changedAt } = { id: String(row.id), changedAt: String(row.changed_at) };
  // Of a customer that is no more nothing is known but that.
  if (row.removed_at !== null) return { id, changedAt, removed: true };
  return { ...contentOf(row), id, changedAt, removed: false };
}
