import { createHmac } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/core';
import { gather, giveWay } from '#core/give-way';
import { addRows, change as changeRows, marks, rowsOf } from '#runtime/store/statements';
import { versionContent } from '../customer/customer-version';
import { hashOf, writeTerms } from '../search/search-index.store';
import { termsOf } from '../search/search-term';
import { addPending } from '../worker/pending-change.store';
import type { GoldenRecord } from './golden-record';
import { inBatches } from './in-batches';
import type { PlannedCustomer } from './plan-customers';
import { isWhole, type RegistryChange } from './registry-rows';

/** Customers that are worked on before others have their turn. */
const CUSTOMERS_AT_ONCE = 100;

const COLUMNS = ['id', 'pseudonym', 'name', 'search_hash', 'version', 'golden'] as const;

interface HashedRow {
  readonly id: string;
  readonly version: string | null;
  readonly search_hash: string | null;
}

interface VersionRow {
  readonly id: string;
  readonly version: string;
  readonly golden: string;
}

interface KnownCustomer {
  readonly version: string | null;
  readonly searchHash: string | null;
}

/** Customers with what they are found by, beside what is stored of them. */
function* indexedBy(customers: readonly PlannedCustomer[], known: ReadonlyMap<string, KnownCustomer>) {
  for (const customer of customers) {
    const numbers = customer.records.flatMap(({ contracts }) => contracts);
    const terms = termsOf(
      customer.records.map(({ record }) => record),
      numbers,
    );
    yield { ...customer, terms, searchHash: hashOf(terms), known: known.get(customer.id) };
  }
}

/** Writes the customers that are other than before, with what they are found by, and names them to those who keep projections of them. */
export async function writeCustomers(
  em: EntityManager,
  { customers, before, matched }: RegistryChange,
  secret: string,
): Promise<void> {
  const known = [...new Set([...before.values()].flatMap(({ customerId }) => customerId ?? []))];
  const versions = new Map<string, KnownCustomer>();
  for (const ids of inBatches(known)) {
    const sql = `select id, version, search_hash from customer where id in (${marks(ids)})`;
    for (const { id, version, search_hash: searchHash } of await rowsOf<HashedRow>(em, sql, ids))
      versions.set(id, { version, searchHash });
  }
  const planned = new Set(customers.map(({ id }) => id));
  const gone = [...versions.keys()].filter((id) => !planned.has(id));
  const indexed = await gather(indexedBy(customers, versions), CUSTOMERS_AT_ONCE);
  const found = indexed.filter(({ known: old, searchHash }) => old?.searchHash !== searchHash);
  await writeTerms(em, new Map(found.map(({ id, terms }) => [id, terms])), gone);
  const changed = indexed.filter(
    ({ known: old, version, searchHash }) => old?.version !== version || old.searchHash !== searchHash,
  );
  const old = [...gone, ...changed.flatMap(({ id, known: row }) => (row ? [id] : []))];
  if (!isWhole(matched)) await keepVersions(em, old, before);
  for (const ids of inBatches(old)) await changeRows(em, `delete from customer where id in (${marks(ids)})`, ids);
  const rows = changed.map(({ id, golden, version, searchHash }) => ({
    id,
    pseudonym: createHmac('sha256', secret).update(id).digest('hex').slice(0, 32),
    name: golden.name?.slice(0, 200) ?? null,
    search_hash: searchHash,
    version,
    golden: JSON.stringify(golden),
  }));
  for (const batch of inBatches(rows, CUSTOMERS_AT_ONCE)) {
    await addRows(em, 'customer', COLUMNS, batch);
    await giveWay();
  }
  if (isWhole(matched)) return;
  const others = [...gone, ...changed.map(({ id }) => id)];
  for (const ids of inBatches(others.map((id) => ({ system: '', key: id })))) await addPending(em, 'CUSTOMER', ids);
}

/** Keeps what these customers were, so that somebody who decides on it can be told what has changed. */
async function keepVersions(em: EntityManager, ids: readonly string[], before: RegistryChange['before']): Promise<void> {
  const records = new Map<string, string[]>();
  for (const { id, customerId } of before.values())
    if (customerId !== null) records.set(customerId, [...(records.get(customerId) ?? []), id]);
  for (const batch of inBatches(ids)) {
    const sql = `select id, version, golden from customer where version is not null and id in (${marks(batch)})`;
    const rows = await rowsOf<VersionRow>(em, sql, batch);
    const versions = rows.map(({ id, version, golden }) => {
      const { provenance } = JSON.parse(golden) as GoldenRecord;
      return { customer_id: id, version, content: JSON.stringify(versionContent(provenance, records.get(id) ?? [])) };
    });
    await addRows(em, 'customer_version', ['customer_id', 'version', 'content'], versions, 'IS_REPLACED');
  }
}
