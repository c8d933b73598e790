import { createHash } from 'node:crypto';
import type { NormalParty } from '../identity/normalise/normalise-party';
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
  readonly evidenceOf: (cluster: readonly NormalParty[]) => readonly MatchEvidence[];
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
 * Makes customers of clusters: ids, surviving values, evidence. Depends on the clusters and the records alone.
 * @param records every record of the clusters, by id
 */
export function planCustomers(
  clusters: readonly (readonly NormalParty[])[],
  records: ReadonlyMap<string, StoredRecord>,
  { survivorship, newId, evidenceOf, pinsOf }: PlanRules,
): readonly PlannedCustomer[] {
  const stored = clusters.map((cluster) =>
    cluster.map(({ id }) => {
      const record = records.get(id);
      if (!record) throw new Error(`The record ${id} is matched but not stored`);
      return record;
    }),
  );
  return assignIds(stored, newId).map(({ id, records: members, absorbed }, at) => {
    const evidence = evidenceOf(clusters[at] ?? []);
    const planned = members.map((member, i) => ({ ...member, customerId: id, evidence: evidence[i] ?? null }));
    const pins = planned.flatMap((member) => pinsOf(member.id));
    const golden = goldenRecord(planned, survivorship, pins);
    return { id, absorbed, golden, records: planned, version: versionOf(golden, planned) };
  });
}
