import { contractStatus, type RecordedStatus } from './contract';

const TODAY = '2026-06-30';
const facts = (recordedStatus: RecordedStatus | null, more: Partial<Parameters<typeof contractStatus>[0]> = {}) => ({
  recordedStatus,
  cancelled: false,
  signedOn: '2026-01-15',
  endsOn: '2027-01-14',
  ...more,
});

describe('contractStatus', () => {
  it.each([
    ['a draft stays a draft', facts('DRAFT'), 'DRAFT'],
    ['an approved contract without signature is approved', facts('APPROVED', { signedOn: null }), 'APPROVED'],
    ['an approved contract with signature is signed', facts('APPROVED'), 'SIGNED'],
    ['a running contract is active', facts('ACTIVE'), 'ACTIVE'],
    ['a contract without end is active', facts('ACTIVE', { endsOn: null }), 'ACTIVE'],
    ['it expires 30 days before its end', facts('ACTIVE', { endsOn: '2026-07-30' }), 'EXPIRING'],
    ['31 days before its end it is still active', facts('ACTIVE', { endsOn: '2026-07-31' }), 'ACTIVE'],
    ['on its last day it is still expiring', facts('ACTIVE', { endsOn: TODAY }), 'EXPIRING'],
    ['the day after it has ended', facts('ACTIVE', { endsOn: '2026-06-29' }), 'ENDED'],
    ['completed is ended', facts('COMPLETED'), 'ENDED'],
    ['terminated is ended', facts('TERMINATED'), 'ENDED'],
    ['a cancelled draft has ended', facts('DRAFT', { cancelled: true }), 'ENDED'],
    ['an unknown recorded status stays unknown', facts(null), null],
  ])('%s', (_claim, given, expected) => {
    expect(contractStatus(given, TODAY)).toBe(expected);
  });
});
