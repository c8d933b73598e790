import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readRoles } from '#policy/roles';
import { AS_OF } from '../../demo/as-of';
import { ApiKeyStore } from '../../gateway/callers/api-keys/api-key.store';
import { issueKey } from '../../gateway/callers/api-keys/issue-keys';
import { changeCallers } from '../../gateway/callers/caller-list/caller-list.store';
import { openGatewayStore } from '../../gateway/store/shared-gateway-store';
import { createEmbedded, type DemoDatabases } from '../e2e/demo-systems/demo-databases';
import { startGraph, type GraphUnderTest } from '../e2e/graph-under-test';

// Starts the graph over four databases.
jest.setTimeout(120_000);

const ROLES = readRoles(join(__dirname, '../../schema/policy/roles.yaml'));
const DOCUMENTS = Object.entries(
  JSON.parse(readFileSync(join(__dirname, '../../schema/trusted-documents.json'), 'utf8')) as Readonly<
    Record<string, { readonly audience: string; readonly name: string }>
  >,
);
const PROGRAMS = ['BI', 'PARTNER'];
const COMPANY = { system: 'finance', key: '001|0000000001' };

let databases: DemoDatabases;
let graph: GraphUnderTest;
/** By role: a key with the subject and the partner of the demo person whose token it is compared with. */
const keys = new Map<string, string>();

beforeAll(async () => {
  databases = await createEmbedded(40);
  const sourcesFile = join(__dirname, '../../demo/sources.yaml');
  graph = await startGraph({ sourcesFile, sourceUrls: databases.urls, businessDate: AS_OF });
  for (const role of PROGRAMS) keys.set(role, await makeKey(role));
});
afterAll(async () => {
  await graph?.stop();
  await databases?.drop();
});

async function makeKey(role: string, subject = ROLES.get(role)?.person.sub ?? ''): Promise<string> {
  const store = await openGatewayStore(`file:${graph.dataDir}/owned/gateway.db`);
  const request = { role, subject, partner: ROLES.get(role)?.person.partner ?? null, days: 1, by: 'ops' };
  const { text } = await changeCallers(store, (own) => issueKey(new ApiKeyStore(own), request, ROLES, Date.now()));
  await store.close();
  const end = Date.now() + 10_000;
  while (
    (await post(`Bearer ${text}`, { query: '{ customers(first: 1) { nodes { id } } }' })).status === 401 &&
    Date.now() < end
  );
  return text;
}

interface Answered {
  readonly status: number;
  readonly body: any;
}

async function post(authorization: string, body: object): Promise<Answered> {
  const headers = { 'content-type': 'application/json', authorization };
  const response = await fetch(`${graph.url}/graphql`, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: response.status, body: await response.json() };
}

/** The answer without what differs between any two: how long reads took, and when. */
function comparable({ status, body }: Answered): object {
  const { sources, ...told } = body.extensions ?? {};
  const statuses = sources?.map(({ name, status: how }: { name: string; status: string }) => ({ name, how }));
  return { status, ...(body as object), extensions: { ...(told as object), sources: statuses as unknown } };
}

async function bothAnswers(role: string, body: object): Promise<readonly [object, object]> {
  const { authorization = '' } = await graph.headersOf(role);
  return [comparable(await post(authorization, body)), comparable(await post(`Bearer ${keys.get(role)}`, body))];
}

const OPERATIONS: readonly (readonly [string, object])[] = [
  ...DOCUMENTS.map(([documentId, { audience, name }]): [string, object] => [
    `the document ${name} of ${audience}`,
    { documentId, variables: { ...COMPANY, id: 'x', ref: 'none', first: 5, search: 'a' } },
  ]),
  ['a text of its own', { query: '{ customerProfiles(first: 5) { nodes { id industry } } }' }],
  ['customers', { query: '{ customers(first: 1) { nodes { name phones } } }' }],
  ['one customer', { query: `{ customerBySource(system: "finance", key: "${COMPANY.key}") { id taxNo } }` }],
  ['the schema', { query: '{ __schema { types { name } } }' }],
  ['its own contracts', { query: '{ myContracts(first: 5) { nodes { ref status } } }' }],
  ['a page that is too large', { query: '{ customerProfiles(first: 1001) { nodes { id } } }' }],
  ['a mutation of stewards', { query: 'mutation { runDataQuality { run { id } } }' }],
  ['a text that is too deep', { query: `${'{ a '.repeat(30)}${'}'.repeat(30)}` }],
  ['an entity', { query: '{ _entities(representations: []) { __typename } }' }],
];

describe.each(PROGRAMS)('[AZ-09] a %s program with a key', (role) => {
  it.each(OPERATIONS)('gets for %s what a token of it gets', async (_, body) => {
    const [byToken, byKey] = await bothAnswers(role, body);
    expect(byKey).toEqual(byToken);
    expect(JSON.stringify(byKey)).not.toMatch(/crm_|INTERNAL_SERVER_ERROR/);
  });
});

it('[AZ-09] the comparison is not one of refusals: each reads something of its own', async () => {
  const own = async (role: string, name: string): Promise<any> => {
    const document = DOCUMENTS.find(([, each]) => each.audience === role && each.name === name);
    const [, byKey] = await bothAnswers(role, { documentId: document?.[0], variables: { first: 5 } });
    return byKey;
  };
  expect((await own('PARTNER', 'MyContracts')).data.myContracts.nodes.length).toBeGreaterThan(0);
  expect((await own('BI', DOCUMENTS.find(([, { audience }]) => audience === 'BI')?.[1].name ?? '')).status).toBe(200);
});

it('[T6] a key counts for its subject: with the token of that subject it has one limit, with others none in common', async () => {
  const remaining = async (authorization: string): Promise<number> => {
    const headers = { 'content-type': 'application/json', authorization };
    const body = JSON.stringify({ query: '{ __typename }' });
    const response = await fetch(`${graph.url}/graphql`, { method: 'POST', headers, body });
    await response.arrayBuffer();
    return Number(response.headers.get('ratelimit-remaining'));
  };
  const { authorization: token = '' } = await graph.headersOf('BI');
  const before = await remaining(token);
  expect(await remaining(`Bearer ${keys.get('BI')}`)).toBe(before - 1);
  expect(await remaining(token)).toBe(before - 2);
  expect(await remaining(`Bearer ${await makeKey('BI', 'another-tool')}`)).toBeGreaterThan(before);
});

it('[T3] a partner that guesses by key is refused by token as well', async () => {
  const document = DOCUMENTS.find(([, { audience, name }]) => audience === 'PARTNER' && name === 'ContractForPartner')?.[0];
  const { authorization: token = '' } = await graph.headersOf('PARTNER');
  const guess = (authorization: string) => post(authorization, { documentId: document, variables: { ref: 'none' } });
  const end = 25;
  let guesses = 0;
  while (guesses < end && (await guess(`Bearer ${keys.get('PARTNER')}`)).status === 200) guesses += 1;
  expect(guesses).toBeLessThan(end);
  expect((await guess(token)).status).toBe(429);
});
