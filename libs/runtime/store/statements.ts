import type { EntityManager } from '@mikro-orm/core';
import type { Knex, SqlEntityManager } from '@mikro-orm/mysql';
import { isMysql } from './store-schema';

/** A value of a column as the driver takes it. */
export type Value = string | number | null;

/** Rows of a plain statement, for what is read often; in the transaction of `em` when it has one. */
export async function rowsOf<Row>(em: EntityManager, sql: string, params: readonly Value[] = []): Promise<Row[]> {
  const knex = (em as SqlEntityManager).getKnex();
  // As the ORM sends it, without what it keeps for its log.
  const query = knex.raw<unknown>(em.getPlatform().formatQuery(sql, params));
  const transaction = em.getTransactionContext<Knex.Transaction>();
  const answer: unknown = await (transaction ? query.transacting(transaction) : query);
  return (isMysql(knex) ? (answer as readonly [Row[]])[0] : answer) as Row[];
}

/** Runs a plain statement that changes rows. @returns how many */
export async function change(em: EntityManager, sql: string, params: readonly Value[]): Promise<number> {
  const done: unknown = await em.getConnection().execute(sql, [...params], 'run', em.getTransactionContext());
  return (done as { readonly affectedRows: number }).affectedRows;
}

/** What stands between the brackets of `in (...)`: a question mark for each value; nothing is in a list without values. */
export const marks = (values: readonly unknown[]): string => (values.length === 0 ? 'null' : values.map(() => '?').join(', '));

/** Parameters of one statement: SQLite takes 32,766, MySQL 65,535. */
const MOST_PARAMS = 10_000;

export type Row<Column extends string> = { readonly [C in Column]: Value };

/**
 * Adds rows to a table.
 * @param columns names of the columns, as they stand in the table
 * @param known what to do with a row whose key is there: it is an error, the row that is there stays, or it is replaced
 */
export async function addRows<Column extends string>(
  em: EntityManager,
  table: string,
  columns: readonly Column[],
  rows: readonly Row<Column>[],
  known: 'IS_ERROR' | 'STAYS' | 'IS_REPLACED' = 'IS_ERROR',
): Promise<void> {
  const knex = (em as SqlEntityManager).getKnex();
  const quote = isMysql(knex) ? '`' : '"';
  const quoted = columns.map((column) => quote + column + quote);
  const names = quoted.join(', ');
  const end = known === 'IS_ERROR' ? '' : onKnown(isMysql(knex), quoted, known);
  const one = `(${marks(columns)})`;
  const atOnce = Math.floor(MOST_PARAMS / columns.length);
  for (let from = 0; from < rows.length; from += atOnce) {
    const batch = rows.slice(from, from + atOnce);
    const params = batch.flatMap((row) => columns.map((column) => row[column]));
    await change(em, `insert into ${table} (${names}) values ${batch.map(() => one).join(', ')} ${end}`, params);
  }
}

function onKnown(isServer: boolean, quoted: readonly string[], known: 'STAYS' | 'IS_REPLACED'): string {
  const [first = ''] = quoted;
  if (known === 'STAYS') return isServer ? `on duplicate key update ${first} = ${first}` : 'on conflict do nothing';
  const sets = quoted.map((column) => `${column} = ${isServer ? `values(${column})` : `excluded.${column}`}`).join(', ');
  return isServer ? `on duplicate key update ${sets}` : `on conflict do update set ${sets}`;
}
