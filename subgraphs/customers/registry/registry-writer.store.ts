import type { EntityManager } from '@mikro-orm/core';
import { randomBytes } from 'node:crypto';
import { giveWay } from '#core/give-way';
import { sourceKeyText, type SourceKey } from '#core/source-key';
import { addRows, change as changeRows, marks, rowsOf } from '#runtime/store/statements';
import type { CustomerVersions, SeenVersion } from '../customer/customer-version';
import type { Conflict } from '../identity/cluster/guards';
import { writeDecided } from '../stewardship/steward-decision.store';
import { addPending } from '../worker/pending-change.store';
import { inBatches } from './in-batches';
import type { PlannedCustomer } from './plan-customers';
import { CustomerVersionEntity, IdentityModelEntity } from './registry.entity';
import { aliasesBy } from './registry-reads.store';
import type { KnownReference } from './moved-references';
import { isWhole, type MatchedBy, type PairRow, type RegistryChange, type RegistryRows } from './registry-rows';
import { writeCustomers } from './write-customers.store';
import { givingWay, recordsAfter, recordsByIds, writeRecords, type RecordPage } from './source-record.store';
import type { StoredRecord } from './stored-record';

/** A piece of a model fits a text column of 64 KiB; its text is ASCII. */
const MODEL_PIECE = 60_000;

type Setting = 'revision' | 'rules';
type Secret = 'pseudonym-secret' | 'identifier-secret';

/** Writes the registry in the owned store; only one process does at a time. */
export class RegistryWriter implements RegistryRows, CustomerVersions {
  private readonly secrets = new Map<Secret, string>();

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
    for (let after: SourceKey | null = null; ; after = all.at(-1)?.record ?? null) {
      const page = await recordsAfter(this.fork(), after);
      all.push(...page.records);
      if (page.isLast) return all;
      await giveWay();
    }
  }

  /** What the stored records refer to, in pages of one system each. */
  async *references(): AsyncGenerator<readonly KnownReference[]> {
    for (let after: SourceKey | null = null; ;) {
      const page: RecordPage = await recordsAfter(this.fork(), after);
      const known = page.records.map(({ record: { system, key, sameAs } }) => ({ system, key, sameAs }));
      for (const system of new Set(known.map((one) => one.system))) yield known.filter((one) => one.system === system);
      if (page.isLast) return;
      after = known.at(-1) ?? null;
    }
  }

  recordsByIds(ids: readonly string[]): Promise<ReadonlyMap<string, StoredRecord>> {
    return recordsByIds(this.fork(), ids);
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
  async secret(name: Secret): Promise<string> {
    const known = this.secrets.get(name) ?? (await settingOf(this.fork(), name));
    const value = known ?? randomBytes(32).toString('hex');
    if (known === null) await addRows(this.fork(), 'registry_setting', SETTING, [{ name, value }]);
    this.secrets.set(name, value);
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

  private setting(name: Setting): Promise<string | null> {
    return settingOf(this.fork(), name);
  }
}

const SETTING = ['name', 'value'] as const;

async function settingOf(em: EntityManager, name: Setting | Secret): Promise<string | null> {
  const sql = 'select value from registry_setting where name = ?';
  const [row] = await rowsOf<{ readonly value: string }>(em, sql, [name]);
  return row?.value ?? null;
}

interface HashRow {
  readonly system: string;
  readonly key: string;
  readonly hash: string | null;
}

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

/** An id that has records again is nobody's alias; an absorbed one leads to its survivor. */
async function writeAliases(em: EntityManager, customers: readonly PlannedCustomer[]): Promise<void> {
  const wanted = new Map(customers.flatMap(({ id, absorbed }) => absorbed.map((alias) => [alias, id] as const)));
  const known = new Map<string, string>();
  for (const ids of inBatches([...wanted.keys(), ...customers.map(({ id }) => id)]))
    for (const { id, customerId } of await aliasesBy(em, 'id', ids)) known.set(id, customerId);
  const stale = [...known].filter(([id, customerId]) => wanted.get(id) !== customerId).map(([id]) => id);
  for (const ids of inBatches(stale)) await changeRows(em, `delete from customer_alias where id in (${marks(ids)})`, ids);
  const rows = [...wanted].filter(([id, to]) => known.get(id) !== to).map(([id, to]) => ({ id, customer_id: to }));
  for (const batch of inBatches(rows)) await addRows(em, 'customer_alias', ['id', 'customer_id'], batch);
}

const writeSetting = (em: EntityManager, name: Setting, value: string): Promise<void> =>
  addRows(em, 'registry_setting', SETTING, [{ name, value }], 'IS_REPLACED');

async function writePairs(em: EntityManager, { matched, newPairs }: RegistryChange): Promise<void> {
  if (isWhole(matched)) await changeRows(em, 'delete from match_pair', []);
  for (const ids of isWhole(matched) ? [] : inBatches(matched))
    for (const end of ['a', 'b']) await changeRows(em, `delete from match_pair where ${end} in (${marks(ids)})`, ids);
  const rows = newPairs.map(([a, b, score, conflict]) => ({ a, b, score, conflict }));
  for (const batch of inBatches(rows)) await givingWay(addRows(em, 'match_pair', ['a', 'b', 'score', 'conflict'], batch));
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
