import { graphql } from 'graphql';
import Database from 'libsql';
import { join } from 'node:path';
import { pino } from 'pino';
import { readAccessPolicy } from '#policy/access-policy';
import { guardSchema } from '#policy/guard-schema';
import { masked } from '#policy/mask';
import type { InProcessSubgraph } from '#runtime/in-process-subgraph';
import { AS_OF } from '../../demo/as-of';
import { askAsRoles, type Cell } from '../../gateway/who-sees-what/ask-as-roles';
import { SHOWN_ROLES } from '../../gateway/who-sees-what/shown-roles';
import { createInProcess } from '../../subgraphs/customers/in-process';
import { createEmbedded, type DemoDatabases } from '../e2e/demo-systems/demo-databases';
import { startGraph, type GraphUnderTest } from '../e2e/graph-under-test';

// Starts the graph over four databases.
jest.setTimeout(120_000);

const SOURCES = join(__dirname, '../../demo/sources.yaml');
const CUSTOMER = { system: 'finance', key: '001|0000000001' };

/** By role, in the order of the table: `c` as the first one sees it who sees it at all, `m` masked, `.` refused, `/` unknown to the audience, `-` nothing there. */
const EXPECTED: readonly (readonly [string, string])[] = [
  ['Customer.name', 'ccccccc///'],
  ['Customer.phones', 'cccmm.c///'],
  ['Customer.email', 'cccmm.c///'],
  ['Customer.address', 'cccmm.c///'],
  ['Customer.taxNo', 'cmm.mmc///'],
  // The contacts stand at records that the record with the ticket does not name.
  ['Contact.phones', 'ccc-m.c///'],
  ['Contract.amount', 'ccc.c..///'],
  ['Order.total', 'ccc....///'],
  ['Order.cost', 'c......///'],
  ['Invoice.openAmount', 'ccc.c..///'],
  ['Receipt.amount', 'cc..c..///'],
  ['Receipt.bankRef', 'cm..c..///'],
  ['LedgerBalance.closing', 'c...c..///'],
  // Its tickets stand at a record that names no record of the sales manager's department.
  ['Ticket.title', 'c-.c...///'],
  ['Ticket.contactPhone', 'c-.m...///'],
  // The company's last stay was in another hotel than the front desk's.
  ['Stay.roomNo', 'c....-.///'],
  ['Guest.spend', 'c......///'],
  ['Guest.cardNo', '-....--///'],
  // Nobody follows the feeds in this test.
  ['TimelineEntry.title', '-......///'],
  ['Query.customerProfiles', 'c.....cc//'],
  ['Query.auditRecords', '/////////c'],
];

let databases: DemoDatabases;
let graph: GraphUnderTest;

beforeAll(async () => {
  databases = await createEmbedded(300);
  // The last ticket of the company is open again, and assigned to the demo's customer service: the demo has hardly one that is open.
  setTicket('status = 2, sid = 7');
  graph = await startGraph({ sourcesFile: SOURCES, sourceUrls: databases.urls, businessDate: AS_OF });
});
afterAll(async () => {
  await graph?.stop();
  await databases?.drop();
});

function setTicket(values: string): void {
  const tickets = new Database(databases.urls.tickets.slice('file:'.length));
  tickets.exec(
    `UPDATE hd_ticket SET ${values} WHERE id = (SELECT id FROM hd_ticket WHERE uid = 1 ORDER BY add_time DESC LIMIT 1)`,
  );
  tickets.close();
}

function symbolOf(cell: Cell, clear: Cell | undefined): string {
  if (cell.kind === 'REFUSED') return '.';
  if (cell.kind === 'UNKNOWN') return '/';
  if (cell.kind === 'EMPTY') return '-';
  if (clear?.kind === 'VALUE' && clear.text === cell.text) return 'c';
  return cell.text.includes('****') || cell.text.includes('***@') ? 'm' : `? ${cell.text}`;
}

it('[AZ-09] [AZ-14] [AZ-15] [AZ-19] [AZ-20] [GW-05] [GW-06] the same customer is what each role may see', async () => {
  const rows = await askAsRoles((role, query, variables) => graph.ask(query, { role, variables }), SHOWN_ROLES, CUSTOMER);
  const shown = [...rows].map(([field, cells]) => [
    field,
    cells
      .map((cell) =>
        symbolOf(
          cell,
          cells.find(({ kind }) => kind === 'VALUE'),
        ),
      )
      .join(''),
  ]);
  expect(shown).toEqual(EXPECTED);
});

it('many roles at once get what each gets alone', async () => {
  const query =
    '{ customerBySource(system: "finance", key: "001|0000000001") { name phones contacts(first: 2) { phones email } } }';
  const roles = ['GENERAL_MANAGER', 'CS_AGENT', 'SALESPERSON', 'FINANCE'];
  const alone = await Promise.all(roles.map(async (role) => JSON.stringify((await graph.ask(query, { role })).data)));
  expect(new Set(alone).size).toBe(3);
  const rounds = Array.from({ length: 200 }, (_, i) => i % roles.length);
  const together = await Promise.all(
    rounds.map(async (i) => JSON.stringify((await graph.ask(query, { role: roles[i] ?? '' })).data) === alone[i]),
  );
  expect(together).not.toContain(false);
});

it('names every field that a role may not read, and reads nothing', async () => {
  const query = `{ customerBySource(system: "finance", key: "001|0000000001") { name invoices { nodes { number } } stays { nodes { hotel } } } }`;
  const { status, data, errors, extensions } = await graph.ask(query, { role: 'CS_AGENT' });
  expect({ status, data, extensions }).toEqual({ status: 403 });
  expect(errors).toEqual([
    {
      message:
        'Your roles do not read Customer.invoices, Customer.stays. Ask without it, or leave it out by @include(if: $variable)',
      extensions: { code: 'FORBIDDEN' },
    },
  ]);
});

interface StaysNode {
  readonly stays: {
    readonly totalCount: number;
    readonly nodes: readonly { readonly id: string; readonly hotel: string; readonly status: string }[];
  };
  readonly staySummary: { readonly stayCount: number };
}

it('[AZ-19] a front desk sees the stays of its own hotel in lists, counts, totals and by id', async () => {
  const query =
    '{ customers(first: 100) { nodes { stays(first: 100) { totalCount nodes { id hotel status } } staySummary { stayCount } } } }';
  const nodesFor = async (role: string): Promise<readonly StaysNode[]> => {
    const { data, errors } = await graph.ask(query, { role });
    expect(errors).toBeUndefined();
    return data.customers.nodes as readonly StaysNode[];
  };
  const all = (await nodesFor('GENERAL_MANAGER')).flatMap(({ stays }) => stays.nodes);
  const own = all.filter(({ hotel }) => hotel === 'H001');
  expect(own.length).toBeGreaterThan(0);
  expect(own.length).toBeLessThan(all.length);
  const seen = await nodesFor('HOUSEKEEPING');
  const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
  expect(seen.flatMap(({ stays }) => stays.nodes)).toEqual(own);
  expect(sum(seen.map(({ stays }) => stays.totalCount))).toBe(own.length);
  // A summary counts the stays that took place.
  const tookPlace = own.filter(({ status }) => ['IN_HOUSE', 'CHECKED_OUT', 'CHECKED_OUT_OPEN'].includes(status));
  expect(sum(seen.map(({ staySummary }) => staySummary.stayCount))).toBe(tookPlace.length);
  const byId = async (id: string): Promise<unknown> => {
    const { data } = await graph.ask('query ($id: ID!) { stay(id: $id) { id } }', { role: 'HOUSEKEEPING', variables: { id } });
    return data.stay;
  };
  const [mine, other] = [own[0]?.id ?? '', all.find(({ hotel }) => hotel !== 'H001')?.id ?? ''];
  expect([await byId(mine), await byId(other)]).toEqual([{ id: mine }, null]);
});

it('[T2] customer service sees the open tickets that it is assigned, in lists, counts, totals and by id, until they end', async () => {
  const role = 'CS_AGENT';
  const found = await graph.ask(
    '{ customerBySource(system: "finance", key: "001|0000000001") { id tickets(first: 100) { nodes { id number status } } } }',
  );
  const { id, tickets } = found.data.customerBySource;
  const [own, ...others] = (tickets.nodes as readonly { readonly id: string; readonly status: string }[]).toSorted(
    (a, b) => Number(b.status === 'IN_PROGRESS') - Number(a.status === 'IN_PROGRESS'),
  );
  expect(others.length).toBeGreaterThan(2);
  const seen = async () => {
    const query =
      'query ($id: ID!, $own: ID!, $other: ID!) { customer(id: $id) { tickets(first: 9) { totalCount nodes { id } } serviceSummary { ticketCount openCount } } own: ticket(id: $own) { id } other: ticket(id: $other) { id } }';
    const variables = { id, own: own?.id, other: others[0]?.id };
    const { data, errors } = await graph.ask(query, { role, variables });
    const list = await graph.ask('{ customers(first: 9) { totalCount nodes { id } } }', { role });
    expect([errors, list.errors]).toEqual([undefined, undefined]);
    return { ...(data as object), customers: list.data.customers as unknown };
  };
  const customer = {
    tickets: { totalCount: 1, nodes: [{ id: own?.id }] },
    serviceSummary: { ticketCount: 1, openCount: 1 },
  };
  const mine = { totalCount: 1, nodes: [{ id }] };
  expect(await seen()).toEqual({ customer, own: { id: own?.id }, other: null, customers: mine });
  setTicket('status = 4');
  expect(await seen()).toEqual({ customer: null, own: null, other: null, customers: { totalCount: 0, nodes: [] } });
  setTicket('status = 2, sid = 8');
  expect(await seen()).toMatchObject({ customer: null, own: null });
  setTicket('status = 2, sid = 7');
  expect(await seen()).toMatchObject({ customer, own: { id: own?.id } });
});

describe('who finds by a value learns it', () => {
  const foundBy = async (role: string, search: string): Promise<number> => {
    const { data, errors } = await graph.ask('query ($search: String) { customers(search: $search) { totalCount } }', {
      role,
      variables: { search },
    });
    expect(errors).toBeUndefined();
    return Number(data.customers.totalCount);
  };

  it.each([
    ['phones', 'phone', 'SALESPERSON', 'CS_AGENT'],
    ['contracts(first: 1) { nodes { number } }', 'contract number', 'SALESPERSON', 'HOUSEKEEPING'],
  ])('%s: a %s finds for %s and not for %s', async (selection, _title, may, mayNot) => {
    const { data } = await graph.ask(`{ customerBySource(system: "finance", key: "001|0000000001") { ${selection} } }`);
    const { phones, contracts } = data.customerBySource;
    const value: string = phones?.[0] ?? contracts.nodes[0].number;
    expect(await foundBy(may, value)).toBeGreaterThan(0);
    expect(await foundBy(mayNot, value)).toBe(0);
  });
});

describe('the customers subgraph, called directly', () => {
  let subgraph: InProcessSubgraph;

  beforeAll(async () => {
    const policy = readAccessPolicy('schema/policy');
    subgraph = await createInProcess({
      sourcesFile: SOURCES,
      urlFor: (id) => databases.urls[id as keyof typeof databases.urls],
      storeUrl: `file:${databases.urls.finance.slice('file:'.length)}.owned`,
      businessDate: () => AS_OF,
      policy,
      log: pino({ level: 'silent' }),
    });
    guardSchema(subgraph.schema, policy);
    await subgraph.start?.();
  });
  afterAll(() => subgraph?.close());

  const ask = async (role: string, source: string, variableValues: Record<string, unknown> = {}) => {
    const claims = { sub: 'u', roles: [role], audience: 'STAFF' } as const;
    const contextValue = subgraph.context({
      claims,
      businessDate: AS_OF,
      deadlineMs: 5000,
      requestId: 'r',
      report: () => undefined,
    });
    const { data, errors = [] } = await graphql({ schema: subgraph.schema, source, contextValue, variableValues });
    return { data: JSON.parse(JSON.stringify(data)), codes: errors.map(({ message }) => message) };
  };

  it('masks and refuses by itself, behind _entities as well', async () => {
    const { data } = await ask(
      'GENERAL_MANAGER',
      '{ customerBySource(system: "finance", key: "001|0000000001") { id phones taxNo } }',
    );
    const { id, phones, taxNo } = data.customerBySource;
    const source = 'query ($all: [_Any!]!) { _entities(representations: $all) { ... on Customer { phones taxNo } } }';
    const all = [{ __typename: 'Customer', id }];
    expect((await ask('GENERAL_MANAGER', source, { all })).data).toEqual({ _entities: [{ phones, taxNo }] });
    const asFinance = await ask('FINANCE', source, { all });
    expect(asFinance).toEqual({
      data: { _entities: [{ phones: masked('PHONE', phones), taxNo: masked('LAST4', taxNo) }] },
      codes: [],
    });
    expect(asFinance.data._entities[0].phones).not.toEqual(phones);
    const asDesk = await ask('HOUSEKEEPING', source, { all });
    expect(asDesk.data._entities[0].phones).toBeNull();
    expect(asDesk.codes).toEqual(['You may not read phones']);
    expect((await ask('AUDITOR', source, { all })).data._entities[0]).toEqual({ phones: null, taxNo: null });
  });
});
