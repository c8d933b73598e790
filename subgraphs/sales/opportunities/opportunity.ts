import type { LegacyRecord } from '#core/legacy-record';
import type { Money } from '#core/money';
import type { SourceKey } from '#core/source-key';

export const OPPORTUNITY_STATUSES = ['OPEN', 'WON', 'LOST', 'SHELVED'] as const;
export type OpportunityStatus = (typeof OPPORTUNITY_STATUSES)[number];

export interface Opportunity extends LegacyRecord {
  readonly id: string;
  readonly party: SourceKey | null;
  readonly prospectName: string | null;
  readonly name: string | null;
  readonly stage: string | null;
  readonly probability: number | null;
  readonly amount: Money | null;
  readonly expectedOn: string | null;
  readonly status: OpportunityStatus | null;
  readonly lostReason: string | null;
  readonly source: string | null;
  readonly owner: SourceKey | null;
  readonly createdOn: string | null;
  readonly closedOn: string | null;
}

export interface OpportunityFilter {
  readonly status?: readonly OpportunityStatus[] | null;
  readonly createdOn?: { readonly from?: string | null; readonly to?: string | null } | null;
}
