import type { RecordSource } from '#core/record-source';
import type { LegacyReader } from '#legacy/legacy-reader';
import { legacyRecordSource, oneOf, type RecordMapping } from '#legacy/record-source';
import type { AgeingSnapshot, AgeingSnapshotFilter } from './ageing-snapshot';

const SNAPSHOTS: RecordMapping<'Ageing', AgeingSnapshotFilter> = {
  type: 'Ageing',
  owner: 'customer',
  rowFields: ['period', 'balance', 'current'],
  renamed: { days1To30: 'd30', days31To60: 'd60', days61To90: 'd90', days91To180: 'd180', over180: 'over' },
  sorts: { PERIOD_DESC: { field: 'period', descending: true } },
  conditions: (filter) => oneOf<'Ageing'>('period', filter.period),
};

export const legacyAgeingSnapshotSource = (reader: LegacyReader): RecordSource<AgeingSnapshot, AgeingSnapshotFilter> =>
  legacyRecordSource<AgeingSnapshot, 'Ageing', AgeingSnapshotFilter>(reader, SNAPSHOTS);
