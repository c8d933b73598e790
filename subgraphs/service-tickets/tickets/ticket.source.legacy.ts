import type { RecordSource } from '#core/record-source';
import type { Condition, LegacyReader } from '#legacy/legacy-reader';
import { legacyRecordSource, oneOf, type RecordMapping } from '#legacy/record-source';
import { dayEnd, dayStart } from '../business-day';
import type { Ticket, TicketFilter } from './ticket';

const TICKETS: RecordMapping<'Ticket', TicketFilter> = {
  type: 'Ticket',
  owner: 'customer',
  rowFields: [
    'number',
    'title',
    'content',
    'category',
    'priority',
    'status',
    'channel',
    'contactName',
    'contactPhone',
    'company',
    'openedAt',
    'dueAt',
    'firstResponseAt',
    'solvedAt',
    'closedAt',
    'reopened',
    'rating',
    'complaint',
    'roomNo',
    'assetNo',
    'owner',
    'order',
  ],
  renamed: { party: 'customer' },
  computed: { isOverdue: ['status', 'dueAt'] },
  sorts: {
    OPENED_AT_DESC: { field: 'openedAt', descending: true },
    OPENED_AT_ASC: { field: 'openedAt', descending: false },
    DUE_AT_ASC: { field: 'dueAt', descending: false },
    NUMBER_ASC: { field: 'number', descending: false },
  },
  conditions: ({ status, priority, complaint, openedAt }) => [
    ...oneOf<'Ticket'>('status', status),
    ...oneOf<'Ticket'>('priority', priority),
    ...oneOf<'Ticket'>('complaint', typeof complaint === 'boolean' ? [complaint] : null),
    ...openedWithin(openedAt),
  ],
};

function openedWithin(days: TicketFilter['openedAt']): readonly Condition<'Ticket'>[] {
  return [
    ...(days?.from ? [{ field: 'openedAt', op: 'ge', value: dayStart(days.from) } as const] : []),
    ...(days?.to ? [{ field: 'openedAt', op: 'lt', value: dayEnd(days.to) } as const] : []),
  ];
}

export const legacyTicketSource = (reader: LegacyReader): RecordSource<Ticket, TicketFilter> =>
  legacyRecordSource<Ticket, 'Ticket', TicketFilter>(reader, TICKETS);
