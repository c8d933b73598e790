import Decimal from 'decimal.js';
import { DomainError } from '#core/errors';
import type { LegacyRecord } from '#core/legacy-record';
import { money, type Money } from '#core/money';
import type { SourceKey } from '#core/source-key';

export const STAY_STATUSES = ['RESERVED', 'IN_HOUSE', 'CHECKED_OUT', 'CHECKED_OUT_OPEN', 'CANCELLED', 'NO_SHOW'] as const;
export type StayStatus = (typeof STAY_STATUSES)[number];

export interface Stay extends LegacyRecord {
  readonly id: string;
  /** The guest profile that stays. */
  readonly party: SourceKey | null;
  /** The profiles of the company and the agent it is booked by, and the stay of the group it belongs to. */
  readonly company: SourceKey | null;
  readonly agent: SourceKey | null;
  readonly group: SourceKey | null;
  readonly hotel: string;
  readonly account: string;
  readonly status: StayStatus | null;
  readonly arrivesAt: string | null;
  readonly departsAt: string | null;
  readonly roomNo: string | null;
  readonly roomType: string | null;
  readonly adults: number | null;
  readonly children: number | null;
  readonly rate: Money | null;
  readonly rateCode: string | null;
  readonly market: string | null;
  readonly source: string | null;
  readonly channel: string | null;
  readonly otaNo: string | null;
  readonly charges: Money | null;
  readonly payments: Money | null;
  readonly preferences: readonly string[] | null;
  readonly bookedAt: string | null;
}

export interface StayFilter {
  readonly hotel?: readonly string[] | null;
  readonly status?: readonly StayStatus[] | null;
  readonly arrivesAt?: { readonly from?: string | null; readonly to?: string | null } | null;
}

/** Whether the guest has slept in the house: neither a booking nor one that came to nothing. */
export function tookPlace(status: StayStatus): boolean {
  switch (status) {
    case 'IN_HOUSE':
    case 'CHECKED_OUT':
    case 'CHECKED_OUT_OPEN':
      return true;
    case 'RESERVED':
    case 'CANCELLED':
    case 'NO_SHOW':
      return false;
  }
}

const DAY_MS = 86_400_000;

/** Day of an instant on the calendar of the hotel that wrote it: instants carry the hotel's offset. */
export const hotelDay = (instant: string): string => instant.slice(0, 10);

/** Nights between two days; 0 for a day room, null when a day is unknown or the departure lies before the arrival. */
export function nightsBetween(arrivalOn: string | null, departureOn: string | null): number | null {
  if (arrivalOn === null || departureOn === null || departureOn < arrivalOn) return null;
  return (Date.parse(departureOn) - Date.parse(arrivalOn)) / DAY_MS;
}

/** Nights of a stay as booked, by the calendar of the hotel. */
export function stayNights({ arrivesAt, departsAt }: Pick<Stay, 'arrivesAt' | 'departsAt'>): number | null {
  return nightsBetween(arrivesAt && hotelDay(arrivesAt), departsAt && hotelDay(departsAt));
}

/** What is left to pay; negative when more was paid than charged. Null when one of both is unknown. */
export function stayBalance({ charges, payments }: Pick<Stay, 'charges' | 'payments'>): Money | null {
  if (charges === null || payments === null) return null;
  if (charges.currency !== payments.currency) {
    const detail = `charged in ${charges.currency} and paid in ${payments.currency}`;
    throw new DomainError('CANNOT_DERIVE', detail);
  }
  return money(new Decimal(charges.amount).minus(payments.amount), charges.currency);
}
