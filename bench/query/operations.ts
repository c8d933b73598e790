import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Pool } from 'undici';
import { z } from 'zod';
import { readRoles } from '#policy/roles';
import { demoIssuerKey, signDemoToken } from '../../gateway/callers/demo-issuer';

const SCHEMA = join(__dirname, '../../schema');
const Manifest = z.record(z.string(), z.object({ audience: z.string(), name: z.string() }));
const Answer = z.object({ data: z.unknown().optional(), errors: z.array(z.unknown()).optional() });
const Page = z.object({
  customers: z.object({
    nodes: z.array(
      z.object({ id: z.string(), name: z.string(), sourceRecords: z.array(z.object({ system: z.string(), key: z.string() })) }),
    ),
    pageInfo: z.object({ endCursor: z.string().nullable() }),
  }),
});
type Customer = z.output<typeof Page>['customers']['nodes'][number];

const PAGE = `query ($after: String) {
  customers(first: 100, after: $after) { nodes { id name sourceRecords { system key } } pageInfo { endCursor } }
}`;
const ROLES = { staff: 'GENERAL_MANAGER', bi: 'BI' } as const;
/** Callers that ask by turns: each has its own rate, and its own rows of a day. */
const CALLERS = 200;
const NAME_CHARACTERS = 4;

/** What is asked, by whom, and with which variables for a customer. */
interface Operation {
  readonly name: string;
  readonly role: keyof typeof ROLES;
  readonly variables: (customer: Customer) => object;
}

const OPERATIONS: readonly Operation[] = [
  { name: 'Customer360', role: 'staff', variables: ({ sourceRecords: [record] }) => ({ ...record }) },
  { name: 'CustomerTimeline', role: 'staff', variables: ({ id }) => ({ id }) },
  { name: 'SearchCustomers', role: 'staff', variables: ({ name }) => ({ search: name.slice(0, NAME_CHARACTERS) }) },
  { name: 'CustomerProfiles', role: 'bi', variables: () => ({}) },
];

/** Sends one request; gives the bytes of the answer, and whether it had errors. */
export type Ask = (turn: number) => Promise<{ readonly bytes: number; readonly failed: boolean }>;

/** The operations of the product's own clients, ready to be sent for customers all over the data. */
export async function readyOperations(
  pool: Pool,
  dataDir: string,
  customers: number,
): Promise<readonly { readonly name: string; readonly ask: Ask }[]> {
  const tokens = { staff: await tokensOf('staff', dataDir), bi: await tokensOf('bi', dataDir) };
  const known = await customersOf(pool, tokens.staff, customers);
  const manifest = Manifest.parse(JSON.parse(readFileSync(join(SCHEMA, 'trusted-documents.json'), 'utf8')));
  const ids = new Map(Object.entries(manifest).map(([id, { name }]) => [name, id]));
  return OPERATIONS.map(({ name, role, variables }) => {
    const bodies = known.map((customer) => JSON.stringify({ documentId: ids.get(name), variables: variables(customer) }));
    const ask: Ask = async (turn) => {
      const text = await post(pool, tokens[role][turn % CALLERS] ?? '', bodies[turn % bodies.length] ?? '');
      return { bytes: Buffer.byteLength(text), failed: Answer.parse(JSON.parse(text)).errors !== undefined };
    };
    return { name, ask };
  });
}

async function tokensOf(role: keyof typeof ROLES, dataDir: string): Promise<readonly string[]> {
  const key = await demoIssuerKey(join(dataDir, 'demo-issuer.jwk'));
  const definition = readRoles(join(SCHEMA, 'policy/roles.yaml')).get(ROLES[role]);
  if (!definition) throw new Error(`There is no role ${ROLES[role]}`);
  const subs = Array.from({ length: CALLERS }, (_, i) => `bench-${i}`);
  return Promise.all(subs.map((sub) => signDemoToken(key, { role: ROLES[role], definition, sub, ttl: '2h' })));
}

async function customersOf(pool: Pool, tokens: readonly string[], wanted: number): Promise<readonly Customer[]> {
  const found: Customer[] = [];
  let after: string | null = null;
  let page = 0;
  do {
    const token = tokens[page % CALLERS] ?? '';
    page += 1;
    const text: string = await post(pool, token, JSON.stringify({ query: PAGE, variables: { after } }));
    const { data, errors } = Answer.parse(JSON.parse(text));
    if (errors) throw new Error(`The graph does not list its customers: ${JSON.stringify(errors).slice(0, 300)}`);
    const { nodes, pageInfo } = Page.parse(data).customers;
    found.push(...nodes);
    after = pageInfo.endCursor;
  } while (after !== null && found.length < wanted);
  return found;
}

async function post(pool: Pool, token: string, body: string): Promise<string> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const response = await pool.request({ method: 'POST', path: '/graphql', headers, body });
  return response.body.text();
}
