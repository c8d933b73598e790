import type { SourceKey } from '#core/source-key';
import type { Customer } from '../customer/customer';
import type { PartyKind } from '../registry/party-record';

/** Version of the profile's columns; it grows when one is added. */
export const PROFILE_VERSION = 2;

/** What happened with a customer, in numbers; all null while not every feed has been read once. */
export interface ActivityFigures {
  readonly activityCount: number | null;
  readonly firstActivityOn: string | null;
  readonly lastActivityOn: string | null;
}

/** The columns of a profile that are stored. */
export interface ProfileContent extends ActivityFigures {
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

/** A customer for BI tools: nothing in it names or reaches a person. */
export interface CustomerProfile extends Partial<ProfileContent> {
  readonly id: string;
  readonly changedAt: string;
  readonly removed: boolean;
}

export function profileContent(customer: Customer, figures: ActivityFigures): ProfileContent {
  const { kind, industry, cityCode, level, createdOn, sourceRecords } = customer;
  return {
    kind,
    industry,
    cityCode,
    level,
    customerSince: createdOn?.slice(0, 7) ?? null,
    systems: [...new Set(sourceRecords.map(({ system }) => system))].sort(),
    sourceRecordCount: sourceRecords.length,
    schemaVersion: PROFILE_VERSION,
    sourceKeys: sourceRecords.map(({ system, key }) => ({ system, key })),
    ...figures,
  };
}
