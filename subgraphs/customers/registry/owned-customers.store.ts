import type { EntityManager } from '@mikro-orm/core';
import { ownedRecords } from './owner-scope';

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

const run = (em: EntityManager, sql: string, params: readonly string[]): Promise<Record<string, unknown>[]> =>
  em.getConnection().execute(sql, [...params], 'all');
