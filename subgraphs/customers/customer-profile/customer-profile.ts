import type { SourceKey } from '#core/source-key';
import type { Customer } from '../customer/customer';
import type { PartyKind } from '../registry/party-record';

/** Version of the profile's columns; it grows when one is added. */
export const PROFILE_VERSION = 1;

/** A customer for BI tools: nothing in it names or reaches a person. */
export interface CustomerProfile {
  readonly id: string;
  readonly kind: PartyKind | null;
  readonly industry: string | null;
  readonly cityCode: string | null;
  readonly level: string | null;
  readonly customerSince: string | null;
  readonly systems: readonly string[];
  readonly sourceRecordCount: number;
  readonly schemaVersion: number;
  readonly sourceKeys: readonly SourceKey[];
}

export function profileOf(customer: Customer): CustomerProfile {
  const { pseudonym, kind, industry, cityCode, level, createdOn, sourceRecords } = customer;
  return {
    id: pseudonym,
    kind,
    industry,
    cityCode,
    level,
    customerSince: createdOn?.slice(0, 7) ?? null,
    systems: [...new Set(sourceRecords.map(({ system }) => system))].sort(),
    sourceRecordCount: sourceRecords.length,
    schemaVersion: PROFILE_VERSION,
    sourceKeys: sourceRecords,
  };
}
