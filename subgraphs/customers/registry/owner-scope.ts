import { marks } from '#runtime/store/statements';
/** The account owners (`system key`) whose customers a caller sees; null: those of everybody. */
export type OwnerScope = () => Promise<ReadonlySet<string> | null>;

export const EVERYBODY: OwnerScope = () => Promise.resolve(null);

/** A condition on `customer_id`: it has a record of one of these owners. */
export function ownedBy(owners: ReadonlySet<string>): { readonly sql: string; readonly params: readonly string[] } {
  const { sql, params } = ownedRecords(owners);
  return { sql: `customer_id in (select customer_id ${sql})`, params };
}

/** What follows `select`: the records of these owners. Without owners there are none. */
export function ownedRecords(owners: ReadonlySet<string>): { readonly sql: string; readonly params: readonly string[] } {
  if (owners.size === 0) return { sql: 'from source_record where 1 = 0', params: [] };
  return { sql: `from source_record where owner in (${marks([...owners])})`, params: [...owners] };
}
