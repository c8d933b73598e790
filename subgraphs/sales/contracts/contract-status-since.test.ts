import { contractStatusSince, type ContractStatus } from './contract';

const DATES = { signedOn: '2026-01-10', startsOn: '2026-02-01', endsOn: '2026-12-31' };
const NONE = { signedOn: null, startsOn: null, endsOn: null };

it.each<[ContractStatus, string | null]>([
  ['DRAFT', null],
  ['APPROVED', null],
  ['SIGNED', '2026-01-10'],
  ['ACTIVE', '2026-02-01'],
  ['EXPIRING', '2026-12-01'],
  ['ENDED', '2026-12-31'],
])('a contract is %s since %s', (status, since) => {
  expect(contractStatusSince(DATES, status)).toBe(since);
  expect(contractStatusSince(NONE, status)).toBeNull();
});

it('without a start is active since it was signed', () => {
  expect(contractStatusSince({ ...DATES, startsOn: null }, 'ACTIVE')).toBe('2026-01-10');
});
