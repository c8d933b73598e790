import type { FieldOf } from '#legacy/canonical/row-types';
import type { LegacyReader } from '#legacy/legacy-reader';
import { dateRange, legacyRecordSource, oneOf, type RecordMapping } from '#legacy/record-source';
import { requireServed } from '#legacy/require-served';
import type { Contract, ContractFilter } from './contract';
import type { ContractSource } from './contract.source';

const CONTRACTS: RecordMapping<'Contract', ContractFilter> = {
  type: 'Contract',
  owner: 'customer',
  rowFields: [
    'number',
    'name',
    'kind',
    'cancelled',
    'signedOn',
    'startsOn',
    'endsOn',
    'amount',
    'baseAmount',
    'payClause',
    'renewalOf',
    'owner',
  ],
  renamed: { recordedStatus: 'status' },
  computed: { status: ['status', 'cancelled', 'signedOn', 'endsOn'] },
  sorts: {
    SIGNED_ON_DESC: { field: 'signedOn', descending: true },
    SIGNED_ON_ASC: { field: 'signedOn', descending: false },
    ENDS_ON_ASC: { field: 'endsOn', descending: false },
    NUMBER_ASC: { field: 'number', descending: false },
  },
  conditions: (filter) => [
    ...oneOf<'Contract'>('kind', filter.kind),
    ...oneOf<'Contract'>('status', filter.recordedStatus),
    ...dateRange<'Contract'>('signedOn', filter.signedOn),
    ...dateRange<'Contract'>('endsOn', filter.endsOn),
  ],
};

const PLAN_FIELDS = ['dueOn', 'amount', 'paid', 'note'] as const satisfies readonly FieldOf<'ContractPlan'>[];

export function legacyContractSource(reader: LegacyReader): ContractSource {
  return {
    ...legacyRecordSource<Contract, 'Contract', ContractFilter>(reader, CONTRACTS),
    async plans(contracts) {
      requireServed(reader, 'ContractPlan');
      const plans = await reader.allByRef(
        'ContractPlan',
        'contract',
        contracts.map((key) => [key]),
        PLAN_FIELDS,
      );
      return plans.map((rows) => rows.toSorted((a, b) => (a.dueOn ?? '9999').localeCompare(b.dueOn ?? '9999')));
    },
  };
}
