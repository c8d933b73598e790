import type { SourceKey } from '#core/source-key';
import type { Customer } from '../customer/customer';
import { GOLDEN_FIELDS, type GoldenField, type Provenance } from '../registry/golden-record';
import type { PlannedCustomer } from '../registry/plan-customers';

/** CHANGED: it has other records or values; ABSORBED: its records are another customer's; CREATED: it was not there before. */
export const CHANGE_OUTCOMES = ['CHANGED', 'ABSORBED', 'CREATED'] as const;
export type ChangeOutcome = (typeof CHANGE_OUTCOMES)[number];

/** A value before and after, with where the one after comes from. */
export interface FieldChange {
  readonly field: GoldenField;
  readonly before: string | null;
  readonly after: string | null;
  readonly source: SourceKey | null;
  readonly rule: Provenance['rule'] | null;
}

/** What a decision does to one customer. */
export interface CustomerChange {
  readonly customerId: string;
  readonly outcome: ChangeOutcome;
  /** The customer that has its records then; of one that stays its own id. */
  readonly survivorId: string;
  readonly fields: readonly FieldChange[];
  readonly joined: readonly SourceKey[];
  readonly left: readonly SourceKey[];
}

const provenanceIn = (golden: { readonly provenance: readonly Provenance[] } | null, field: GoldenField): Provenance | null =>
  golden?.provenance.find((one) => one.field === field) ?? null;

function fieldChanges(before: Customer | null, after: PlannedCustomer): readonly FieldChange[] {
  return GOLDEN_FIELDS.flatMap((field): FieldChange[] => {
    const [old, next] = [provenanceIn(before, field), provenanceIn(after.golden, field)];
    if (old?.value === next?.value && old?.rule === next?.rule) return [];
    const source = next && { system: next.system, key: next.key };
    return [{ field, before: old?.value ?? null, after: next?.value ?? null, source, rule: next?.rule ?? null }];
  });
}

const keysOf = (records: readonly { readonly system: string; readonly key: string }[]): readonly SourceKey[] =>
  records.map(({ system, key }) => ({ system, key }));

const without = (some: readonly SourceKey[], others: readonly SourceKey[]): readonly SourceKey[] =>
  some.filter(({ system, key }) => !others.some((other) => other.system === system && other.key === key));

/** What changes for customers, field by field and record by record; a customer that stays as it is is not named. */
export function customerChanges(before: readonly Customer[], after: readonly PlannedCustomer[]): readonly CustomerChange[] {
  const old = new Map(before.map((customer) => [customer.id, customer]));
  const planned = new Map(after.map((customer) => [customer.id, customer]));
  const recordsOf = ({ records }: PlannedCustomer): readonly SourceKey[] => keysOf(records.map(({ record }) => record));
  const present = after.flatMap((customer): CustomerChange[] => {
    const was = old.get(customer.id) ?? null;
    if (was?.version === customer.version) return [];
    const [had, has] = [keysOf(was?.sourceRecords ?? []), recordsOf(customer)];
    return [
      {
        customerId: customer.id,
        outcome: was ? 'CHANGED' : 'CREATED',
        survivorId: customer.id,
        fields: fieldChanges(was, customer),
        joined: without(has, had),
        left: without(had, has),
      },
    ];
  });
  const absorbed = before.flatMap((customer): CustomerChange[] => {
    if (planned.has(customer.id)) return [];
    const survivor = after.find((one) => one.absorbed.includes(customer.id));
    if (!survivor) return [];
    const left = keysOf(customer.sourceRecords);
    const fields = fieldChanges(customer, survivor);
    return [{ customerId: customer.id, outcome: 'ABSORBED', survivorId: survivor.id, fields, joined: [], left }];
  });
  return [...present, ...absorbed];
}
