import type { RecordSource } from '#core/record-source';
import type { LegacyReader } from '#legacy/legacy-reader';
import { dateRange, legacyRecordSource, oneOf, type RecordMapping } from '#legacy/record-source';
import type { Receipt, ReceiptFilter } from './receipt';

const RECEIPTS: RecordMapping<'Receipt', ReceiptFilter> = {
  type: 'Receipt',
  owner: 'customer',
  rowFields: ['number', 'kind', 'receivedOn', 'method', 'amount', 'allocated', 'unallocated', 'payerName', 'bankRef', 'reversed'],
  sorts: {
    RECEIVED_ON_DESC: { field: 'receivedOn', descending: true },
    RECEIVED_ON_ASC: { field: 'receivedOn', descending: false },
  },
  conditions: (filter) => [...oneOf<'Receipt'>('kind', filter.kind), ...dateRange<'Receipt'>('receivedOn', filter.receivedOn)],
};

export const legacyReceiptSource = (reader: LegacyReader): RecordSource<Receipt, ReceiptFilter> =>
  legacyRecordSource<Receipt, 'Receipt', ReceiptFilter>(reader, RECEIPTS);
