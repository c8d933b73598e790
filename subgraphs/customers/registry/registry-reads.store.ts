import type { EntityManager } from '@mikro-orm/core';
import type { SourceKey } from '#core/source-key';
import { marks, rowsOf } from '#runtime/store/statements';
import type { GoldenRecord } from './golden-record';
import type { MatchEvidence } from './match-evidence';
import type { PartyRecord } from './party-record';

// Nearly every answer of the graph begins with these reads. As plain statements they cost a tenth of what entities do.

export interface CustomerRow {
  readonly id: string;
  readonly pseudonym: string;
  readonly version: string | null;
  readonly golden: GoldenRecord;
}

export interface RecordRow extends SourceKey {
  readonly customerId: string;
  readonly name: string | null;
  readonly matchedBy: string;
  readonly observedAt: string | null;
  readonly record: PartyRecord;
  readonly evidence: MatchEvidence | null;
}

const CUSTOMER = 'select id, pseudonym, version, golden from customer';
const RECORD = `
  select \`system\`, source_key, customer_id, name, matched_by, observed_at, record, evidence from source_record`;

export async function customersBy(
  em: EntityManager,
  column: 'id' | 'pseudonym',
  values: readonly string[],
): Promise<readonly CustomerRow[]> {
  const rows = await read(em, `${CUSTOMER} where ${column} in`, values);
  return rows.map(customerRow);
}

/** The first customers after an id. */
export async function customersAfter(em: EntityManager, id: string, first: number): Promise<readonly CustomerRow[]> {
  const rows = await rowsOf<Row>(em, `${CUSTOMER} where id > ? order by id limit ${first}`, [id]);
  return rows.map(customerRow);
}

/** Which customer each record belongs to, by `system` and key. */
export async function ownersOfRecords(
  em: EntityManager,
  keys: readonly SourceKey[],
): Promise<readonly (SourceKey & { readonly customerId: string })[]> {
  const systems = [...new Set(keys.map(({ system }) => system))];
  const bySystem = systems.map(async (system) => {
    const own = keys.flatMap((key) => (key.system === system ? [key.key] : []));
    const sql = 'select source_key, customer_id from source_record where `system` = ? and source_key in';
    const rows = await read(em, sql, own, [system]);
    return rows.map((row) => ({ system, key: String(row.source_key), customerId: String(row.customer_id) }));
  });
  return (await Promise.all(bySystem)).flat();
}

/** The records of these customers, by system and key. */
export async function recordsOf(em: EntityManager, customerIds: readonly string[]): Promise<readonly RecordRow[]> {
  const rows = await read(em, `${RECORD} where customer_id in`, customerIds, [], 'order by `system`, source_key');
  return rows.map(recordRow);
}

/** Absorbed ids and what they lead to, by either of the two. */
export async function aliasesBy(
  em: EntityManager,
  column: 'id' | 'customer_id',
  values: readonly string[],
): Promise<readonly { readonly id: string; readonly customerId: string }[]> {
  const rows = await read(em, `select id, customer_id from customer_alias where ${column} in`, values, [], 'order by id');
  return rows.map((row) => ({ id: String(row.id), customerId: String(row.customer_id) }));
}

type Row = Readonly<Record<string, unknown>>;

/** A statement that ends in a list of values; none of them: no rows. */
async function read(
  em: EntityManager,
  sql: string,
  values: readonly string[],
  before: readonly string[] = [],
  order = '',
): Promise<readonly Row[]> {
  if (values.length === 0) return [];
  return rowsOf<Row>(em, `${sql} (${marks(values)}) ${order}`, [...before, ...values]);
}

const customerRow = ({ id, pseudonym, version, golden }: Row): CustomerRow => ({
  id: String(id),
  pseudonym: String(pseudonym),
  version: textOrNull(version),
  golden: JSON.parse(String(golden)) as GoldenRecord,
});

const recordRow = (row: Row): RecordRow => ({
  system: String(row.system),
  key: String(row.source_key),
  customerId: String(row.customer_id),
  name: textOrNull(row.name),
  matchedBy: String(row.matched_by),
  observedAt: textOrNull(row.observed_at),
  record: JSON.parse(String(row.record)) as PartyRecord,
  evidence: row.evidence === null ? null : (JSON.parse(String(row.evidence)) as MatchEvidence | null),
});

const textOrNull = (value: unknown): string | null => (value === null ? null : String(value));
