import type { RecordSource } from '#core/record-source';
import type { LegacyReader } from '#legacy/legacy-reader';
import { legacyRecordSource, type RecordMapping } from '#legacy/record-source';
import type { TicketEvent, TicketEventFilter } from './ticket-event';

const EVENTS: RecordMapping<'TicketEvent', TicketEventFilter> = {
  type: 'TicketEvent',
  owner: 'ticket',
  rowFields: ['at', 'kind', 'by', 'text'],
  renamed: { fromStatus: 'from', toStatus: 'to' },
  sorts: { AT_ASC: { field: 'at', descending: false } },
  conditions: () => [],
};

export const legacyTicketEventSource = (reader: LegacyReader): RecordSource<TicketEvent, TicketEventFilter> =>
  legacyRecordSource<TicketEvent, 'TicketEvent', TicketEventFilter>(reader, EVENTS);
