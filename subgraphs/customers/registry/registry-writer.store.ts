import type { EntityManager, InferEntity } from '@mikro-orm/core';
import { randomBytes } from 'node:crypto';
import { giveWay } from '#core/give-way';
import { sourceKeyText, type SourceKey } from '#core/source-key';
import { rowsOf } from '#runtime/store/statements';
import type { CustomerVersions, SeenVersion } from '../customer/customer-version';
import type { Conflict } from '../identity/cluster/guards';
import { writeDecided } from '../stewardship/steward-decision.store';
import { addPending } from '../worker/pending-change.store';
import { inBatches } from './in-batches';
import type { PlannedCustomer } from './plan-customers';
import {
  CustomerAliasEntity,
  CustomerVersionEntity,
  IdentityModelEntity,
  MatchPairEntity,
  RegistrySettingEntity,
  SourceRecordEntity,
} from './registry.entity';
import type { KnownReference } from './moved-references';
import { sourceKeyOf } from './record-id';
import { isWhole, type MatchedBy, type PairRow, type RegistryChange, type RegistryRows } from './registry-rows';
import { writeCustomers } from './write-customers.store';
import { recordHash, recordText, type StoredRecord } from './stored-record';

/** A piece of a model fits a text column of 64 KiB; its text is ASCII. */
const MODEL_PIECE = 60_000;

type Setting = 'revision' | 'rules';

/** Writes the registry in the owned store; only one process does at a time. */
export class RegistryWriter implements RegistryRows, CustomerVersions {
  constructor(private readonly fork: () => EntityManager) {}

  async revision(): Promise<string> {
    return (await this.setting('revision')) ?? '';
  }

  builtBy(): Promise<string | null> {
    return this.setting('rules');
  }

  async hashes(): Promise<ReadonlyMap<string, string | null>> {
    const rows = await readHashes(this.fork());
    return new Map(rows.map(({ hash, ...source }) => [sourceKeyText(source), hash]));
  }

  /** Page by page: the embedded engine reads without giving way. */
  async records(): Promise<readonly StoredRecord[]> {
    const all: StoredRecord[] = [];
    for (let after: StoredRecord | undefined; ; after = all.at(-1)) {
      const rows = await this.fork().find(SourceRecordEntity, after ? isAfter(after.record) : {}, IN_ORDER);
      all.push(...rows.map(storedRecord));
      if (rows.length < IN_ORDER.limit) return all;
      await giveWay();
    }
  }

  /** What the stored records refer to, in pages of one system each. */
  async *references(): AsyncGenerator<readonly KnownReference[]> {
    for (let after: SourceKey | undefined; ;) {
      const rows: SourceRow[] = await this.fork().find(SourceRecordEntity, after ? isAfter(after) : {}, IN_ORDER);
      const known = rows.map(({ system, key, record: { sameAs } }) => ({ system, key, sameAs }));
      for (const system of new Set(known.map((one) => one.system))) yield known.filter((one) => one.system === system);
      if (rows.length < IN_ORDER.limit) return;
      after = rows.at(-1);
    }
  }

  async recordsByIds(ids: readonly string[]): Promise<ReadonlyMap<string, StoredRecord>> {
    const found = new Map<string, StoredRecord>();
    for (const $or of inBatches(ids)) {
      const rows = await this.fork().find(SourceRecordEntity, { $or: $or.map(sourceKeyOf) });
      for (const row of rows.map(storedRecord)) found.set(row.id, row);
    }
    return found;
  }

  async pairs(): Promise<readonly PairRow[]> {
    const rows = await readPairs(this.fork());
    return rows.map(({ a, b, score, conflict }): PairRow => [a, b, Number(score), conflict]);
  }

  async model(version: string): Promise<string | null> {
    const parts = await this.fork().find(IdentityModelEntity, { version }, { orderBy: { part: 'asc' } });
    return parts.length === 0 ? null : parts.map(({ content }) => content).join('');
  }

  /** A secret of this registry, made when it is asked for first. */
  async secret(name: 'pseudonym-secret' | 'identifier-secret'): Promise<string> {
    const em = this.fork();
    const stored = await em.findOne(RegistrySettingEntity, { name });
    if (stored) return stored.value;
    const value = randomBytes(32).toString('hex');
    await em.insert(RegistrySettingEntity, { name, value });
    return value;
  }

  async write(change: RegistryChange): Promise<string> {
    const secret = await this.secret('pseudonym-secret');
    const revision = randomBytes(8).toString('hex');
    await this.fork().transactional(async (em) => {
      await writeRecords(em, change);
      await writeCustomers(em, change, secret);
      await writeAliases(em, change.customers);
      await writePairs(em, change);
      if (isWhole(change.matched)) {
        await writeModel(em, change.matched.model);
        await writeSetting(em, 'rules', change.matched.rules);
        await addPending(em, 'ALL', [{ system: '', key: '' }]);
      }
      if (change.decided) await writeDecided(em, change.decided);
      await writeSetting(em, 'revision', revision);
    });
    return revision;
  }

  async seen(customerId: string, version: string): Promise<SeenVersion | null> {
    return (await this.fork().findOne(CustomerVersionEntity, { customerId, version }))?.content ?? null;
  }

  private async setting(name: Setting): Promise<string | null> {
    return (await this.fork().findOne(RegistrySettingEntity, { name }))?.value ?? null;
  }
}

type SourceRow = InferEntity<typeof SourceRecordEntity>;

interface HashRow {
  readonly system: string;
  readonly key: string;
  readonly hash: string | null;
}

const IN_ORDER = { orderBy: { system: 'asc', key: 'asc' }, limit: 500 } as const;

const isAfter = ({ system, key }: SourceKey) => ({ $or: [{ system: { $gt: system } }, { system, key: { $gt: key } }] });

/** Without entities: a restart must not cost what the records hold. */
function readHashes(em: EntityManager): Promise<HashRow[]> {
  return rowsOf(em, 'select r.system, r.source_key as `key`, r.row_hash as hash from source_record r');
}

interface StoredPair {
  readonly a: string;
  readonly b: string;
  readonly score: number | string;
  readonly conflict: Conflict | null;
}

function readPairs(em: EntityManager): Promise<StoredPair[]> {
  return rowsOf(em, 'select a, b, score, conflict from match_pair');
}

function storedRecord(row: SourceRow): StoredRecord {
  const { record, customerId, homeId, observedAt, earlier, contracts, evidence } = row;
  return {
    id: sourceKeyText(row),
    record,
    customerId,
    home: homeId ?? customerId,
    observedAt: observedAt ?? null,
    earlier: earlier ?? [],
    contracts: contracts ?? [],
    evidence: evidence ?? null,
  };
}

function isSame(a: StoredRecord, b: StoredRecord): boolean {
  return (
    a.customerId === b.customerId &&
    a.home === b.home &&
    a.observedAt === b.observedAt &&
    recordText(a.record) === recordText(b.record) &&
    JSON.stringify([a.evidence, a.contracts, a.earlier]) === JSON.stringify([b.evidence, b.contracts, b.earlier])
  );
}

/** Rows with whole records in them, written before others have their turn. */
const ROWS_AT_ONCE = 100;

/** The embedded engine writes without giving way; a statement of a large change must not hold up those who ask. */
async function written(statement: Promise<unknown>): Promise<void> {
  await statement;
  await giveWay();
}

async function writeRecords(em: EntityManager, { customers, before, removed }: RegistryChange): Promise<void> {
  const changed = customers
    .flatMap(({ records }) => records)
    .filter((record) => {
      const old = before.get(record.id);
      return old === undefined || !isSame(old, record);
    });
  const old = [...removed, ...changed.flatMap(({ id }) => (before.has(id) ? [id] : []))];
  for (const ids of inBatches(old)) await written(em.nativeDelete(SourceRecordEntity, { $or: ids.map(sourceKeyOf) }));
  const rows = changed.map(({ record, customerId, home, observedAt, earlier, contracts, evidence }) => ({
    system: record.system,
    key: record.key,
    customerId: customerId ?? '',
    homeId: home,
    name: record.name?.slice(0, 200) ?? null,
    matchedBy: evidence?.rule ?? 'FIRST_RECORD',
    record,
    observedAt,
    earlier: earlier.length > 0 ? earlier : null,
    evidence,
    contracts,
    owner: record.owner ? sourceKeyText(record.owner) : null,
    parent: record.parent ? sourceKeyText(record.parent) : null,
    rowHash: recordHash(record, contracts),
  }));
  for (const batch of inBatches(rows, ROWS_AT_ONCE)) await written(em.insertMany(SourceRecordEntity, [...batch]));
}

/** An id that has records again is nobody's alias; an absorbed one leads to its survivor. */
async function writeAliases(em: EntityManager, customers: readonly PlannedCustomer[]): Promise<void> {
  const wanted = new Map(customers.flatMap(({ id, absorbed }) => absorbed.map((alias) => [alias, id] as const)));
  const known = new Map<string, string>();
  for (const ids of inBatches([...wanted.keys(), ...customers.map(({ id }) => id)])) {
    const rows = await em.find(CustomerAliasEntity, { id: { $in: [...ids] } });
    for (const { id, customerId } of rows) known.set(id, customerId);
  }
  em.clear();
  const stale = [...known].filter(([id, customerId]) => wanted.get(id) !== customerId).map(([id]) => id);
  for (const ids of inBatches(stale)) await em.nativeDelete(CustomerAliasEntity, { id: { $in: [...ids] } });
  const rows = [...wanted].filter(([id, to]) => known.get(id) !== to).map(([id, customerId]) => ({ id, customerId }));
  for (const batch of inBatches(rows)) await em.insertMany(CustomerAliasEntity, [...batch]);
}

async function writeSetting(em: EntityManager, name: Setting, value: string): Promise<void> {
  await em.nativeDelete(RegistrySettingEntity, { name });
  await em.insert(RegistrySettingEntity, { name, value });
}

async function writePairs(em: EntityManager, { matched, newPairs }: RegistryChange): Promise<void> {
  if (isWhole(matched)) await em.nativeDelete(MatchPairEntity, {});
  for (const ids of isWhole(matched) ? [] : inBatches(matched)) {
    await em.nativeDelete(MatchPairEntity, { a: { $in: [...ids] } });
    await em.nativeDelete(MatchPairEntity, { b: { $in: [...ids] } });
  }
  const rows = newPairs.map(([a, b, score, conflict]) => ({ a, b, score, conflict }));
  for (const batch of inBatches(rows)) await written(em.insertMany(MatchPairEntity, [...batch]));
}

async function writeModel(em: EntityManager, { version, text }: MatchedBy['model']): Promise<void> {
  await em.nativeDelete(IdentityModelEntity, {});
  const rows = Array.from({ length: Math.ceil(text.length / MODEL_PIECE) }, (_, part) => ({
    part,
    version,
    content: text.slice(part * MODEL_PIECE, (part + 1) * MODEL_PIECE),
  }));
  for (const batch of inBatches(rows, 20)) await em.insertMany(IdentityModelEntity, [...batch]);
}
