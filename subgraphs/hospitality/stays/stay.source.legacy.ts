import type { RecordSource } from '#core/record-source';
import type { RefOf } from '#legacy/canonical/row';
import type { Condition, LegacyReader } from '#legacy/legacy-reader';
import { legacyRecordSource, oneOf, type RecordMapping } from '#legacy/record-source';
import { dayEnd, dayStart } from '../business-day';
import type { Stay, StayFilter } from './stay';

const staysOf = (owner: RefOf<'Stay'>): RecordMapping<'Stay', StayFilter> => ({
  type: 'Stay',
  owner,
  rowFields: [
    'hotel',
    'account',
    'status',
    'arrivesAt',
    'departsAt',
    'roomNo',
    'roomType',
    'adults',
    'children',
    'rate',
    'rateCode',
    'market',
    'source',
    'channel',
    'otaNo',
    'charges',
    'payments',
    'preferences',
    'bookedAt',
    'company',
    'agent',
    'group',
  ],
  // Whoever the stay is listed for, its party is the guest.
  renamed: { party: 'guest' },
  computed: { guest: ['guest'], nights: ['arrivesAt', 'departsAt'], balance: ['charges', 'payments'] },
  sorts: {
    ARRIVES_AT_DESC: { field: 'arrivesAt', descending: true },
    ARRIVES_AT_ASC: { field: 'arrivesAt', descending: false },
    DEPARTS_AT_DESC: { field: 'departsAt', descending: true },
  },
  conditions: ({ hotel, status, arrivesAt }) => [
    ...oneOf<'Stay'>('hotel', hotel),
    ...oneOf<'Stay'>('status', status),
    ...arrivingWithin(arrivesAt),
  ],
});

function arrivingWithin(days: StayFilter['arrivesAt']): readonly Condition<'Stay'>[] {
  return [
    ...(days?.from ? [{ field: 'arrivesAt', op: 'ge', value: dayStart(days.from) } as const] : []),
    ...(days?.to ? [{ field: 'arrivesAt', op: 'lt', value: dayEnd(days.to) } as const] : []),
  ];
}

/** Stays by the guest profile that stays. */
export const legacyStaySource = (reader: LegacyReader): RecordSource<Stay, StayFilter> =>
  legacyRecordSource<Stay, 'Stay', StayFilter>(reader, staysOf('guest'));

/** Stays by the company they are for. */
export const legacyCompanyStaySource = (reader: LegacyReader): RecordSource<Stay, StayFilter> =>
  legacyRecordSource<Stay, 'Stay', StayFilter>(reader, staysOf('company'));
