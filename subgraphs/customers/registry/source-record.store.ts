import type { EntityManager } from '@mikro-orm/core';
import { giveWay } from '#core/give-way';
import { sourceKeyText, type SourceKey } from '#core/source-key';
import { addRows, change, marks, rowsOf } from '#runtime/store/statements';
import type { EarlierParty } from './earlier-party';
import { inBatches } from './in-batches';
import type { MatchEvidence } from './match-evidence';
import type { PartyRecord } from './party-record';
import { sourceKeyOf } from './record-id';
import type { RegistryChange } from './registry-rows';
import { recordHash, recordText, type StoredRecord } from './stored-record';

// Each changed row of a source reads and writes some of these. As plain statements they cost a fraction of what entities do.

const PAGE = 500;
/** Rows with whole records in them, written before others have their turn. */
const ROWS_AT_ONCE = 100;

const COLUMNS = [
  'system',
  'source_key',
  'customer_id',
  'home_id',
  'name',
  'matched_by',
  'record',
  'observed_at',
  'earlier',
  'evidence',
  'contracts',
  'owner',
  'parent',
  'row_hash',
] as const;

const READ = `
  select \`system\`, source_key, customer_id, home_id, record, observed_at, earlier, evidence, contracts from source_record`;

export interface RecordPage {
  readonly records: readonly StoredRecord[];
  readonly isLast: boolean;
}

/** The records after one, by system and key. */
export async function recordsAfter(em: EntityManager, after: SourceKey | null): Promise<RecordPage> {
  const [where, params] = after
    ? ['where `system` > ? or (`system` = ? and source_key > ?)', [after.system, after.system, after.key]]
    : ['', []];
  const rows = await rowsOf<SourceRow>(em, `${READ} ${where} order by \`system\`, source_key limit ${PAGE}`, params);
  return { records: rows.map(storedRecord), isLast: rows.length < PAGE };
}

export async function recordsByIds(em: EntityManager, ids: readonly string[]): Promise<ReadonlyMap<string, StoredRecord>> {
  const found = new Map<string, StoredRecord>();
  for (const [system, keys] of bySystem(ids))
    for (const batch of inBatches(keys)) {
      const where = `where \`system\` = ? and source_key in (${marks(batch)})`;
      const rows = await rowsOf<SourceRow>(em, `${READ} ${where}`, [system, ...batch]);
      for (const row of rows.map(storedRecord)) found.set(row.id, row);
    }
  return found;
}

/** Writes the records that are other than before, and takes out those that are gone; a record of two customers is refused. */
export async function writeRecords(em: EntityManager, { customers, before, removed }: RegistryChange): Promise<void> {
  const changed = customers
    .flatMap(({ records }) => records)
    .filter((record) => {
      const old = before.get(record.id);
      return old === undefined || !isSame(old, record);
    });
  const old = [...removed, ...changed.flatMap(({ id }) => (before.has(id) ? [id] : []))];
  for (const [system, keys] of bySystem(old))
    for (const batch of inBatches(keys)) {
      const sql = `delete from source_record where \`system\` = ? and source_key in (${marks(batch)})`;
      await givingWay(change(em, sql, [system, ...batch]));
    }
  for (const batch of inBatches(changed, ROWS_AT_ONCE))
    await givingWay(addRows(em, 'source_record', COLUMNS, batch.map(sourceRow)));
}

/** The embedded engine writes without giving way; a statement of a large change must not hold up those who ask. */
export async function givingWay(statement: Promise<unknown>): Promise<void> {
  await statement;
  await giveWay();
}

function bySystem(ids: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const keys = new Map<string, string[]>();
  for (const { system, key } of ids.map(sourceKeyOf)) {
    const own = keys.get(system);
    if (own) own.push(key);
    else keys.set(system, [key]);
  }
  return keys;
}

interface SourceRow {
  readonly system: string;
  readonly source_key: string;
  readonly customer_id: string;
  readonly home_id: string | null;
  readonly record: string;
  readonly observed_at: string | null;
  readonly earlier: string | null;
  readonly evidence: string | null;
  readonly contracts: string | null;
}

function storedRecord(row: SourceRow): StoredRecord {
  const { system, source_key: key, customer_id: customerId, home_id: homeId } = row;
  return {
    id: sourceKeyText({ system, key }),
    record: JSON.parse(row.record) as PartyRecord,
    customerId,
    home: homeId ?? customerId,
    observedAt: row.observed_at,
    earlier: parsed<readonly EarlierParty[]>(row.earlier) ?? [],
    contracts: parsed<readonly string[]>(row.contracts) ?? [],
    evidence: parsed<MatchEvidence>(row.evidence),
  };
}

const parsed = <T>(text: string | null): T | null => (text === null ? null : (JSON.parse(text) as T | null));

const sourceRow = ({ record, customerId, home, observedAt, earlier, contracts, evidence }: StoredRecord) => ({
  system: record.system,
  source_key: record.key,
  customer_id: customerId ?? '',
  home_id: home,
  name: record.name?.slice(0, 200) ?? null,
  matched_by: evidence?.rule ?? 'FIRST_RECORD',
  record: JSON.stringify(record),
  observed_at: observedAt,
  earlier: earlier.length > 0 ? JSON.stringify(earlier) : null,
  evidence: evidence && JSON.stringify(evidence),
  contracts: JSON.stringify(contracts),
  owner: record.owner ? sourceKeyText(record.owner) : null,
  parent: record.parent ? sourceKeyText(record.parent) : null,
  row_hash: recordHash(record, contracts),
});

function isSame(a: StoredRecord, b: StoredRecord): boolean {
  return (
    a.customerId === b.customerId &&
    a.home === b.home &&
    a.observedAt === b.observedAt &&
    recordText(a.record) === recordText(b.record) &&
    JSON.stringify([a.evidence, a.contracts, a.earlier]) === JSON.stringify([b.evidence, b.contracts, b.earlier])
  );
}
