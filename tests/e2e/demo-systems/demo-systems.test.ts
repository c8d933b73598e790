import { join } from 'node:path';
import fc from 'fast-check';
import { AS_OF } from '../../../demo/as-of';
import { startGraph, type GraphUnderTest } from '../graph-under-test';
import { describeDemo, type DemoDatabases } from './demo-databases';
import { customerIds, graphTotals } from './graph-totals';
import { sqlTotals, totalOf } from './sql-totals';

// Starts servers and reads thousands of values: a busy machine takes its time.
jest.setTimeout(240_000);

const PARTIES = 300;
const DRAWN = 200;
const DRAW_SEED = 20260630;

/** Figures that some of so many customers have; without them the comparison would be one of nothing. */
const ALWAYS_DRAWN = [
  'ordered',
  'contracted',
  'invoiced',
  'receivable',
  'received',
  'ticketCount',
  'complaints',
  'stayCount',
  'nights',
  'spent',
];

/** Every list of a customer, and what its rows lead to. */
const everyList = (customers: number, first: number): string => `{ customers(first: ${customers}) { nodes {
  name sourceRecords { system key name } guestProfiles { name preferenceNames } preferences { code name }
  contracts(first: ${first}) { nodes { number plan { dueOn } } } orders(first: ${first}) { nodes { number lines { lineNo product { name } } } }
  invoices(first: ${first}) { nodes { number openAmount { amount } } } receipts(first: ${first}) { nodes { number } }
  opportunities(first: ${first}) { nodes { name } } receivables { unknownDocuments } salesSummary { orderCount }
  tickets(first: ${first}) { nodes { number surveys { score } events(first: ${first}) { nodes { at } } } } serviceSummary { ticketCount }
  stays(first: ${first}) { nodes { account folio { lineCount } } } companyStays(first: ${first}) { nodes { account } } staySummary { nights }
} } }`;

describeDemo('the four demo systems through the gateway', (engine) => {
  let databases: DemoDatabases;
  let graph: GraphUnderTest;

  beforeAll(async () => {
    databases = await engine.create(PARTIES);
    const sourcesFile = join(__dirname, '../../../demo/sources.yaml');
    graph = await startGraph({ sourcesFile, sourceUrls: databases.urls, businessDate: AS_OF });
  });

  afterAll(async () => {
    await graph?.stop();
    await databases?.drop();
  });

  it('starts without a problem', () => {
    expect(graph.problems).toEqual([]);
  });

  it(`gives ${DRAWN} drawn customers the totals that plain SQL gives on each source`, async () => {
    const ids = await customerIds(graph);
    const draw = fc.shuffledSubarray([...ids], { minLength: DRAWN, maxLength: DRAWN });
    const [drawn = []] = fc.sample(draw, { seed: DRAW_SEED, numRuns: 1 });
    const customers = await graphTotals(graph, drawn);
    const totals = await sqlTotals(databases);
    const shown = Object.fromEntries(customers.map((customer) => [customer.id, customer.totals]));
    const expected = Object.fromEntries(customers.map(({ id, sourceRecords }) => [id, totalOf(totals, sourceRecords)]));
    expect(shown).toEqual(expected);
    expect(customers).toHaveLength(DRAWN);
    const figures = new Set(customers.flatMap((customer) => Object.keys(customer.totals).map((name) => name.split(' ')[0])));
    expect([...figures]).toEqual(expect.arrayContaining(ALWAYS_DRAWN));
  });

  it('sends each source the same number of statements for pages of 1, 10 and 50 customers with lists of 1 and 20', async () => {
    const counts = [];
    for (const customers of [1, 10, 50])
      for (const first of [1, 20]) counts.push(await graph.counted(everyList(customers, first)));
    expect(counts).toEqual(Array(6).fill(counts[0]));
    expect(Object.keys(counts[0] ?? {}).sort()).toEqual(['finance', 'pms', 'sales', 'tickets']);
  });
});
