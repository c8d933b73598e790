import { join } from 'node:path';
import { describeEngines, type TestDatabase } from '#testing/mysql';
import { loadForeignErp } from '../../fixtures/foreign-erp/load-foreign-erp';
import { loadComptoir, TWO_ERPS } from '../../fixtures/two-erps/load-comptoir';
import { startGraph, type GraphUnderTest } from '../graph-under-test';

const ALBERS = 'customerBySource(system: "comptoir", key: "C1")';
const eur = (amount: string) => ({ amount, currency: 'EUR' });
const MERGED = ['BC2', 'RT-1001', 'AB-1004', 'BC1', 'AB-1003', 'AB-1002', 'AB-1001', 'BC3'];

describeEngines('two ERPs that serve the same row types', (engine) => {
  let handel: TestDatabase;
  let comptoir: TestDatabase;
  let graph: GraphUnderTest;

  beforeAll(async () => {
    handel = await engine.create();
    comptoir = await engine.create();
    await Promise.all([loadForeignErp(handel), loadComptoir(comptoir)]);
    graph = await startGraph({
      sourcesFile: join(TWO_ERPS, 'sources.yaml'),
      sourceUrls: { handel: handel.url, comptoir: comptoir.url },
      businessDate: '2026-06-30',
    });
  });
  afterAll(async () => {
    await graph.stop();
    await Promise.all([handel.drop(), comptoir.drop()]);
  });

  it('start without problems', () => {
    expect(graph.problems).toEqual([]);
  });

  it.each([1, 2, 3, 8])(
    'are merged by sort value, system and key, %i rows a page, with a place in each source',
    async (first) => {
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const { data }: Awaited<ReturnType<GraphUnderTest['ask']>> = await graph.ask(
          `query ($after: String) { ${ALBERS} { orders(first: ${first}, after: $after) { totalCount nodes { number } pageInfo { hasNextPage endCursor } } } }`,
          { variables: { after } },
        );
        const { nodes, pageInfo, totalCount } = data.customerBySource.orders;
        expect(totalCount).toBe(MERGED.length);
        seen.push(...nodes.map(({ number }: { number: string }) => number));
        after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
      } while (after !== null);
      expect(seen).toEqual(MERGED);
    },
  );

  it('convert orders at the rates of the source that keeps some', async () => {
    const { data, errors } = await graph.ask(
      `{ ${ALBERS} { salesSummary { orderTotals { amount currency } orderTotalInBaseCurrency { amount currency } } } }`,
    );
    expect(errors).toBeUndefined();
    // 1372.46 + 150.00 in EUR, 297.00 USD at 0.85 of April, 10.00 USD at 0.80 of January.
    expect(data.customerBySource.salesSummary).toEqual({
      orderTotals: expect.arrayContaining([eur('1522.46'), { amount: '307.00', currency: 'USD' }]),
      orderTotalInBaseCurrency: eur('1782.91'),
    });
  });

  it('say that there is no rate instead of taking one for 1', async () => {
    const { data, extensions } = await graph.ask(
      '{ customerBySource(system: "handel", key: "01|K-0002") { salesSummary { orderTotalInBaseCurrency { amount } } } }',
    );
    expect(data.customerBySource).toEqual({ salesSummary: { orderTotalInBaseCurrency: null } });
    expect(extensions?.unavailable).toEqual([
      expect.objectContaining({
        path: ['customerBySource', 'salesSummary', 'orderTotalInBaseCurrency'],
        code: 'CANNOT_DERIVE',
        reason: 'There is no exchange rate of DEM on or before 2026-06-01',
      }),
    ]);
  });

  it('age what is open in both, and what one of them wrote down at the end of a month', async () => {
    const { data, extensions } = await graph.ask(`{ ${ALBERS} {
      ageing { balances { days1To30 { amount currency } days61To90 { amount } total { amount } } inBaseCurrency { days1To30 { amount } total { amount currency } } }
      ageingSnapshots(first: 1) { totalCount nodes { period balance { amount } days1To30 { amount } days31To60 { amount } party { system key } } }
    } }`);
    expect(data.customerBySource).toEqual({
      ageing: {
        balances: expect.arrayContaining([
          { days1To30: eur('0.00'), days61To90: { amount: '197.50' }, total: { amount: '554.14' } },
          { days1To30: { amount: '50.00', currency: 'USD' }, days61To90: { amount: '0.00' }, total: { amount: '50.00' } },
        ]),
        inBaseCurrency: { days1To30: { amount: '45.00' }, total: eur('599.14') },
      },
      ageingSnapshots: {
        totalCount: 2,
        nodes: [
          {
            period: '2026-05',
            balance: { amount: '50.00' },
            days1To30: { amount: '10.00' },
            days31To60: null,
            party: { system: 'comptoir', key: 'C1' },
          },
        ],
      },
    });
    expect(extensions?.unavailable).toEqual([
      expect.objectContaining({ code: 'NOT_AVAILABLE', reason: 'this system looks no further than 30 days' }),
    ]);
  });

  it('tell the credit standing over both: what one cannot tell is unknown, not on time', async () => {
    const { data } = await graph.ask(
      `{ ${ALBERS} { creditStanding { from to dueDocuments onTimeDocuments unknownDocuments onTimeRate onTimeAmountRate maxDaysLate latePayments(first: 2) { daysLate invoice { number } } } } }`,
    );
    expect(data.customerBySource.creditStanding).toEqual({
      from: '2025-07-01',
      to: '2026-06-30',
      dueDocuments: 4,
      onTimeDocuments: 1,
      unknownDocuments: 1,
      onTimeRate: '0.2500',
      onTimeAmountRate: null,
      maxDaysLate: 62,
      latePayments: [
        { daysLate: 62, invoice: { number: 'RE-502' } },
        { daysLate: 20, invoice: { number: 'F3' } },
      ],
    });
  });

  it('limit the credit by date, and set what is open in both against it', async () => {
    const { data } = await graph.ask(`{ ${ALBERS} {
      last: creditLimit(on: "2025-12-31") { amount { amount } basis system }
      before: creditLimit(on: "2024-12-31") { amount { amount } basis }
      creditExposure { open { amount currency } overdue { amount } limit { state amount { amount } } available { amount } isOverLimit }
    } other: customerBySource(system: "handel", key: "01|K-0002") { creditLimit { state } } }`);
    expect(data).toEqual({
      customerBySource: {
        last: { amount: { amount: '1000.00' }, basis: 'DATED_LIMIT', system: 'comptoir' },
        before: { amount: { amount: '500.00' }, basis: 'PARTY_RECORD' },
        creditExposure: {
          open: eur('599.14'),
          overdue: { amount: '242.50' },
          limit: { state: 'LIMITED', amount: { amount: '2000.00' } },
          available: { amount: '1400.86' },
          isOverLimit: false,
        },
      },
      other: { creditLimit: null },
    });
  });

  it('show lines, settlements both ways, ledger balances, who is responsible and whom to talk to', async () => {
    const { data } = await graph.ask(`{ ${ALBERS} {
      accountOwner { name } contacts { name main phones }
      contracts(sort: NUMBER_ASC) { nodes { number } }
      ledgerBalances(filter: { year: [2026] }) { nodes { account period debit { amount } } }
      receipts { nodes { number allocations { on reversed invoice { number } } } }
    } other: ${ALBERS} { invoices { nodes { number lines { lineNo quantity product { name } } allocations { amount { amount } receipt { number } } } } } }`);
    expect(data.customerBySource).toEqual({
      accountOwner: { name: 'Camille Exemple' },
      contacts: [
        { name: 'Dominique Exemple', main: true, phones: ['01 22 22 22 22'] },
        { name: 'Alix Exemple', main: false, phones: ['01 11 11 11 11'] },
      ],
      contracts: { nodes: [{ number: 'CT-2026-017' }] },
      ledgerBalances: { nodes: [{ account: '411', period: 5, debit: { amount: '450.00' } }] },
      receipts: {
        nodes: [
          {
            number: 'R1',
            allocations: [
              { on: '2026-05-01', reversed: true, invoice: { number: 'F1' } },
              { on: '2026-05-11', reversed: false, invoice: { number: 'F2' } },
              { on: '2026-05-11', reversed: false, invoice: { number: 'F1' } },
            ],
          },
        ],
      },
    });
    const second = data.other.invoices.nodes.find(({ number }: { number: string }) => number === 'F2');
    expect(second).toEqual({
      number: 'F2',
      lines: [
        { lineNo: 1, quantity: '2.5', product: { name: 'Roulement' } },
        { lineNo: 2, quantity: '1', product: null },
      ],
      allocations: [{ amount: { amount: '300.00' }, receipt: { number: 'R1' } }],
    });
  });

  it.each([
    ['a contract number', 'ct2026017'],
    ['a name of the other system', 'Maschinenbau'],
    ['the end of a phone number', '345 67 89'],
    ['a source number', 'k0001'],
  ])('find a customer by %s', async (_claim, search) => {
    const { data } = await graph.ask(
      'query ($search: String) { customers(search: $search) { totalCount nodes { sourceRecords { system } } } }',
      {
        variables: { search },
      },
    );
    expect(data.customers).toEqual({
      totalCount: 1,
      nodes: [{ sourceRecords: [{ system: 'comptoir' }, { system: 'handel' }] }],
    });
  });

  it('are asked as often for one customer as for all', async () => {
    const query = (first: number) => `{ customers(first: ${first}) { nodes {
      accountOwner { name } contacts { name } ageing { asOf } creditStanding { onTimeRate } creditLimit { state } creditExposure { isOverLimit }
      ledgerBalances { nodes { year } } ageingSnapshots { nodes { period } } salesSummary { orderTotalInBaseCurrency { amount } }
      invoices { nodes { lines { product { name } } allocations { receipt { number } } } }
    } } }`;
    const one = await graph.counted(query(1));
    expect(one).toEqual(await graph.counted(query(50)));
    // Invoice page, lines, products, allocations, receipts, open items, standing, orders, limits, own limits, owners, staff, ledger, snapshots, contacts.
    expect(one).toEqual({ handel: 6, comptoir: 15 });
  });

  it.each([
    '{ customerProfiles(first: 1) { nodes { creditStanding { latePayments { daysLate } } } } }',
    '{ customers(search: "Albers") { nodes { contacts { name } } } }',
  ])('have nothing for BI that is not granted: %s', async (query) => {
    const { errors, data } = await graph.ask(query, { role: 'BI' });
    expect([errors?.[0]?.extensions.code, data]).toEqual(['GRAPHQL_VALIDATION_FAILED', undefined]);
  });

  it('let BI read the standing and ageing of a profile without its documents', async () => {
    const { errors } = await graph.ask(
      '{ customerProfiles(first: 1) { nodes { creditStanding { onTimeRate openOverdue { amount } } ageing { inBaseCurrency { total { amount } } } } } }',
      { role: 'BI' },
    );
    expect(errors).toBeUndefined();
  });

  it('make a list of both null with a located error when one is down, never shorter', async () => {
    await handel.run('DROP TABLE belege;');
    const { data, errors } = await graph.ask(
      `{ ${ALBERS} { name orders { nodes { number } } creditStanding { onTimeRate } contracts(sort: NUMBER_ASC) { nodes { number } } contacts { name } } }`,
    );
    expect(data.customerBySource).toMatchObject({
      orders: null,
      creditStanding: null,
      contracts: { nodes: [{ number: 'CT-2026-017' }] },
    });
    expect(data.customerBySource.contacts).toHaveLength(2);
    expect(errors?.map(({ path, extensions: { code, source } }) => [path, code, source])).toEqual(
      expect.arrayContaining([
        [['customerBySource', 'orders'], 'SOURCE_UNAVAILABLE', 'handel'],
        [['customerBySource', 'creditStanding'], 'SOURCE_UNAVAILABLE', 'handel'],
      ]),
    );
  });
});
