import type { EntityManager } from '@mikro-orm/core';
import { sourceKeyText, type SourceKey } from '#core/source-key';
import { marks, rowsOf } from '#runtime/store/statements';
import { SourceRecordEntity } from '../registry/registry.entity';
import { TERM_KINDS } from '../search/search-term';
import { reversedDigits } from '../search/search-text';
import type { KnownRecord } from './quality-record';
import type { QualityRegistry, SharedPhones } from './quality-record.source';

/** So many shared numbers are kept in mind; those of the most customers first. */
const MOST_SHARED = 10_000;

interface KeptRow {
  readonly system_id: string;
  readonly customer_id: string;
  readonly kept: string;
}

/** The registry as data quality sees it: two statements for a slice of records. */
export class StoredQualityRegistry implements QualityRegistry {
  constructor(private readonly fork: () => EntityManager) {}

  async known(keys: readonly SourceKey[]): Promise<readonly (KnownRecord | null)[]> {
    const em = this.fork();
    const $or = [...new Set(keys.map(({ system }) => system))].map((system) => ({
      system,
      key: { $in: keys.filter((key) => key.system === system).map(({ key }) => key) },
    }));
    if ($or.length === 0) return [];
    const rows = await em.find(SourceRecordEntity, { $or }, { fields: ['system', 'key', 'customerId', 'observedAt'] });
    const kept = await keptKeys(em, [...new Set(rows.map(({ customerId }) => customerId))]);
    const found = new Map(
      rows.map(({ system, key, customerId, observedAt }): [string, KnownRecord] => [
        sourceKeyText({ system, key }),
        { customerId, observedAt: observedAt ?? null, keptKey: kept.get(`${system} ${customerId}`) ?? key },
      ]),
    );
    return keys.map((key) => found.get(sourceKeyText(key)) ?? null);
  }

  async sharedPhones(customers: number): Promise<SharedPhones> {
    const rows = await sharedNumbers(this.fork(), customers);
    const terms = new Set(rows.map(({ term }) => term));
    return { has: (phone) => terms.has(reversedDigits(phone)) };
  }
}

/** Of each customer and system the record with the smallest key. */
async function keptKeys(em: EntityManager, customers: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (customers.length === 0) return new Map();
  const rows = await keptRows(em, customers);
  return new Map(rows.map(({ system_id, customer_id, kept }) => [`${system_id} ${customer_id}`, kept]));
}

function keptRows(em: EntityManager, customers: readonly string[]): Promise<KeptRow[]> {
  const sql = `
    select r.system as system_id, r.customer_id, min(r.source_key) as kept from source_record r
    where r.customer_id in (${marks(customers)}) group by r.system, r.customer_id`;
  return rowsOf(em, sql, customers);
}

function sharedNumbers(em: EntityManager, customers: number): Promise<{ readonly term: string }[]> {
  const sql = `
    select term from search_term where kind = ? group by term having count(*) >= ? order by count(*) desc, term limit ${MOST_SHARED}`;
  return rowsOf(em, sql, [TERM_KINDS.PHONE, customers]);
}
