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

/** Lists whose rows lead to more statements; a page must not be without one of them. */
const LEADING = ['contracts', 'orders', 'invoices', 'tickets', 'stays', 'companyStays'];
const LEADING_LISTS = `{ customers(first: 100) { edges { cursor node {
  preferences { code } ${LEADING.map((list) => `${list}(first: 1) { nodes { __typename } }`).join(' ')}
} } } }`;

/** Where a page begins whose first customers have rows in all of these lists, and how many customers that takes. */
async function richStart(graph: GraphUnderTest): Promise<{ readonly after: string | null; readonly customers: number }> {
  const { data } = await graph.ask(LEADING_LISTS);
  const customers: readonly { readonly cursor: string; readonly lists: ReadonlySet<string> }[] = data.customers.edges.map(
    ({ cursor, node: { preferences, ...lists } }: any) => ({
      cursor,
      lists: new Set([
        ...LEADING.filter((list) => lists[list].nodes.length > 0),
        ...(preferences.length > 0 ? ['preferences'] : []),
      ]),
    }),
  );
  let best = { after: '' as string | null, customers: Infinity };
  for (const at of customers.keys()) {
    const found = new Set<string>();
    const length = customers.slice(at).findIndex(({ lists }) => {
      for (const list of lists) found.add(list);
      return found.size > LEADING.length;
    });
    if (length >= 0 && length + 1 < best.customers) best = { after: customers[at - 1]?.cursor ?? null, customers: length + 1 };
  }
  return best;
}

/** Every list of a customer, and what its rows lead to. */
const everyList = (
  customers: number,
  first: number,
  after: string | null,
): string => `{ customers(first: ${customers}, after: ${JSON.stringify(after)}) { nodes {
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

  it('sends each source the same number of statements for few and for many customers, with lists of 1 and of 20', async () => {
    const { after, customers: few } = await richStart(graph);
    expect(few).toBeLessThan(10);
    const counts = [];
    for (const customers of [few, 10, 50])
      for (const first of [1, 20]) counts.push(await graph.counted(everyList(customers, first, after)));
    expect(counts).toEqual(Array(6).fill(counts[0]));
    expect(Object.keys(counts[0] ?? {}).sort()).toEqual(['finance', 'pms', 'sales', 'tickets']);
  });
});
