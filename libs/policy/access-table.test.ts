import { accessTable } from './access-table';

const mayRead = accessTable({
  STAFF: { '*': ['*'] },
  BI: { CustomerProfile: ['*'], Query: ['customerProfiles'] },
  PARTNER: { Contract: ['ref'] },
});

it.each([
  ['STAFF', 'Anything', 'atAll', true],
  ['BI', 'CustomerProfile', 'industry', true],
  ['BI', 'Query', 'customerProfiles', true],
  ['BI', 'Query', 'customers', false],
  ['BI', 'Customer', 'name', false],
  ['PARTNER', 'Contract', 'ref', true],
  ['PARTNER', 'Contract', 'amount', false],
  ['PARTNER', 'Query', 'customer', false],
] as const)('%s reading %s.%s is %s', (audience, type, field, allowed) => {
  expect(mayRead(audience, type, field)).toBe(allowed);
});
