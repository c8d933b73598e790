import type { EntityManager } from '@mikro-orm/core';
import { rowsOf } from '#runtime/store/statements';
import { ownRecords, type OwnRecords } from './record-scope';

/** Ids of customers with an own record after an id, in order. */
export async function idsOfOwn(em: EntityManager, own: OwnRecords, after: string, first: number): Promise<readonly string[]> {
  const { sql, params } = ownRecords(own);
  const rows = await rowsOf<Record<string, unknown>>(
    em,
    `select distinct customer_id ${sql} and customer_id > ? order by customer_id limit ${first}`,
    [...params, after],
  );
  return rows.map(({ customer_id: id }) => String(id));
}

/** How many customers have an own record. */
export async function countOfOwn(em: EntityManager, own: OwnRecords): Promise<number> {
  const { sql, params } = ownRecords(own);
  const [row] = await rowsOf<Record<string, unknown>>(em, `select count(distinct customer_id) as found ${sql}`, params);
  return Number(row?.found);
}
