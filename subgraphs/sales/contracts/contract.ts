import type { LegacyRecord } from '#core/legacy-record';
import type { Money } from '#core/money';
import type { SourceKey } from '#core/source-key';

export const CONTRACT_KINDS = ['SALES', 'SERVICE', 'FRAMEWORK', 'ROOM_RATE'] as const;
export const RECORDED_STATUSES = ['DRAFT', 'APPROVED', 'ACTIVE', 'COMPLETED', 'TERMINATED'] as const;
export const CONTRACT_STATUSES = ['DRAFT', 'APPROVED', 'SIGNED', 'ACTIVE', 'EXPIRING', 'ENDED'] as const;

export type ContractKind = (typeof CONTRACT_KINDS)[number];
export type RecordedStatus = (typeof RECORDED_STATUSES)[number];
export type ContractStatus = (typeof CONTRACT_STATUSES)[number];

export interface Contract extends LegacyRecord {
  readonly id: string;
  readonly party: SourceKey;
  readonly number: string;
  readonly name: string | null;
  readonly kind: ContractKind | null;
  readonly recordedStatus: RecordedStatus | null;
  readonly cancelled: boolean | null;
  readonly signedOn: string | null;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  readonly amount: Money | null;
  readonly baseAmount: Money | null;
  readonly payClause: string | null;
  readonly renewalOf: SourceKey | null;
  readonly owner: SourceKey | null;
}

export interface ContractFilter {
  readonly kind?: readonly ContractKind[] | null;
  readonly recordedStatus?: readonly RecordedStatus[] | null;
  readonly signedOn?: { readonly from?: string | null; readonly to?: string | null } | null;
  readonly endsOn?: { readonly from?: string | null; readonly to?: string | null } | null;
}

/** Days before its end from which a contract counts as expiring. */
export const EXPIRING_DAYS = 30;

type StatusFacts = Pick<Contract, 'recordedStatus' | 'cancelled' | 'signedOn' | 'endsOn'>;

/**
 * Where a contract stands on the business day: what its system recorded, read together with its dates.
 * Null when the recorded status is unknown and nothing else ends the contract.
 */
export function contractStatus(
  { recordedStatus, cancelled, signedOn, endsOn }: StatusFacts,
  today: string,
): ContractStatus | null {
  if (cancelled) return 'ENDED';
  switch (recordedStatus) {
    case null:
      return null;
    case 'COMPLETED':
    case 'TERMINATED':
      return 'ENDED';
    case 'DRAFT':
      return 'DRAFT';
    case 'APPROVED':
      return signedOn === null ? 'APPROVED' : 'SIGNED';
    case 'ACTIVE':
      if (endsOn === null) return 'ACTIVE';
      if (endsOn < today) return 'ENDED';
      return daysBetween(today, endsOn) <= EXPIRING_DAYS ? 'EXPIRING' : 'ACTIVE';
  }
}

const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;

type DatedFacts = Pick<Contract, 'signedOn' | 'startsOn' | 'endsOn'>;

/** The day since which a contract has its status, as its dates say; null when they do not say. */
export function contractStatusSince({ signedOn, startsOn, endsOn }: DatedFacts, status: ContractStatus): string | null {
  switch (status) {
    case 'DRAFT':
    case 'APPROVED':
      return null;
    case 'SIGNED':
      return signedOn;
    case 'ACTIVE':
      return startsOn ?? signedOn;
    case 'EXPIRING':
      return endsOn === null ? null : dayBefore(endsOn, EXPIRING_DAYS);
    case 'ENDED':
      return endsOn;
  }
}

const dayBefore = (day: string, days: number): string => new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10);
