import type { PlannedCustomer } from './plan-customers';
import type { StoredRecord } from './stored-record';

/** How records are customers otherwise than before. */
export interface Regrouped {
  readonly records: number;
  readonly customers: number;
  readonly customersBefore: number;
  /** Customers whose records came to those of another one. */
  readonly merged: number;
  /** Parts of customers that are others now. */
  readonly split: number;
}

/** @param before records as they were, each with its customer */
export function regroupedBy(
  before: ReadonlyMap<string, StoredRecord>,
  customers: readonly Pick<PlannedCustomer, 'id' | 'records'>[],
): Regrouped {
  const comeFrom = new Map<string, Set<string>>();
  const wentTo = new Map<string, Set<string>>();
  let records = 0;
  for (const customer of customers) {
    records += customer.records.length;
    for (const { id } of customer.records) {
      const old = before.get(id)?.customerId ?? null;
      if (old === null) continue;
      addTo(comeFrom, customer.id, old);
      addTo(wentTo, old, customer.id);
    }
  }
  const others = (groups: ReadonlyMap<string, ReadonlySet<string>>): number =>
    [...groups.values()].reduce((sum, { size }) => sum + size - 1, 0);
  return {
    records,
    customers: customers.length,
    customersBefore: wentTo.size,
    merged: others(comeFrom),
    split: others(wentTo),
  };
}

function addTo(groups: Map<string, Set<string>>, key: string, value: string): void {
  const known = groups.get(key);
  if (known) known.add(value);
  else groups.set(key, new Set([value]));
}
