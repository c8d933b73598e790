import { sumByCurrency, type Money } from '#core/money';
import { hotelDay, nightsBetween, tookPlace, type Stay } from '../stays/stay';

/** The facts of one stay that count towards a summary. */
export type StayFacts = Pick<Stay, 'status' | 'arrivesAt' | 'departsAt' | 'charges'>;

export interface StaySummary {
  readonly stayCount: number;
  readonly inHouseCount: number;
  readonly unknownStatusCount: number;
  readonly nights: number;
  readonly staysWithoutNights: number;
  readonly spend: readonly Money[];
  readonly staysWithoutCharges: number;
  readonly lastStayOn: string | null;
}

/**
 * Sums the stays of a customer that took place: checked out or in the house. Bookings, cancellations and no-shows don't count.
 * Nights or charges that are unknown are told apart, never taken for zero.
 */
export function summarise(stays: readonly StayFacts[], today: string): StaySummary {
  const counted = stays.filter(({ status }) => status !== null && tookPlace(status));
  const nights = counted.map((stay) => nightsSlept(stay, today));
  const arrivals = counted.flatMap(({ arrivesAt }) => (arrivesAt === null ? [] : hotelDay(arrivesAt))).toSorted();
  return {
    stayCount: counted.length,
    inHouseCount: counted.filter(({ status }) => status === 'IN_HOUSE').length,
    unknownStatusCount: stays.filter(({ status }) => status === null).length,
    nights: nights.reduce<number>((sum, count) => sum + (count ?? 0), 0),
    staysWithoutNights: nights.filter((count) => count === null).length,
    spend: sumByCurrency(counted.flatMap(({ charges }) => charges ?? [])),
    staysWithoutCharges: counted.filter(({ charges }) => charges === null).length,
    lastStayOn: arrivals.at(-1) ?? null,
  };
}

/** Nights that are over: a guest in the house has slept until the business day at most. */
function nightsSlept({ status, arrivesAt, departsAt }: StayFacts, today: string): number | null {
  const departure = departsAt && hotelDay(departsAt);
  const isStaying = status === 'IN_HOUSE' && (departure === null || departure > today);
  return nightsBetween(arrivesAt && hotelDay(arrivesAt), isStaying ? today : departure);
}
