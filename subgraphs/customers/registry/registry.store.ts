import { z } from 'zod';
import type { EntityManager } from '@mikro-orm/core';
import { ListCursor } from '#core/list-cursor';
import { sourceKeyText, type SourceKey } from '#core/source-key';
import type { Customer, MatchedRecord } from '../customer/customer';
import type { CustomerRegistry } from '../customer/customer.source';
import { goldenOfRecords, recordsInScope } from './golden-in-scope';
import { countOfOwn, idsOfOwn } from './owned-customers.store';
import { EVERYBODY, type OwnRecords, type RecordScope } from './record-scope';
import type { MatchRule } from './party-record';
import type { SurvivorshipPolicy } from '../identity/survive/survivorship-policy';
import { CustomerEntity } from './registry.entity';
import {
  aliasesBy,
  customersAfter,
  customersBy,
  ownersOfRecords,
  recordsOf,
  type CustomerRow,
  type RecordRow,
} from './registry-reads.store';

const CURSORS = new ListCursor('customers', { id: z.string() });

/** Ids lead to ids that were absorbed later; more steps than this are a mistake. */
const MOST_STEPS = 20;

/** What a caller sees of the registry. */
export interface RegistryScope {
  readonly records: RecordScope;
  /** By what values survive when not all records of a customer show. */
  readonly survivorship: SurvivorshipPolicy;
}

/**
 * Reads the registry in the owned store of the customers subgraph. For a caller who sees some customers only, the others are
 * not there, and of a customer nothing shows but what records in scope say: merging shows nobody more.
 */
export class RegistryStore implements CustomerRegistry {
  constructor(
    private readonly fork: () => EntityManager,
    private readonly scope: RegistryScope | null = null,
  ) {}

  /** The same registry for a caller who may see a part of it. */
  within(scope: RegistryScope): RegistryStore {
    return new RegistryStore(this.fork, scope);
  }

  async byIds(ids: readonly string[]): Promise<readonly (Customer | null)[]> {
    const em = this.fork();
    const living = await customersBy(em, 'id', ids);
    const alive = new Set(living.map(({ id }) => id));
    const survivors = await survivorsOf(
      em,
      ids.filter((id) => !alive.has(id)),
    );
    const others = [...new Set(survivors.values())].filter((id) => !alive.has(id));
    const found = await this.load(em, [...living, ...(await customersBy(em, 'id', others))]);
    return ids.map((id) => found.get(survivors.get(id) ?? id) ?? null);
  }

  async byPseudonyms(pseudonyms: readonly string[]): Promise<readonly (Customer | null)[]> {
    const em = this.fork();
    const rows = await customersBy(em, 'pseudonym', pseudonyms);
    const found = new Map([...(await this.load(em, rows)).values()].map((customer) => [customer.pseudonym, customer]));
    return pseudonyms.map((pseudonym) => found.get(pseudonym) ?? null);
  }

  async bySource(keys: readonly SourceKey[]): Promise<readonly (Customer | null)[]> {
    const records = await ownersOfRecords(this.fork(), keys);
    const owners = new Map(records.map((record) => [sourceKeyText(record), record.customerId]));
    const ids = [...new Set(owners.values())];
    const customers = new Map(
      (await this.byIds(ids)).flatMap((customer) => (customer ? [[customer.id, customer] as const] : [])),
    );
    const isShown = (customer: Customer, { system, key }: SourceKey): boolean =>
      customer.sourceRecords.some((record) => record.system === system && record.key === key);
    return keys.map((key) => {
      const customer = customers.get(owners.get(sourceKeyText(key)) ?? '');
      return customer && isShown(customer, key) ? customer : null;
    });
  }

  async page({ first, after }: Parameters<CustomerRegistry['page']>[0]): ReturnType<CustomerRegistry['page']> {
    const em = this.fork();
    const from = after === null ? '' : CURSORS.read(after).id;
    const own = await this.own();
    const rows = own
      ? (await customersBy(em, 'id', await idsOfOwn(em, own, from, first + 1))).toSorted(byId)
      : await customersAfter(em, from, first + 1);
    const shown = rows.slice(0, first);
    const customers = await this.load(em, shown);
    return {
      rows: shown.flatMap((row) => customers.get(row.id) ?? []),
      cursors: shown.map((row) => CURSORS.write({ id: row.id })),
      hasNextPage: rows.length > first,
    };
  }

  async count(): Promise<number> {
    const own = await this.own();
    return own ? countOfOwn(this.fork(), own) : this.fork().count(CustomerEntity, {});
  }

  private own(): Promise<OwnRecords | null> {
    return this.scope ? this.scope.records() : EVERYBODY();
  }

  private async load(em: EntityManager, rows: readonly CustomerRow[]): Promise<ReadonlyMap<string, Customer>> {
    const ids = rows.map(({ id }) => id);
    const records = new Map<string, RecordRow[]>();
    for (const row of await recordsOf(em, ids)) {
      const list = records.get(row.customerId);
      if (list) list.push(row);
      else records.set(row.customerId, [row]);
    }
    const absorbed = await absorbedBy(em, ids);
    const own = await this.own();
    return new Map(
      rows.flatMap(({ id, pseudonym, version, golden }): readonly [string, Customer][] => {
        const all = records.get(id) ?? [];
        const seen = own ? recordsInScope(all, own) : all;
        if (own && seen.length === 0) return [];
        const isPart = this.scope !== null && seen.length < all.length;
        const values = isPart ? goldenOfRecords(seen, golden, this.scope.survivorship) : golden;
        const sourceRecords = seen.map(matchedRecord);
        const identityIds = [id, ...(absorbed.get(id) ?? [])];
        return [[id, { ...values, id, pseudonym, version: version ?? '', sourceRecords, identityIds }]];
      }),
    );
  }
}

const byId = (a: CustomerRow, b: CustomerRow): number => (a.id < b.id ? -1 : 1);

function matchedRecord(row: RecordRow): MatchedRecord {
  const { system, key, name, matchedBy, observedAt, evidence } = row;
  return {
    system,
    key,
    name,
    matchedBy: matchedBy as MatchRule,
    observedAt,
    confidence: evidence?.confidence ?? null,
    matchedWith: evidence?.matchedWith ?? null,
    score: evidence?.score ?? null,
    evidence: evidence?.comparisons ?? [],
  };
}

/** Where absorbed ids lead to; an id that is nobody's alias is not in it. */
async function survivorsOf(em: EntityManager, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const survivors = new Map<string, string>();
  let open: readonly string[] = ids;
  for (let step = 0; step < MOST_STEPS && open.length > 0; step += 1) {
    const aliases = await aliasesBy(em, 'id', open);
    const next = new Map(aliases.map(({ id, customerId }) => [id, customerId]));
    for (const id of ids) {
      const at = survivors.get(id) ?? id;
      const to = next.get(at);
      if (to !== undefined) survivors.set(id, to);
    }
    open = [...new Set(next.values())];
  }
  return survivors;
}

/** The ids that lead to each of these, directly or through others. */
async function absorbedBy(em: EntityManager, ids: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const absorbed = new Map<string, string[]>();
  let open = new Map(ids.map((id) => [id, id]));
  for (let step = 0; step < MOST_STEPS && open.size > 0; step += 1) {
    const aliases = await aliasesBy(em, 'customer_id', [...open.keys()]);
    const next = new Map<string, string>();
    for (const { id, customerId } of aliases) {
      const survivor = open.get(customerId);
      if (survivor === undefined) continue;
      absorbed.set(survivor, [...(absorbed.get(survivor) ?? []), id]);
      next.set(id, survivor);
    }
    open = next;
  }
  return absorbed;
}
