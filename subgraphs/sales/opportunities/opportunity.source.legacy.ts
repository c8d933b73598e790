import type { RecordSource } from '#core/record-source';
import type { LegacyReader } from '#legacy/legacy-reader';
import { dateRange, legacyRecordSource, oneOf, type RecordMapping } from '#legacy/record-source';
import type { Opportunity, OpportunityFilter } from './opportunity';

const OPPORTUNITIES: RecordMapping<'Opportunity', OpportunityFilter> = {
  type: 'Opportunity',
  owner: 'customer',
  rowFields: [
    'prospectName',
    'name',
    'stage',
    'probability',
    'amount',
    'expectedOn',
    'status',
    'lostReason',
    'source',
    'owner',
    'createdOn',
    'closedOn',
  ],
  sorts: {
    CREATED_ON_DESC: { field: 'createdOn', descending: true },
    CREATED_ON_ASC: { field: 'createdOn', descending: false },
  },
  conditions: (filter) => [
    ...oneOf<'Opportunity'>('status', filter.status),
    ...dateRange<'Opportunity'>('createdOn', filter.createdOn),
  ],
};

export const legacyOpportunitySource = (reader: LegacyReader): RecordSource<Opportunity, OpportunityFilter> =>
  legacyRecordSource<Opportunity, 'Opportunity', OpportunityFilter>(reader, OPPORTUNITIES);
