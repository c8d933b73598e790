import type { EntityManager } from '@mikro-orm/core';
import { rowsOf } from '#runtime/store/statements';
import { ownedRecords } from './owner-scope';

/** Ids of customers of these owners after an id, in order. */
export async function idsOfOwners(
  em: EntityManager,
  owners: ReadonlySet<string>,
  after: string,
  first: number,
): Promise<readonly string[]> {
  const { sql, params } = ownedRecords(owners);
  const rows = await rowsOf<Record<string, unknown>>(
    em,
    `select distinct customer_id ${sql} and customer_id > ? order by customer_id limit ${first}`,
    [...params, after],
  );
  return rows.map(({ customer_id: id }) => String(id));
}

/** How many customers these owners have. */
export async function countOfOwners(em: EntityManager, owners: ReadonlySet<string>): Promise<number> {
  const { sql, params } = ownedRecords(owners);
  const [row] = await rowsOf<Record<string, unknown>>(em, `select count(distinct customer_id) as found ${sql}`, params);
  return Number(row?.found);
}
