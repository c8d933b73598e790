import type { EntityManager, InferEntity } from '@mikro-orm/core';
import { BadCursorError } from '#core/errors';
import { sourceKeyText, type SourceKey } from '#core/source-key';
import type { Customer, MatchedRecord } from '../customer/customer';
import type { CustomerRegistry } from '../customer/customer.source';
import type { GoldenRecord } from './golden-record';
import type { MatchRule } from './party-record';
import { CustomerAliasEntity, CustomerEntity, SourceRecordEntity } from './registry.entity';

/** Marks cursors of the list of all customers. */
const ALL = 'all';

/** Ids lead to ids that were absorbed later; more steps than this are a mistake. */
const MOST_STEPS = 20;

/** Reads the registry in the owned store of the customers subgraph. */
export class RegistryStore implements CustomerRegistry {
  constructor(private readonly fork: () => EntityManager) {}

  async byIds(ids: readonly string[]): Promise<readonly (Customer | null)[]> {
    const em = this.fork();
    const survivors = await survivorsOf(em, ids);
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

  private async load(em: EntityManager, rows: readonly CustomerRow[]): Promise<ReadonlyMap<string, Customer>> {
    const ids = rows.map(({ id }) => id);
    const records = await em.find(SourceRecordEntity, { customerId: { $in: ids } }, { orderBy: { system: 'asc', key: 'asc' } });
    const recordsOf = new Map<string, MatchedRecord[]>();
    for (const row of records) {
      const list = recordsOf.get(row.customerId);
      if (list) list.push(matchedRecord(row));
      else recordsOf.set(row.customerId, [matchedRecord(row)]);
    }
    const absorbed = await absorbedBy(em, ids);
    return new Map(
      rows.map(({ id, pseudonym, version, golden }): [string, Customer] => {
        const sourceRecords = recordsOf.get(id) ?? [];
        const identityIds = [id, ...(absorbed.get(id) ?? [])];
        return [id, { ...golden, id, pseudonym, version: version ?? '', sourceRecords, identityIds }];
      }),
    );
  }
}

interface CustomerRow {
  readonly id: string;
  readonly pseudonym: string;
  readonly version?: string | null | undefined;
  readonly golden: GoldenRecord;
}

function matchedRecord(row: InferEntity<typeof SourceRecordEntity>): MatchedRecord {
  const { system, key, name, matchedBy, observedAt, evidence } = row;
  return {
    system,
    key,
    name: name ?? null,
    matchedBy: matchedBy as MatchRule,
    observedAt: observedAt ?? null,
    confidence: evidence?.confidence ?? null,
    matchedWith: evidence?.matchedWith ?? null,
    score: evidence?.score ?? null,
    evidence: evidence?.comparisons ?? [],
  };
}

/** Where absorbed ids lead to; an id that is nobody's alias is not in it. */
export async function survivorsOf(em: EntityManager, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const survivors = new Map<string, string>();
  let open: readonly string[] = ids;
  for (let step = 0; step < MOST_STEPS && open.length > 0; step += 1) {
    const aliases = await em.find(CustomerAliasEntity, { id: { $in: [...open] } });
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
    const aliases = await em.find(CustomerAliasEntity, { customerId: { $in: [...open.keys()] } }, { orderBy: { id: 'asc' } });
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
