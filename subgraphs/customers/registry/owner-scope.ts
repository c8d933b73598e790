import type { EntityManager } from '@mikro-orm/core';

/** The account owners (`system key`) whose customers a caller sees; null: those of everybody. */
export type OwnerScope = () => Promise<ReadonlySet<string> | null>;

export const EVERYBODY: OwnerScope = () => Promise.resolve(null);

/** A condition on `customer_id`: it has a record of one of these owners. */
export function ownedBy(owners: ReadonlySet<string>): { readonly sql: string; readonly params: readonly string[] } {
  const { sql, params } = ownedRecords(owners);
  return { sql: `customer_id in (select customer_id ${sql})`, params };
}

/** Ids of customers of these owners after an id, in order. */
export async function idsOfOwners(
  em: EntityManager,
  owners: ReadonlySet<string>,
  after: string,
  first: number,
): Promise<readonly string[]> {
  const { sql, params } = ownedRecords(owners);
  const rows = await run(em, `select distinct customer_id ${sql} and customer_id > ? order by customer_id limit ${first}`, [
    ...params,
    after,
  ]);
  return rows.map(({ customer_id: id }) => String(id));
}

/** How many customers these owners have. */
export async function countOfOwners(em: EntityManager, owners: ReadonlySet<string>): Promise<number> {
  const { sql, params } = ownedRecords(owners);
  const [row] = await run(em, `select count(distinct customer_id) as found ${sql}`, params);
  return Number(row?.found);
}

function ownedRecords(owners: ReadonlySet<string>): { readonly sql: string; readonly params: readonly string[] } {
  if (owners.size === 0) return { sql: 'from source_record where 1 = 0', params: [] };
  return { sql: `from source_record where owner in (${[...owners].map(() => '?').join(', ')})`, params: [...owners] };
}

const run = (em: EntityManager, sql: string, params: readonly string[]): Promise<Record<string, unknown>[]> =>
  em.getConnection().execute(sql, [...params], 'all');
