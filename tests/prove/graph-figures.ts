import type { Answer, GraphUnderTest } from '../e2e/graph-under-test';
import { nullText, valueText, type Cell } from './figures';

/** Small enough that the reasons of all nulls of a page fit into one answer. */
const PAGE = 10;

/** Lists of a customer that come in pages, with what tells their rows apart. */
const CONNECTIONS: Readonly<Record<string, readonly string[]>> = {
  orders: ['number'],
  invoices: ['number'],
  receipts: ['number'],
  contracts: ['number'],
  opportunities: ['name'],
  tickets: ['number'],
  stays: ['hotel', 'account'],
};
const OBJECTS: readonly string[] = ['customer', 'salesSummary', 'receivables', 'serviceSummary', 'staySummary'];
/** Lists inside an object or a row. */
const INNER: Readonly<Record<string, readonly string[]>> = {
  'orders.lines': ['lineNo'],
  'invoices.lines': ['lineNo'],
  'invoices.allocations': ['receipt.number'],
  'receipts.allocations': ['invoice.number'],
  'contracts.plan': ['dueOn'],
  'tickets.surveys': ['at'],
  'salesSummary.orderTotals': ['currency'],
  'receivables.balances': ['open.currency'],
  'staySummary.spend': ['currency'],
};
/** Lists of amounts: their one field is called `total`. */
const AMOUNTS: ReadonlySet<string> = new Set(['salesSummary.orderTotals', 'staySummary.spend']);
const MONEY_FIELDS: ReadonlySet<string> = new Set(
  `total cost unitPrice net tax gross amount baseAmount paid openAmount allocated unallocated open overdue
   rate charges payments balance fxDifference listPrice unitCost`.split(/\s+/),
);

/** Sections with the fields that are asked of each: paths from a row of the section, `product.number`. */
export type Asked = ReadonlyMap<string, readonly string[]>;

type Node = Readonly<Record<string, any>>;
type Path = readonly (string | number)[];
type Reasons = ReadonlyMap<string, string>;

/** Reads the asked fields of every customer of a source through HTTP, as staff does. */
export async function readGraphFigures(graph: GraphUnderTest, system: string, asked: Asked): Promise<readonly Cell[]> {
  const unknown = [...asked.keys()].filter((name) => !(name in CONNECTIONS) && !(name in INNER) && !OBJECTS.includes(name));
  if (unknown.length > 0) throw new Error(`The graph has no figures ${unknown.join(', ')}`);
  const roots = new Set([...asked.keys()].map((section) => section.split('.')[0] ?? ''));
  const cells: Cell[] = [];
  for (const key of await customerKeys(graph, system)) {
    for (const root of roots) {
      cells.push(
        ...(root in CONNECTIONS
          ? await readList(graph, system, key, root, asked)
          : await readObject(graph, system, key, root, asked)),
      );
    }
  }
  return cells;
}

async function customerKeys(graph: GraphUnderTest, system: string): Promise<readonly string[]> {
  const keys: string[] = [];
  let after: string | null = null;
  do {
    const query = `query ($after: String) { customers(first: 100, after: $after) {
      nodes { sourceRecords { system key } } pageInfo { hasNextPage endCursor } } }`;
    const { nodes, pageInfo }: any = answered(await graph.ask(query, { variables: { after } })).data.customers;
    for (const { sourceRecords } of nodes)
      for (const record of sourceRecords) if (record.system === system) keys.push(record.key);
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after);
  return keys;
}

/** Each customer is read by a caller of its own: nobody may be shown all customers of a company within a day. */
const readerOf = (key: string): string => `proof-${encodeURIComponent(key)}`;

async function readObject(
  graph: GraphUnderTest,
  system: string,
  key: string,
  root: string,
  asked: Asked,
): Promise<readonly Cell[]> {
  const select = selectionOf(root, asked);
  const body = root === 'customer' ? select : `${root} { ${select} }`;
  const query = `query ($system: String!, $key: String!) { customerBySource(system: $system, key: $key) { ${body} } }`;
  const answer = answered(await graph.ask(query, { sub: readerOf(key), variables: { system, key } }));
  const customer: Node = answer.data.customerBySource;
  const row = { customer: key, section: root, item: '' };
  if (root === 'customer') return rowCells(row, customer, ['customerBySource'], reasonsOf(answer), asked);
  return rowCells(row, customer[root], ['customerBySource', root], reasonsOf(answer), asked);
}

async function readList(
  graph: GraphUnderTest,
  system: string,
  key: string,
  root: string,
  asked: Asked,
): Promise<readonly Cell[]> {
  const cells: Cell[] = [];
  const query = `query ($system: String!, $key: String!, $after: String) { customerBySource(system: $system, key: $key) {
    ${root}(first: ${PAGE}, after: $after) { nodes { ${selectionOf(root, asked)} } pageInfo { hasNextPage endCursor } } } }`;
  let after: string | null = null;
  do {
    const answer: Answer = answered(await graph.ask(query, { sub: readerOf(key), variables: { system, key, after } }));
    const { nodes, pageInfo } = answer.data.customerBySource[root];
    for (const [index, node] of nodes.entries()) {
      const item = itemOf(root, node);
      const path = ['customerBySource', root, 'nodes', index];
      cells.push(...rowCells({ customer: key, section: root, item }, node, path, reasonsOf(answer), asked));
    }
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after);
  return cells;
}

const itemOf = (section: string, node: Node): string =>
  (CONNECTIONS[section] ?? INNER[section] ?? []).map((path) => String(valueAt(node, path))).join('/');

const innerOf = (root: string, asked: Asked): readonly string[] =>
  [...asked.keys()].filter((section) => section.startsWith(`${root}.`));

/** GraphQL text of what is asked of a section, of its lists, and of what tells their rows apart. */
function selectionOf(root: string, asked: Asked): string {
  const own = [...(CONNECTIONS[root] ?? []), ...(asked.get(root) ?? [])];
  const inner = innerOf(root, asked).map((section) => {
    const paths = AMOUNTS.has(section) ? ['amount', 'currency'] : [...(INNER[section] ?? []), ...(asked.get(section) ?? [])];
    return `${section.slice(root.length + 1)} { ${braces(paths, !AMOUNTS.has(section))} }`;
  });
  return [braces(own, true), ...inner].join(' ');
}

function braces(paths: readonly string[], withMoney: boolean): string {
  const children = new Map<string, string[]>();
  for (const path of paths) {
    const [head = '', ...rest] = path.split('.');
    const known = children.get(head) ?? [];
    if (rest.length > 0) known.push(rest.join('.'));
    else if (withMoney && MONEY_FIELDS.has(head)) known.push('amount', 'currency');
    children.set(head, known);
  }
  return [...children].map(([name, inner]) => (inner.length > 0 ? `${name} { ${braces(inner, false)} }` : name)).join(' ');
}

function rowCells(row: Omit<Cell, 'field' | 'text'>, node: Node, path: Path, reasons: Reasons, asked: Asked): readonly Cell[] {
  const fields = asked.get(row.section) ?? [];
  const own = fields.map((field) => ({ ...row, field, text: textAt(node, field, path, reasons) }));
  const there = fields.length === 0 && asked.has(row.section) ? [{ ...row, field: '', text: 'there' }] : [];
  const inner = innerOf(row.section, asked).flatMap((section) => {
    const name = section.slice(row.section.length + 1);
    const children: readonly Node[] = node[name] ?? [];
    return children.flatMap((child, index) => {
      const item = [row.item, itemOf(section, child)].filter(Boolean).join('/');
      const body = AMOUNTS.has(section) ? { total: child } : child;
      return rowCells({ ...row, section, item }, body, [...path, name, index], reasons, asked);
    });
  });
  return [...own, ...there, ...inner];
}

function valueAt(node: Node, path: string): any {
  let value: any = node;
  for (const name of path.split('.')) value = value?.[name] ?? null;
  return value as unknown;
}

function textAt(node: Node, field: string, path: Path, reasons: Reasons): string {
  const value = valueAt(node, field);
  if (value === null) return nullText(reasons.get([...path, field].join('.')));
  if (Array.isArray(value)) return value.map(valueText).join(', ');
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
