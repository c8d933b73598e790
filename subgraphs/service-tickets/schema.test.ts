import { graphql, type ExecutionResult } from 'graphql';
import { encodeRowId } from '#core/source-key';
import { formatError } from '#graphql/format-error';
import type { Row } from '#legacy/canonical/row';
import type { RowType } from '#legacy/canonical/row-types';
import type { LegacyReader } from '#legacy/legacy-reader';
import { requestLoaders } from './request-loaders';
import { buildServiceTicketsSubgraph } from './schema';

type AnyRow = Readonly<Record<string, unknown>> & { readonly system: string; readonly key: string };
type Rows = Partial<Record<RowType, readonly AnyRow[]>>;

const party = (key: string) => ({ system: 'tickets', type: 'Party', key });
const aTicket = (more: Partial<Row<'Ticket'>>): AnyRow => ({
  system: 'tickets',
  key: '1',
  number: 'GD20260601-0001',
  customer: party('c1'),
  status: 'NEW',
  openedAt: '2026-06-01T09:00:00+08:00',
  dueAt: '2026-06-02T09:00:00+08:00',
  complaint: false,
  rating: null,
  ...more,
});

/** A reader over rows in memory that ignores conditions and order, and keeps what it was asked. */
function readerOver(rows: Rows, asked: string[]): LegacyReader {
  const matching = (type: RowType, ref: string, parent: readonly { key: string }[]): never[] =>
    (rows[type] ?? []).filter((row) => parent.some(({ key }) => (row[ref] as { key: string }).key === key)) as never[];
  return {
    systemsOf: () => ['tickets'],
    byKeys: async (type, keys, fields) => {
      asked.push(`byKeys ${type} ${keys.length} ${fields.join(',')}`);
      return keys.map(({ key }) => (rows[type] ?? []).find((row) => row.key === key) ?? null) as never[];
    },
    listByRef: async (type, ref, parents, { fields, first }) => {
      asked.push(`listByRef ${type} ${parents.length} ${fields.join(',')}`);
      return parents.map((parent) => {
        const found = matching(type, ref, parent);
        const page = found.slice(0, first);
        return { rows: page, cursors: page.map((_row, i) => `cursor${i}`), hasNextPage: found.length > first };
      });
    },
    allByRef: async (type, ref, parents) => {
      asked.push(`allByRef ${type} ${parents.length}`);
      return parents.map((parent) => matching(type, ref, parent));
    },
    countByRef: async (type, ref, parents) => {
      asked.push(`countByRef ${type} ${parents.length}`);
      return parents.map((parent) => matching(type, ref, parent).length);
    },
    scan: () => {
      throw new Error('a request never scans');
    },
  };
}

const { schema, sdl } = buildServiceTicketsSubgraph();

function run(
  source: string,
  variableValues: Record<string, unknown>,
  rows: Rows,
  asked: string[] = [],
): Promise<ExecutionResult> {
  const contextValue = { today: '2026-06-30', loaders: requestLoaders(readerOver(rows, asked)) };
  return graphql({ schema, source, variableValues, contextValue });
}

const customers = (count: number) =>
  Array.from({ length: count }, (_, i) => ({
    __typename: 'Customer',
    id: `cus_${i + 1}`,
    sourceKeys: [{ system: 'tickets', key: `c${i + 1}` }],
  }));
const entities = (selection: string) =>
  `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Customer { ${selection} } } }`;
const codes = ({ errors }: ExecutionResult) => errors?.map((error) => formatError(error, 'r1').extensions?.code);

describe('Customer.tickets', () => {
  it('answers 50 customers with one read, and counts nothing that their pages hold whole', async () => {
    const asked: string[] = [];
    const rows = { Ticket: [aTicket({}), aTicket({ key: '2', customer: party('c50') })] };
    const query = entities('tickets(first: 5) { totalCount nodes { number status } pageInfo { hasNextPage endCursor } }');
    const { data, errors } = await run(query, { r: customers(50) }, rows, asked);
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      _entities: expect.arrayContaining([
        {
          tickets: {
            totalCount: 1,
            nodes: [{ number: 'GD20260601-0001', status: 'NEW' }],
            pageInfo: { hasNextPage: false, endCursor: 'cursor0' },
          },
        },
      ]),
    });
    expect(asked).toEqual(['listByRef Ticket 50 number,status']);
  });

  it('counts the lists of which more follows or came before, with one read', async () => {
    const asked: string[] = [];
    const second = aTicket({ key: '2' });
    const rows = { Ticket: [aTicket({}), second, aTicket({ key: '3', customer: party('c50') })] };
    const query = entities('tickets(first: 1) { totalCount } later: tickets(first: 3, after: "cursor0") { totalCount }');
    const { data } = await run(query, { r: customers(50) }, rows, asked);
    const [first, none] = data?._entities as readonly unknown[];
    expect(first).toEqual({ tickets: { totalCount: 2 }, later: { totalCount: 2 } });
    expect(none).toEqual({ tickets: { totalCount: 0 }, later: { totalCount: 0 } });
    expect(asked).toEqual(['listByRef Ticket 50 ', 'listByRef Ticket 50 ', 'countByRef Ticket 50']);
  });

  it('reads events and surveys of all tickets in one batch each', async () => {
    const asked: string[] = [];
    const ticket = { system: 'tickets', type: 'Ticket', key: '1' };
    const rows = {
      Ticket: [aTicket({}), aTicket({ key: '2' })],
      TicketEvent: [
        { system: 'tickets', key: 'e1', ticket, at: '2026-06-01T10:00:00+08:00', kind: 'STATUS', from: 'NEW', to: 'ASSIGNED' },
      ],
      Survey: [{ system: 'tickets', key: 's1', ticket, at: null, score: 4, nps: 9, remark: '满意' }],
    };
    const query = entities(
      'tickets { nodes { events(first: 3) { nodes { kind fromStatus toStatus } } surveys { score nps remark } } }',
    );
    const { data, errors } = await run(query, { r: customers(1) }, rows, asked);
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      _entities: [
        {
          tickets: {
            nodes: [
              {
                events: { nodes: [{ kind: 'STATUS', fromStatus: 'NEW', toStatus: 'ASSIGNED' }] },
                surveys: [{ score: 4, nps: 9, remark: '满意' }],
              },
              { events: { nodes: [] }, surveys: [] },
            ],
          },
        },
      ],
    });
    expect(asked).toEqual(['listByRef Ticket 1 ', 'allByRef Survey 2', 'listByRef TicketEvent 2 from,kind,to']);
  });

  it.each([0, 101, 10_000])('refuses a page of %i rows', async (first) => {
    const result = await run(entities(`tickets(first: ${first}) { nodes { id } }`), { r: customers(1) }, {});
    expect(codes(result)).toEqual(['BAD_USER_INPUT']);
  });

  it('does not take missing source keys for an empty list', async () => {
    const r = [{ __typename: 'Customer', id: 'cus_1', sourceKeys: null }];
    const result = await run(entities('tickets { nodes { id } } serviceSummary { ticketCount }'), { r }, {});
    expect(result.data).toEqual({ _entities: [{ tickets: null, serviceSummary: null }] });
    expect(codes(result)).toEqual(['SOURCE_UNAVAILABLE', 'SOURCE_UNAVAILABLE']);
  });
});

describe('Query.ticket', () => {
  const id = encodeRowId('tickets', 'Ticket', '1');
  const query = 'query ($id: ID!) { ticket(id: $id) { id isOverdue party { system key } } }';

  it('answers one ticket and reads only what its fields need', async () => {
    const asked: string[] = [];
    const { data, errors } = await run(query, { id }, { Ticket: [aTicket({})] }, asked);
    expect(errors).toBeUndefined();
    expect(data).toEqual({ ticket: { id, isOverdue: true, party: { system: 'tickets', key: 'c1' } } });
    expect(asked).toEqual(['byKeys Ticket 1 status,dueAt,customer']);
  });

  it.each([
    ['a row that is gone', encodeRowId('tickets', 'Ticket', '99')],
    ['an id of another type', encodeRowId('tickets', 'Order', '1')],
    ['no id at all', 'nonsense'],
  ])('answers null for %s', async (_claim, unknown) => {
    expect(await run(query, { id: unknown }, { Ticket: [aTicket({})] })).toEqual({ data: { ticket: null } });
  });

  it('says why it cannot tell whether a ticket is overdue', async () => {
    const reasons = { status: { code: 'UNKNOWN_CODE' as const, detail: 'status has no translation' } };
    const result = await run(query, { id }, { Ticket: [aTicket({ status: null, reasons })] });
    expect(result.data).toMatchObject({ ticket: { id, isOverdue: null } });
    expect(codes(result)).toEqual(['UNKNOWN_CODE']);
  });
});

describe('serviceSummary', () => {
  const selection = 'serviceSummary { ticketCount openCount complaintCount averageRating lastTicketAt }';

  it('sums the tickets of 50 customers with one read', async () => {
    const asked: string[] = [];
    const rows = { Ticket: [aTicket({ rating: 5, complaint: true }), aTicket({ key: '2', status: 'CLOSED', rating: 4 })] };
    const { data } = await run(entities(selection), { r: customers(50) }, rows, asked);
    expect(data).toMatchObject({
      _entities: expect.arrayContaining([
        {
          serviceSummary: {
            ticketCount: 2,
            openCount: 1,
            complaintCount: 1,
            averageRating: '4.50',
            lastTicketAt: '2026-06-01T09:00:00+08:00',
          },
        },
      ]),
    });
    expect(asked).toEqual(['allByRef Ticket 50']);
  });

  it('is the same on the profile of a customer', async () => {
    const r = [{ __typename: 'CustomerProfile', id: 'p1', sourceKeys: [{ system: 'tickets', key: 'c1' }] }];
    const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on CustomerProfile { ${selection} } } }`;
    const { data } = await run(query, { r }, { Ticket: [aTicket({})] });
    expect(data).toMatchObject({ _entities: [{ serviceSummary: { ticketCount: 1, averageRating: null } }] });
  });
});

it('resolves a ticket that another subgraph refers to', async () => {
  const id = encodeRowId('tickets', 'Ticket', '1');
  const query = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Ticket { number } } }';
  const { data } = await run(query, { r: [{ __typename: 'Ticket', id }] }, { Ticket: [aTicket({})] });
  expect(data).toEqual({ _entities: [{ number: 'GD20260601-0001' }] });
});

it('asks customers for the source keys and for nothing else', () => {
  expect(sdl.match(/@requires\(fields: "[^"]*"\)/g)).toEqual(Array(3).fill('@requires(fields: "sourceKeys { system key }")'));
});

describe('whom a ticket leads to', () => {
  const rows = {
    Ticket: [
      aTicket({ owner: { system: 'tickets', type: 'Employee', key: '7' }, order: { system: 'sales', type: 'Order', key: '12' } }),
    ],
    Employee: [{ system: 'tickets', key: '7', name: '示例客服', number: '7' }],
  };
  const selection = 'tickets { nodes { owner { name } order { id } } }';

  it('names who works on the tickets of 50 customers with one read, and the order by its id alone', async () => {
    const asked: string[] = [];
    const { data, errors } = await run(entities(selection), { r: customers(50) }, rows, asked);
    expect(errors).toBeUndefined();
    const [first] = data?._entities as { tickets: unknown }[];
    expect(first?.tickets).toEqual({
      nodes: [{ owner: { name: '示例客服' }, order: { id: encodeRowId('sales', 'Order', '12') } }],
    });
    expect(asked).toEqual(['listByRef Ticket 50 order,owner', 'byKeys Employee 1 name']);
  });

  it('says why an order is unknown instead of that there is none', async () => {
    const reasons = { order: { code: 'NOT_FOUND' as const, detail: 'no order has this number' } };
    const Ticket = [aTicket({ owner: null, order: null, reasons }), aTicket({ key: '2', owner: null, order: null })];
    const result = await run(entities(selection), { r: customers(1) }, { Ticket });
    expect(codes(result)).toEqual(['NOT_FOUND']);
    expect(result.data).toEqual({
      _entities: [
        {
          tickets: {
            nodes: [
              { owner: null, order: null },
              { owner: null, order: null },
            ],
          },
        },
      ],
    });
  });
});
