import { aRow, codesOf, fetchEntities, fiftyCustomers, firstOf, refTo } from '../fixtures/sales-under-test';

const selection = 'accountOwner { name }';
const Employee = [aRow('e1', { name: '示例员工' })];
const reasons = { owner: { code: 'NOT_AVAILABLE' as const, detail: 'finance has no account managers' } };

it('names the responsible employee of 50 customers with one read of parties and one of staff', async () => {
  const asked: string[] = [];
  const rows = { Party: [aRow('c1', { owner: refTo('Employee', 'e1') })], Employee };
  const result = await fetchEntities({ selection, rows, representations: fiftyCustomers, asked });
  expect(firstOf(result)).toEqual({ accountOwner: { name: '示例员工' } });
  expect(asked).toEqual(['byKeys Party 50 owner', 'byKeys Employee 1 name']);
});

it('takes the first record that names somebody, whatever the others cannot tell', async () => {
  const sourceKeys = [
    { system: 'finance', key: 'c1' },
    { system: 'sales', key: '7' },
  ];
  const Party = [aRow('c1', { owner: null, reasons }), aRow('7', { owner: refTo('Employee', 'e1') }, 'sales')];
  const representations = [{ __typename: 'Customer', id: 'cus_1', sourceKeys }];
  expect(firstOf(await fetchEntities({ selection, rows: { Party, Employee }, representations }))).toEqual({
    accountOwner: { name: '示例员工' },
  });
});

it.each([
  ['nobody is responsible', { owner: null }, []],
  ['the system cannot tell who is', { owner: null, reasons }, ['accountOwner NOT_AVAILABLE']],
])('answers null when %s', async (_claim, party, codes) => {
  const result = await fetchEntities({ selection, rows: { Party: [aRow('c1', party)], Employee } });
  expect([firstOf(result), codesOf(result)]).toEqual([{ accountOwner: null }, codes]);
});
