import type { GraphUnderTest, Answer } from '../e2e/graph-under-test';
import { nullText, valueText, type Cell } from './figures';

const MONEY = '{ amount currency }';
/** Small enough that the reasons of all nulls of a page fit into one answer. */
const PAGE = 10;

type Node = Readonly<Record<string, any>>;
type Path = readonly (string | number)[];
type Reasons = ReadonlyMap<string, string>;

interface ListSection {
  readonly select: string;
  readonly item: (node: Node) => string;
  /** Lists inside a row, with what tells their items apart. */
  readonly nested?: Readonly<Record<string, (node: Node) => string>>;
}

const LISTS: Readonly<Record<string, ListSection>> = {
  orders: {
    select: `number kind status orderedOn cancelled closed paidOn total ${MONEY} cost ${MONEY} lines { lineNo product { number name }
      quantity taxRate unitPrice ${MONEY} net ${MONEY} tax ${MONEY} gross ${MONEY} }`,
    item: ({ number }) => String(number),
    nested: { lines: ({ lineNo }) => String(lineNo) },
  },
  invoices: {
    select: `number kind issuedOn dueOn status daysOverdue amount ${MONEY} tax ${MONEY} baseAmount ${MONEY} paid ${MONEY} openAmount ${MONEY}`,
    item: ({ number }) => String(number),
  },
  receipts: {
    select: `number kind receivedOn method payerName reversed amount ${MONEY} allocated ${MONEY} unallocated ${MONEY}`,
    item: ({ number }) => String(number),
  },
  contracts: {
    select: `number name kind status recordedStatus cancelled signedOn startsOn endsOn payClause amount ${MONEY} baseAmount ${MONEY}
      plan { dueOn note amount ${MONEY} paid ${MONEY} }`,
    item: ({ number }) => String(number),
    nested: { plan: ({ dueOn, note }) => `${dueOn} ${note}` },
  },
  opportunities: {
    select: `name stage probability expectedOn status lostReason createdOn closedOn amount ${MONEY}`,
    item: ({ name }) => String(name),
  },
  tickets: {
    select: `number title category priority status channel contactName contactPhone company openedAt dueAt firstResponseAt solvedAt closedAt
      reopened rating complaint roomNo assetNo isOverdue surveys { at score nps remark }`,
    item: ({ number }) => String(number),
    nested: { surveys: ({ at }) => String(at) },
  },
  stays: {
    select: `hotel account status arrivesAt departsAt roomNo roomType adults children rateCode market channel otaNo preferences bookedAt nights
      rate ${MONEY} charges ${MONEY} payments ${MONEY} balance ${MONEY}`,
    item: ({ hotel, account }) => `${hotel}/${account}`,
  },
};

interface ObjectSection {
  readonly select: string;
  readonly nested?: Readonly<Record<string, (node: Node) => string>>;
}

const OBJECTS: Readonly<Record<string, ObjectSection>> = {
  customer: { select: 'name kind taxNo phones email address cityCode industry level createdOn' },
  salesSummary: {
    select: `salesSummary { orderCount ordersWithoutTotal firstOrderOn lastOrderOn orderTotals ${MONEY} }`,
    nested: { orderTotals: ({ currency }) => String(currency) },
  },
  receivables: {
    select: `receivables { unknownDocuments balances { open ${MONEY} overdue ${MONEY} openDocuments oldestDueOn } }`,
    nested: { balances: ({ open }) => String(open.currency) },
  },
  serviceSummary: {
    select: 'serviceSummary { ticketCount openCount unknownStatusCount complaintCount ratedCount averageRating lastTicketAt }',
  },
  staySummary: {
    select: `staySummary { stayCount inHouseCount unknownStatusCount nights staysWithoutNights staysWithoutCharges lastStayOn spend ${MONEY} }`,
    nested: { spend: ({ currency }) => String(currency) },
  },
};

const objectQuery = ({ select }: ObjectSection): string =>
  `query ($system: String!, $key: String!) { customerBySource(system: $system, key: $key) { ${select} } }`;

const listQuery = (name: string, { select }: ListSection): string =>
  `query ($system: String!, $key: String!, $after: String) { customerBySource(system: $system, key: $key) {
    ${name}(first: ${PAGE}, after: $after) { nodes { ${select} } pageInfo { hasNextPage endCursor } } } }`;

/** Every query that reads figures, by the name of its section. */
export const FIGURE_QUERIES: Readonly<Record<string, string>> = Object.fromEntries([
  ...Object.entries(OBJECTS).map(([name, section]) => [name, objectQuery(section)]),
  ...Object.entries(LISTS).map(([name, section]) => [name, listQuery(name, section)]),
]);

/** Reads the named sections of every customer of a source through HTTP, as staff does. */
export async function readGraphFigures(
  graph: GraphUnderTest,
  system: string,
  sections: readonly string[],
): Promise<readonly Cell[]> {
  const cells: Cell[] = [];
  const asked = new Set(sections.map((section) => section.split('.')[0] ?? ''));
  const unknown = [...asked].filter((name) => !(name in LISTS) && !(name in OBJECTS));
  if (unknown.length > 0)
    throw new Error(
      `No such figures: ${unknown.join(', ')}. Known: ${[...Object.keys(OBJECTS), ...Object.keys(LISTS)].join(', ')}`,
    );
  for (const key of await customerKeys(graph, system)) {
    for (const name of asked) {
      const list = LISTS[name];
      cells.push(...(list ? await readList(graph, system, key, name, list) : await readObject(graph, system, key, name)));
    }
  }
  return cells;
}

async function customerKeys(graph: GraphUnderTest, system: string): Promise<readonly string[]> {
  const keys: string[] = [];
  let after: string | null = null;
  do {
    const query =
      'query ($after: String) { customers(first: 100, after: $after) { nodes { sourceRecords { system key } } pageInfo { hasNextPage endCursor } } }';
    const { nodes, pageInfo }: any = answered(await graph.ask(query, { variables: { after } })).data.customers;
    for (const { sourceRecords } of nodes)
      for (const record of sourceRecords) if (record.system === system) keys.push(record.key);
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after);
  return keys;
}

async function readObject(graph: GraphUnderTest, system: string, key: string, name: string): Promise<readonly Cell[]> {
  const section = OBJECTS[name];
  const query = section ? objectQuery(section) : '';
  const answer = answered(await graph.ask(query, { variables: { system, key } }));
  const customer: Node = answer.data.customerBySource;
  const path = name === 'customer' ? [] : [name];
  const node: Node = name === 'customer' ? customer : customer[name];
  return nodeCells(
    { customer: key, section: name, item: '' },
    node,
    ['customerBySource', ...path],
    reasonsOf(answer),
    section?.nested,
  );
}

async function readList(
  graph: GraphUnderTest,
  system: string,
  key: string,
  name: string,
  section: ListSection,
): Promise<readonly Cell[]> {
  const { item, nested } = section;
  const cells: Cell[] = [];
  const query = listQuery(name, section);
  let after: string | null = null;
  do {
    const answer: Answer = answered(await graph.ask(query, { variables: { system, key, after } }));
    const { nodes, pageInfo } = answer.data.customerBySource[name];
    for (const [index, node] of nodes.entries()) {
      const path = ['customerBySource', name, 'nodes', index];
      cells.push(...nodeCells({ customer: key, section: name, item: item(node) }, node, path, reasonsOf(answer), nested));
    }
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after);
  return cells;
}

function nodeCells(
  row: Omit<Cell, 'field' | 'text'>,
  node: Node,
  path: Path,
  reasons: Reasons,
  nested: ListSection['nested'] = {},
): readonly Cell[] {
  return Object.entries(node).flatMap(([field, value]): readonly Cell[] => {
    const itemOf = nested[field];
    if (isRecord(value)) {
      const inside = nodeCells(row, value, [...path, field], reasons);
      return inside.map((cell) => ({ ...cell, field: `${field}.${cell.field}` }));
    }
    if (!itemOf || value === null) return [{ ...row, field, text: textOf(value, reasons.get([...path, field].join('.'))) }];
    const inner: readonly Node[] = value;
    return inner.flatMap((child, index) => {
      const item = [row.item, itemOf(child)].filter(Boolean).join('/');
      const body = 'amount' in child ? { total: child } : child;
      return nodeCells({ ...row, section: `${row.section}.${field}`, item }, body, [...path, field, index], reasons);
    });
  });
}

/** Another row that this one names, not an amount. */
const isRecord = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !('amount' in value);

function textOf(value: any, reason: string | undefined): string {
  if (value === null) return nullText(reason);
  if (Array.isArray(value)) return value.map((each) => textOf(each, undefined)).join(', ');
  if (typeof value === 'object') return `${value.amount} ${value.currency}`;
  return valueText(value);
}

function reasonsOf({ extensions }: Answer): Reasons {
  if (extensions?.unavailableCount)
    throw new Error(`${extensions.unavailableCount} nulls in one answer: its list of reasons was cut`);
  return new Map((extensions?.unavailable ?? []).map(({ path, code }) => [path.join('.'), code]));
}

function answered(answer: Answer): Answer {
  const [error] = answer.errors ?? [];
  if (error) throw new Error(`The graph answered ${error.extensions.code} at ${error.path?.join('.')}: ${error.message}`);
  return answer;
}
