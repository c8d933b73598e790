import { createHash } from 'node:crypto';
import type { SurvivorshipPolicy } from '../identity/survive/survivorship-policy';
import { assignIds } from './assign-ids';
import { goldenRecord, type FieldPin, type GoldenRecord } from './golden-record';
import type { MatchEvidence } from './match-evidence';
import type { StoredRecord } from './stored-record';

/** A customer as it shall be. */
export interface PlannedCustomer {
  readonly id: string;
  readonly version: string;
  readonly golden: GoldenRecord;
  readonly records: readonly StoredRecord[];
  /** Ids that lead to it. */
  readonly absorbed: readonly string[];
}

export interface PlanRules {
  readonly survivorship: SurvivorshipPolicy;
  readonly newId: () => string;
  /** Why the records of a cluster belong to it, by its place among the clusters. */
  readonly evidenceOf: (at: number) => readonly MatchEvidence[];
  /** Values that stewards chose, by record id. */
  readonly pinsOf: (recordId: string) => readonly FieldPin[];
}

/** Text that is equal for equal content of a customer. */
export function versionOf(golden: GoldenRecord, records: readonly StoredRecord[]): string {
  const members = records.map(({ id, evidence }) => [id, evidence?.rule ?? null]);
  return createHash('sha256')
    .update(JSON.stringify([golden, members]))
    .digest('hex')
    .slice(0, 32);
}

/**
 * Makes customers of clusters, one after the other: ids, surviving values, evidence. Depends on the clusters and the records alone.
 * @param records every record of the clusters, by id
 */
export function* planCustomers(
  clusters: readonly (readonly string[])[],
  records: ReadonlyMap<string, StoredRecord>,
  { survivorship, newId, evidenceOf, pinsOf }: PlanRules,
): Generator<PlannedCustomer> {
  const stored = clusters.map((cluster) =>
    cluster.map((id) => {
      const record = records.get(id);
      if (!record) throw new Error(`The record ${id} is matched but not stored`);
      return record;
    }),
  );
  for (const [at, { id, records: members, absorbed }] of assignIds(stored, newId).entries()) {
    const evidence = evidenceOf(at);
    const planned = members.map((member, i) => ({ ...member, customerId: id, evidence: evidence[i] ?? null }));
    const pins = planned.flatMap((member) => pinsOf(member.id));
    const golden = goldenRecord(planned, survivorship, pins);
    yield { id, absorbed, golden, records: planned, version: versionOf(golden, planned) };
  }
}
