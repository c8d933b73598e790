import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { graphql } from 'graphql';
import Database from 'libsql';
import { pino } from 'pino';
import { parse } from 'yaml';
import { encodeRowId } from '#core/source-key';
import { readAccessPolicy } from '#policy/access-policy';
import type { GraphClaims } from '#policy/claims';
import { guardSchema } from '#policy/guard-schema';
import { readRoles } from '#policy/roles';
import type { InProcessSubgraph, SubgraphOptions } from '#runtime/in-process-subgraph';
import { AS_OF } from '../../demo/as-of';
import { createInProcess as createCustomers } from '../../subgraphs/customers/in-process';
import { createInProcess as createHospitality } from '../../subgraphs/hospitality/in-process';
import { createInProcess as createSales } from '../../subgraphs/sales/in-process';
import { createInProcess as createServiceTickets } from '../../subgraphs/service-tickets/in-process';
import { createEmbedded, type DemoDatabases } from '../e2e/demo-systems/demo-databases';
import { startGraph, type GraphUnderTest } from '../e2e/graph-under-test';
import { ENTITIES, STAFF_ROLES, type Entity } from './entities-of-roles';

// Starts the graph and every subgraph over four databases.
jest.setTimeout(240_000);

const SOURCES = join(__dirname, '../../demo/sources.yaml');
const POLICY = join(__dirname, '../../schema/policy');
const IDS = 1000;

let databases: DemoDatabases;
let graph: GraphUnderTest;
const subgraphs = new Map<string, InProcessSubgraph>();

beforeAll(async () => {
  databases = await createEmbedded(300);
  // The demo has hardly a ticket that is still open.
  const tickets = new Database(databases.urls.tickets.slice('file:'.length));
  tickets.exec('UPDATE hd_ticket SET status = id % 6 WHERE id % 2 = 1');
  tickets.close();
  graph = await startGraph({ sourcesFile: SOURCES, sourceUrls: databases.urls, businessDate: AS_OF });
  const policy = readAccessPolicy(POLICY);
  const create = {
    customers: createCustomers,
    sales: createSales,
    'service-tickets': createServiceTickets,
    hospitality: createHospitality,
  };
  for (const [name, open] of Object.entries(create)) {
    const options: SubgraphOptions = {
      sourcesFile: SOURCES,
      urlFor: (id) => databases.urls[id as keyof typeof databases.urls],
      storeUrl: `${databases.urls.finance}.${name}`,
      businessDate: () => AS_OF,
      policy,
      log: pino({ level: 'silent' }),
    };
    const subgraph = await open(options);
    guardSchema(subgraph.schema, policy);
    await subgraph.start?.();
    subgraphs.set(name, subgraph);
  }
});
afterAll(async () => {
  await graph?.stop();
  for (const subgraph of subgraphs.values()) await subgraph.close();
  await databases?.drop();
});

function claimsOf(role: string): GraphClaims {
  const definition = readRoles(join(POLICY, 'roles.yaml')).get(role);
  if (!definition) throw new Error(`There is no role ${role}`);
  const { person } = definition;
  return JSON.parse(JSON.stringify({ ...person, roles: [role], audience: 'STAFF' })) as GraphClaims;
}

/** The rule in plain words, from the files and plain SQL alone. */
interface Model {
  reads(area: string): boolean;
  /** Keys of the parties whose rows the role sees, by system; null: all. */
  readonly parties: ReadonlyMap<string, ReadonlySet<string>> | null;
  /** The system whose parties are own by themselves, others by these. */
  readonly own: 'sales' | 'tickets';
  /** Keys of the tickets that the role sees; null: all of its parties. */
  readonly tickets: ReadonlySet<string> | null;
  readonly hotel: string | null;
}

/** Open tickets of an employee of the service, and the parties they lead to: each names another by a number of finance or of sales. */
async function modelOfAssigned(employee: string): Promise<Pick<Model, 'parties' | 'tickets'>> {
  const open = await databases.rows(
    'tickets',
    `SELECT id, uid FROM hd_ticket WHERE is_del = 0 AND status IN (0, 1, 2, 3) AND sid = ${Number(employee) - 1395}`,
  );
  const users = [...new Set(open.map(({ uid }) => String(uid)))];
  const named = await databases.rows('tickets', `SELECT cust_code AS code FROM hd_user WHERE uid IN (${users.join(', ')})`);
  const codes = new Set(named.map(({ code }) => String(code).normalize('NFKC').trim()).filter((code) => code !== ''));
  const sales = await databases.rows('sales', 'SELECT FItemID AS id, FNumber AS number FROM t_Cust WHERE FDeleted = 0');
  return {
    tickets: new Set(open.map(({ id }) => String(id))),
    parties: new Map([
      ['tickets', new Set(users)],
      ['finance', new Set([...codes].map((code) => `001|${code.padStart(10, '0')}`))],
      ['sales', new Set(sales.flatMap(({ id, number }) => (codes.has(String(number)) ? [String(id)] : [])))],
    ]),
  };
}

async function modelOf(role: string): Promise<Model> {
  const rights = parse(readFileSync(join(POLICY, 'rights.yaml'), 'utf8'));
  const archetype: string = parse(readFileSync(join(POLICY, 'roles.yaml'), 'utf8')).roles[role].archetype;
  const { employee = '', hotel = '' } = claimsOf(role);
  const whose: string | undefined = rights.customers[archetype];
  const reads = (area: string): boolean => ['CLEAR', 'MASKED'].includes(rights.archetypes[archetype][area]);
  const all = { reads, own: 'sales', parties: null, tickets: null, hotel: null } as const;
  if (whose === undefined) return { ...all, hotel: archetype === 'FRONT_DESK' ? hotel : null };
  if (whose === 'ASSIGNED') return { ...all, ...(await modelOfAssigned(employee)), own: 'tickets' };
  const staff = await databases.rows('sales', 'SELECT FItemID AS id, FNumber AS number, FDeptID AS department FROM t_Emp');
  const bearer = staff.find(({ number }) => number === employee);
  const owners = staff.filter(({ id, department }) => (whose === 'TEAM' ? department === bearer?.department : id === bearer?.id));
  const ids = owners.map(({ id }) => String(id)).join(', ');
  const own = await databases.rows(
    'sales',
    `SELECT FItemID AS id, FFinCode AS code FROM t_Cust WHERE FDeleted = 0 AND FEmpID IN (${ids})`,
  );
  return {
    ...all,
    parties: new Map([
      ['sales', new Set(own.map(({ id }) => String(id)))],
      ['finance', new Set(own.flatMap(({ code }) => (code ? [`001|${String(code)}`] : [])))],
      // Tickets may name a finance number, which is not connected to that subgraph: it cannot tell, so nothing is in scope.
      ['tickets', new Set<string>()],
      ['pms', new Set<string>()],
    ]),
  };
}

interface KnownId {
  readonly id: string;
  readonly seen: (model: Model) => boolean;
}

const shuffled = <T extends { readonly id: string }>(rows: readonly T[]): readonly T[] => {
  const order = ({ id }: T): string => createHash('sha256').update(id).digest('hex');
  return rows.toSorted((a, b) => (order(a) < order(b) ? -1 : 1));
};

/** Ids of one type, those there are and as many again that there are not, with whether a role sees the row. */
async function idsOf(type: string, { rows }: Entity): Promise<readonly KnownId[]> {
  if (!rows) {
    const customers = (await customersAtSubgraph()).map(({ id, sourceRecords }): KnownId => ({
      id,
      seen: ({ parties, own }) =>
        parties === null || sourceRecords.some(({ system, key }) => system === own && parties.get(own)?.has(key)),
    }));
    return shuffled([...customers, ...customers.map((_row, i) => ({ id: `cus_none-${i}`, seen: () => false }))]).slice(0, IDS);
  }
  const { system, sql } = rows;
  const there = (await databases.rows(system, sql)).map((row): KnownId => ({
    id: encodeRowId(system, type, String(row.id)),
    seen: ({ parties, tickets, hotel }) =>
      (parties === null || Boolean(parties.get(system)?.has(String(row.party)))) &&
      (tickets === null || type !== 'Ticket' || tickets.has(String(row.id))) &&
      (hotel === null || row.hotel === hotel || !('hotel' in row)),
  }));
  const missing = there.map((_row, i) => ({ id: encodeRowId(system, type, `none-${i}`), seen: () => false }));
  return shuffled([...there, ...missing]).slice(0, IDS);
}

interface ListedCustomer {
  readonly id: string;
  readonly sourceRecords: readonly { readonly system: string; readonly key: string }[];
}

/** The customers subgraph of this test has a registry, and so ids, of its own. */
async function customersAtSubgraph(): Promise<readonly ListedCustomer[]> {
  const source =
    'query ($after: String) { customers(first: 100, after: $after) { nodes { id sourceRecords { system key } } pageInfo { hasNextPage endCursor } } }';
  const found: ListedCustomer[] = [];
  for (let after: string | null = null, more = true; more;) {
    const answer: { readonly data: any } = await askSubgraph('customers', 'GENERAL_MANAGER', source, { after });
    const { data } = answer;
    found.push(...(data.customers.nodes as readonly ListedCustomer[]));
    after = data.customers.pageInfo.endCursor;
    more = data.customers.pageInfo.hasNextPage;
  }
  return found;
}

async function askSubgraph(name: string, role: string, source: string, variableValues: object): Promise<{ readonly data: any }> {
  const subgraph = subgraphs.get(name);
  if (!subgraph) throw new Error(`${name} is not open`);
  const call = { businessDate: AS_OF, deadlineMs: 60_000, requestId: 'r', report: () => undefined };
  const contextValue = subgraph.context({ ...call, claims: claimsOf(role) });
  const answer = await graphql({ schema: subgraph.schema, source, contextValue, variableValues: { ...variableValues } });
  return JSON.parse(JSON.stringify(answer)) as { data: unknown };
}

async function allCustomers(role: string): Promise<readonly ListedCustomer[]> {
  const found: ListedCustomer[] = [];
  for (let after: string | null = null, more = true; more;) {
    const { data, errors } = await graph.ask(
      'query ($after: String) { customers(first: 100, after: $after) { totalCount nodes { id sourceRecords { system key } } pageInfo { hasNextPage endCursor } } }',
      { role, variables: { after } },
    );
    expect(errors).toBeUndefined();
    found.push(...(data.customers.nodes as readonly ListedCustomer[]));
    after = data.customers.pageInfo.endCursor;
    more = data.customers.pageInfo.hasNextPage;
    if (!more) expect(data.customers.totalCount).toBe(found.length);
  }
  return found;
}

describe.each(STAFF_ROLES)(
  '[T2] [AZ-09] [AZ-13] %s, of up to 1,000 ids of each type, gets the rows of the model and no other',
  (role) => {
    it.each(Object.entries(ENTITIES))('%s at its subgraph', async (type, entity) => {
      const [ids, model] = [await idsOf(type, entity), await modelOf(role)];
      const source = `query ($all: [_Any!]!) { _entities(representations: $all) { ... on ${type} { ${entity.field} } } }`;
      const all = ids.map(({ id }) => ({ __typename: type, id }));
      const answer = await askSubgraph(entity.subgraph, role, source, { all });
      const answered: readonly (Readonly<Record<string, unknown>> | null)[] = answer.data._entities;
      const seen = ids.filter((_id, i) => (answered[i]?.[entity.field] ?? null) !== null).map(({ id }) => id);
      const expected = ids.filter(({ seen: sees }) => model.reads(entity.area) && sees(model)).map(({ id }) => id);
      expect(seen.toSorted()).toEqual(expected.toSorted());
    });
  },
);

it.each(['SALESPERSON', 'SALES_MANAGER', 'CS_AGENT'])(
  '[AZ-13] [T2] %s lists the own customers and their own records through the gateway, and what belongs to others is as if it were not there',
  async (role) => {
    const { parties, own: by } = await modelOf(role);
    const all = await allCustomers('GENERAL_MANAGER');
    const own = new Set(
      all
        .filter(({ sourceRecords }) => sourceRecords.some((each) => each.system === by && parties?.get(by)?.has(each.key)))
        .map(({ id }) => id),
    );
    const listed = await allCustomers(role);
    expect(listed.length).toBeGreaterThan(3);
    expect(listed.length).toBeLessThan(all.length / 2);
    expect(new Set(listed.map(({ id }) => id))).toEqual(own);
    for (const { sourceRecords } of listed) {
      const strangers = sourceRecords.filter(
        ({ system, key }) => !parties?.get(system)?.has(key) && (system !== 'tickets' || by === system),
      );
      expect(strangers).toEqual([]);
    }
    const foreign = all.find(({ id }) => !own.has(id));
    const record = foreign?.sourceRecords[0];
    const ask = async (id: string, system: string, key: string) =>
      graph.ask(
        'query ($id: ID!, $system: String!, $key: String!) { customer(id: $id) { name } customerBySource(system: $system, key: $key) { name } }',
        { role, variables: { id, system, key } },
      );
    const of = async (...key: readonly [string, string, string]) => {
      const { status, data, errors, extensions } = await ask(...key);
      return { status, data, errors, extensions };
    };
    const missing = await of('cus_none', record?.system ?? '', 'none');
    expect(await of(foreign?.id ?? '', record?.system ?? '', record?.key ?? '')).toEqual(missing);
    expect(missing.data).toEqual({ customer: null, customerBySource: null });
  },
);
