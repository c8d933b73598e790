import type { EntityManager } from '@mikro-orm/core';
import { createHmac, randomBytes } from 'node:crypto';
import { BadCursorError } from '#core/errors';
import { sourceKeyText, type SourceKey } from '#core/source-key';
import type { Customer } from '../customer/customer';
import type { CustomerRegistry } from '../customer/customer.source';
import { hashOf, writeTerms } from '../search/search-index.store';
import { termsOf, type SearchTerm } from '../search/search-term';
import type { Assignment, IdentifiedCluster } from './assign-ids';
import type { MatchRule, PartyRecord } from './party-record';
import { CustomerAliasEntity, CustomerEntity, RegistrySettingEntity, SourceRecordEntity } from './registry.entity';
import { survive, type GoldenRecord } from './survive';

const BATCH = 500;

/** Marks cursors of the list of all customers. */
const ALL = 'all';

/** Contract numbers by party record (`sourceKeyText`), and by customer id those to keep. */
export interface KnownContractNumbers {
  readonly byParty: ReadonlyMap<string, readonly string[]>;
  readonly byCustomer: ReadonlyMap<string, readonly string[]>;
}

/** The registry in the owned store of the customers subgraph. */
export class RegistryStore implements CustomerRegistry {
  constructor(private readonly fork: () => EntityManager) {}

  async byIds(ids: readonly string[]): Promise<readonly (Customer | null)[]> {
    const em = this.fork();
    const aliases = await em.find(CustomerAliasEntity, { id: { $in: [...ids] } });
    const survivors = new Map(aliases.map(({ id, customerId }) => [id, customerId]));
    const wanted = ids.map((id) => survivors.get(id) ?? id);
    const found = await this.load(em, await em.find(CustomerEntity, { id: { $in: wanted } }));
    return wanted.map((id) => found.get(id) ?? null);
  }

  async byPseudonyms(pseudonyms: readonly string[]): Promise<readonly (Customer | null)[]> {
    const em = this.fork();
    const rows = await em.find(CustomerEntity, { pseudonym: { $in: [...pseudonyms] } });
    const found = new Map([...(await this.load(em, rows)).values()].map((customer) => [customer.pseudonym, customer]));
    return pseudonyms.map((pseudonym) => found.get(pseudonym) ?? null);
  }

  async bySource(keys: readonly SourceKey[]): Promise<readonly (Customer | null)[]> {
    const systems = [...new Set(keys.map(({ system }) => system))];
    const $or = systems.map((system) => ({
      system,
      key: { $in: keys.filter((key) => key.system === system).map(({ key }) => key) },
    }));
    const records = await this.fork().find(SourceRecordEntity, { $or });
    const owners = new Map(records.map((record) => [sourceKeyText(record), record.customerId]));
    const ids = [...new Set(owners.values())];
    const customers = new Map(
      (await this.byIds(ids)).flatMap((customer) => (customer ? [[customer.id, customer] as const] : [])),
    );
    return keys.map((key) => customers.get(owners.get(sourceKeyText(key)) ?? '') ?? null);
  }

  async page({ first, after }: Parameters<CustomerRegistry['page']>[0]): ReturnType<CustomerRegistry['page']> {
    const em = this.fork();
    const scope = after === null ? {} : { id: { $gt: readCursor(after) } };
    const rows = await em.find(CustomerEntity, scope, { orderBy: { id: 'asc' }, limit: first + 1 });
    const shown = rows.slice(0, first);
    const customers = await this.load(em, shown);
    return {
      rows: shown.flatMap(({ id }) => customers.get(id) ?? []),
      cursors: shown.map(({ id }) => Buffer.from(JSON.stringify({ v: 1, l: ALL, id })).toString('base64url')),
      hasNextPage: rows.length > first,
    };
  }

  count(): Promise<number> {
    return this.fork().count(CustomerEntity, {});
  }

  /** The records of a system as they were read last. */
  async recordsOf(system: string): Promise<readonly PartyRecord[]> {
    const rows = await this.fork().find(SourceRecordEntity, { system });
    return rows.map(({ record }) => record);
  }

  /** Customer id of every record. */
  async knownIds(): Promise<ReadonlyMap<string, string>> {
    const records = await this.fork().find(SourceRecordEntity, {});
    return new Map(records.map((record) => [sourceKeyText(record), record.customerId]));
  }

  /** Replaces the registry by a new assignment, as a whole or not at all. */
  async replace({ clusters, absorbed }: Assignment, contracts: KnownContractNumbers): Promise<void> {
    const secret = await this.pseudonymSecret();
    const terms = new Map(clusters.map((one) => [one.id, termsOfCustomer(one, contracts)]));
    await this.fork().transactional(async (em) => {
      const indexed = await em.find(CustomerEntity, {}, { fields: ['searchHash'] });
      const hashes = new Map(indexed.map(({ id, searchHash }) => [id, searchHash]));
      const changed = new Map([...terms].filter(([id, list]) => hashes.get(id) !== hashOf(list)));
      await writeTerms(
        em,
        changed,
        [...hashes.keys()].filter((id) => !terms.has(id)),
      );
      em.clear();
      await em.nativeDelete(SourceRecordEntity, {});
      await em.nativeDelete(CustomerEntity, {});
      const customers = clusters.map(({ id, cluster }) => {
        const golden = survive(cluster);
        const pseudonym = createHmac('sha256', secret).update(id).digest('hex').slice(0, 32);
        return { id, pseudonym, name: golden.name?.slice(0, 200) ?? null, searchHash: hashOf(terms.get(id) ?? []), golden };
      });
      const records = clusters.flatMap(({ id, cluster }) =>
        cluster.map(({ record, matchedBy }) => ({
          system: record.system,
          key: record.key,
          customerId: id,
          name: record.name?.slice(0, 200) ?? null,
          matchedBy,
          record,
        })),
      );
      for (let i = 0; i < customers.length; i += BATCH) await em.insertMany(CustomerEntity, customers.slice(i, i + BATCH));
      for (let i = 0; i < records.length; i += BATCH) await em.insertMany(SourceRecordEntity, records.slice(i, i + BATCH));
      for (const [id, customerId] of absorbed) {
        // Chains stay one step long: who was absorbed by the absorbed one now leads to the survivor.
        await em.nativeUpdate(CustomerAliasEntity, { customerId: id }, { customerId });
        await em.upsert(CustomerAliasEntity, { id, customerId });
      }
    });
  }

  private async pseudonymSecret(): Promise<string> {
    const em = this.fork();
    const stored = await em.findOne(RegistrySettingEntity, { name: 'pseudonym-secret' });
    if (stored) return stored.value;
    const value = randomBytes(32).toString('hex');
    await em.insert(RegistrySettingEntity, { name: 'pseudonym-secret', value });
    return value;
  }

  private async load(
    em: EntityManager,
    rows: readonly { id: string; pseudonym: string; golden: GoldenRecord }[],
  ): Promise<ReadonlyMap<string, Customer>> {
    const ids = rows.map(({ id }) => id);
    const records = await em.find(SourceRecordEntity, { customerId: { $in: ids } }, { orderBy: { system: 'asc', key: 'asc' } });
    const aliases = await em.find(CustomerAliasEntity, { customerId: { $in: ids } });
    return new Map(
      rows.map(({ id, pseudonym, golden }): [string, Customer] => {
        const mine = records.filter(({ customerId }) => customerId === id);
        const sourceRecords = mine.map(({ system, key, name, matchedBy }) => ({
          system,
          key,
          name: name ?? null,
          matchedBy: matchedBy as MatchRule,
        }));
        const identityIds = [id, ...aliases.filter(({ customerId }) => customerId === id).map((alias) => alias.id)];
        return [id, { ...golden, id, pseudonym, sourceRecords, identityIds }];
      }),
    );
  }
}

function readCursor(cursor: string): string {
  let content: unknown;
  try {
    content = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw new BadCursorError('it is damaged');
  }
  if (typeof content !== 'object' || content === null || !('l' in content) || !('id' in content))
    throw new BadCursorError('it is damaged');
  if (content.l !== ALL || typeof content.id !== 'string') throw new BadCursorError('it belongs to another search');
  return content.id;
}

function termsOfCustomer({ id, cluster }: IdentifiedCluster, contracts: KnownContractNumbers): readonly SearchTerm[] {
  const records = cluster.map(({ record }) => record);
  const numbers = records.flatMap((record) => contracts.byParty.get(sourceKeyText(record)) ?? []);
  return termsOf(records, [...numbers, ...(contracts.byCustomer.get(id) ?? [])]);
}
