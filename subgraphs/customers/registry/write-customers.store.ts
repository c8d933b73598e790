import { createHmac } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/core';
import { gather, giveWay } from '#core/give-way';
import { versionContent } from '../customer/customer-version';
import { hashOf, writeTerms } from '../search/search-index.store';
import { termsOf } from '../search/search-term';
import { addPending } from '../worker/pending-change.store';
import { inBatches } from './in-batches';
import type { PlannedCustomer } from './plan-customers';
import { CustomerEntity, CustomerVersionEntity } from './registry.entity';
import { isWhole, type RegistryChange } from './registry-rows';

/** Customers that are worked on before others have their turn. */
const CUSTOMERS_AT_ONCE = 100;

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
    const rows = await em.find(CustomerEntity, { id: { $in: [...ids] } }, { fields: ['version', 'searchHash'] });
    for (const { id, version, searchHash } of rows)
      versions.set(id, { version: version ?? null, searchHash: searchHash ?? null });
  }
  em.clear();
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
  for (const ids of inBatches(old)) await em.nativeDelete(CustomerEntity, { id: { $in: [...ids] } });
  const rows = changed.map(({ id, golden, version, searchHash }) => ({
    id,
    pseudonym: createHmac('sha256', secret).update(id).digest('hex').slice(0, 32),
    name: golden.name?.slice(0, 200) ?? null,
    searchHash,
    version,
    golden,
  }));
  for (const batch of inBatches(rows, CUSTOMERS_AT_ONCE)) {
    await em.insertMany(CustomerEntity, [...batch]);
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
    const rows = await em.find(CustomerEntity, { id: { $in: [...batch] } }, { fields: ['version', 'golden'] });
    const versions = rows.flatMap(({ id, version, golden }) =>
      version ? [{ customerId: id, version, content: versionContent(golden.provenance, records.get(id) ?? []) }] : [],
    );
    em.clear();
    if (versions.length > 0) await em.upsertMany(CustomerVersionEntity, versions, { onConflictAction: 'merge' });
  }
}
