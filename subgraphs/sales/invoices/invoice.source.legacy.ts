import type { RecordSource } from '#core/record-source';
import type { LegacyReader } from '#legacy/legacy-reader';
import { dateRange, legacyRecordSource, oneOf, type RecordMapping } from '#legacy/record-source';
import type { Invoice, InvoiceFilter } from './invoice';

const INVOICES: RecordMapping<'Invoice', InvoiceFilter> = {
  type: 'Invoice',
  owner: 'customer',
  rowFields: [
    'number',
    'kind',
    'issuedOn',
    'postedOn',
    'dueOn',
    'clearedOn',
    'terms',
    'amount',
    'tax',
    'baseAmount',
    'paid',
    'openAmount',
    'status',
    'text',
    'order',
    'credits',
  ],
  renamed: { exchangeRate: 'rate' },
  computed: { daysOverdue: ['status', 'dueOn'] },
  sorts: {
    ISSUED_ON_DESC: { field: 'issuedOn', descending: true },
    ISSUED_ON_ASC: { field: 'issuedOn', descending: false },
    NUMBER_ASC: { field: 'number', descending: false },
  },
  conditions: (filter) => [...oneOf<'Invoice'>('kind', filter.kind), ...dateRange<'Invoice'>('issuedOn', filter.issuedOn)],
};

export const legacyInvoiceSource = (reader: LegacyReader): RecordSource<Invoice, InvoiceFilter> =>
  legacyRecordSource<Invoice, 'Invoice', InvoiceFilter>(reader, INVOICES);
