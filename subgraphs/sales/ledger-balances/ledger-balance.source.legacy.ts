import type { RecordSource } from '#core/record-source';
import type { LegacyReader } from '#legacy/legacy-reader';
import { legacyRecordSource, oneOf, type RecordMapping } from '#legacy/record-source';
import type { LedgerBalance, LedgerBalanceFilter } from './ledger-balance';

const BALANCES: RecordMapping<'LedgerBalance', LedgerBalanceFilter> = {
  type: 'LedgerBalance',
  owner: 'customer',
  rowFields: ['account', 'year', 'period', 'opening', 'debit', 'credit', 'closing'],
  sorts: {
    YEAR_DESC: { field: 'year', descending: true },
    YEAR_ASC: { field: 'year', descending: false },
  },
  conditions: (filter) => [...oneOf<'LedgerBalance'>('year', filter.year), ...oneOf<'LedgerBalance'>('account', filter.account)],
};

export const legacyLedgerBalanceSource = (reader: LegacyReader): RecordSource<LedgerBalance, LedgerBalanceFilter> =>
  legacyRecordSource<LedgerBalance, 'LedgerBalance', LedgerBalanceFilter>(reader, BALANCES);
