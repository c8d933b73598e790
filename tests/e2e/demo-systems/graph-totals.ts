import type { Answer, GraphUnderTest } from '../graph-under-test';
import { add, written, type Totals } from './sql-totals';

const MONEY = '{ amount currency }';
const PAGE = 100;

/** Lists whose amounts are added up, with the amount's field and the figure it is. */
const SUMMED = {
  invoices: ['amount', 'invoiced'],
  receipts: ['amount', 'received'],
  contracts: ['amount', 'contracted'],
} as const;
type Summed = keyof typeof SUMMED;
const SUMMED_LISTS = Object.keys(SUMMED) as readonly Summed[];

const page = (list: Summed, after = ''): string =>
  `${list}(first: ${PAGE}${after}) { totalCount nodes { ${SUMMED[list][0]} ${MONEY} } pageInfo { hasNextPage endCursor } }`;

const CUSTOMER = `id sourceRecords { system key } guestProfiles { name }
  salesSummary { orderCount orderTotals ${MONEY} } orders(first: 1) { totalCount }
  receivables { balances { open ${MONEY} openDocuments } }
  ${SUMMED_LISTS.map((list) => page(list)).join(' ')}
  opportunities(first: 1) { totalCount }
  serviceSummary { ticketCount openCount complaintCount ratedCount } tickets(first: 1) { totalCount }
  staySummary { stayCount inHouseCount nights spend ${MONEY} } stays(first: 1) { totalCount }`;

const ONE = `query ($id: ID!) { customer(id: $id) { ${CUSTOMER} } }`;

interface Amount {
  readonly amount: string;
  readonly currency: string;
}

export interface GraphCustomer {
  readonly id: string;
  readonly sourceRecords: readonly { readonly system: string; readonly key: string }[];
  readonly totals: Record<string, string>;
}

/** The ids of all customers. */
export async function customerIds(graph: GraphUnderTest): Promise<readonly string[]> {
  const ids: string[] = [];
  let after: string | null = null;
  do {
    const answer: Answer = await graph.ask(
      `query ($after: String) { customers(first: ${PAGE}, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }`,
      { variables: { after } },
    );
    const { nodes, pageInfo } = answer.data.customers;
    ids.push(...nodes.map(({ id }: { id: string }) => id));
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after);
  return ids;
}

/** What the graph says of each customer. */
export async function graphTotals(graph: GraphUnderTest, ids: readonly string[]): Promise<readonly GraphCustomer[]> {
  const customers: GraphCustomer[] = [];
  for (const id of ids) {
    const { data, errors } = await graph.ask(ONE, { variables: { id } });
    if (errors) throw new Error(`${errors[0]?.extensions.code}: ${errors[0]?.message}`);
    const { customer } = data;
    if (customer) customers.push({ id, sourceRecords: customer.sourceRecords, totals: written(await totalsOf(graph, customer)) });
  }
  return customers;
}

async function totalsOf(graph: GraphUnderTest, customer: any): Promise<Totals> {
  const totals: Totals = new Map();
  const amounts = (name: string, list: readonly Amount[]): void =>
    list.forEach(({ amount, currency }) => add(totals, `${name} ${currency}`, amount));
  const { salesSummary, serviceSummary, staySummary, receivables } = customer;
  const counts = {
    records: customer.sourceRecords.length,
    guestProfiles: customer.guestProfiles?.length ?? 0,
    orderCount: customer.orders.totalCount,
    countedOrders: salesSummary.orderCount,
    opportunityCount: customer.opportunities.totalCount,
    allTickets: customer.tickets.totalCount,
    ticketCount: serviceSummary.ticketCount,
    openTickets: serviceSummary.openCount,
    complaints: serviceSummary.complaintCount,
    ratedTickets: serviceSummary.ratedCount,
    allStays: customer.stays.totalCount,
    stayCount: staySummary.stayCount,
    inHouse: staySummary.inHouseCount,
    nights: staySummary.nights,
    invoiceCount: customer.invoices.totalCount,
    receiptCount: customer.receipts.totalCount,
    contractCount: customer.contracts.totalCount,
  };
  for (const [name, count] of Object.entries(counts)) add(totals, name, count);
  amounts('ordered', salesSummary.orderTotals);
  amounts('spent', staySummary.spend);
  for (const { open, openDocuments } of receivables.balances) {
    amounts('receivable', [open]);
    add(totals, `openDocuments ${open.currency}`, openDocuments);
  }
  for (const list of SUMMED_LISTS) amounts(SUMMED[list][1], await allAmounts(graph, customer, list));
  return totals;
}

async function allAmounts(graph: GraphUnderTest, customer: any, list: Summed): Promise<readonly Amount[]> {
  const amounts: Amount[] = [];
  let { nodes, pageInfo } = customer[list];
  for (;;) {
    for (const node of nodes) amounts.push(...[node[SUMMED[list][0]] ?? []].flat());
    if (!pageInfo.hasNextPage) return amounts;
    const more = page(list, `, after: "${pageInfo.endCursor}"`);
    const answer: Answer = await graph.ask(`{ customer(id: "${customer.id}") { ${more} } }`);
    ({ nodes, pageInfo } = answer.data.customer[list]);
  }
}
