import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readRoles } from '#policy/roles';
import { demoIssuerKey, signDemoToken } from '../../../gateway/callers/demo-issuer';

const MANIFEST = JSON.parse(readFileSync(join(__dirname, '../../../schema/trusted-documents.json'), 'utf8')) as Readonly<
  Record<string, { readonly audience: string; readonly name: string; readonly text: string }>
>;
const DOCUMENTS = new Map(Object.entries(MANIFEST).map(([id, document]) => [document.name, { id, ...document }]));
const ROLES = readRoles(join(__dirname, '../../../schema/policy/roles.yaml'));
const ROLE_OF: Readonly<Record<string, string>> = { STAFF: 'GENERAL_MANAGER', PARTNER: 'PARTNER', BI: 'BI', AUDITOR: 'AUDITOR' };
/** The first party of the demo is a key account, in all four systems. */
const KEY_ACCOUNT = { system: 'finance', key: '001|0000000001' };

export interface GraphAnswer {
  readonly status: number;
  readonly data?: any;
  readonly errors?: readonly {
    message: string;
    path?: (string | number)[];
    extensions: { code: string; source?: string; retryInMs?: number };
  }[];
  readonly extensions?: { sources?: readonly { name: string; status: string }[]; unavailable?: readonly object[] };
}

/** A running gateway, and the folder with the key of its demo issuer. */
export interface Graph {
  readonly url: string;
  readonly dataDir: string;
}

/** Asks as the demo person of a role. */
export function askGraph(graph: Graph, role: string, query: string, variables: object = {}): Promise<GraphAnswer> {
  return post(graph, role, { query, variables });
}

async function post(graph: Graph, role: string, body: object): Promise<GraphAnswer> {
  const response = await send(graph, role, JSON.stringify(body));
  return { status: response.status, ...((await response.json()) as object) };
}

/** Sends a body, whatever it is, as the demo person of a role. */
export async function send({ url, dataDir }: Graph, role: string, body: string): Promise<Response> {
  const definition = ROLES.get(role);
  if (!definition) throw new Error(`no role ${role}`);
  const token = await signDemoToken(await demoIssuerKey(join(dataDir, 'demo-issuer.jwk')), { role, definition, ttl: '5m' });
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  return fetch(`${url}/graphql`, { method: 'POST', headers, body });
}

/** The trusted documents that the product hands out. */
export const OPERATION_NAMES: readonly string[] = [...DOCUMENTS.keys()].sort();

/** Those about customers: they say the same wherever the graph runs, where auditors read what this gateway wrote down. */
export const GRAPH_OPERATION_NAMES = OPERATION_NAMES.filter((name) => DOCUMENTS.get(name)?.audience !== 'AUDITOR');

/** The role whose demo person a trusted document is run for. */
export function roleOf(name: string): string {
  return ROLE_OF[DOCUMENTS.get(name)?.audience ?? ''] ?? '';
}

/** Runs a trusted document by its id, for the person it is made for; its variables are taken from what the graph itself answers. */
export async function runOperation(graph: Graph, name: string, variables?: object): Promise<GraphAnswer> {
  const document = DOCUMENTS.get(name);
  if (!document) throw new Error(`no trusted document ${name}`);
  const { id, audience, text } = document;
  return post(graph, roleOf(name), {
    documentId: id,
    variables: variables ?? (await variablesOf(graph, text, audience)),
  });
}

async function variablesOf(graph: Graph, text: string, audience: string): Promise<object> {
  const asks = (variable: string): boolean => text.includes(`$${variable}:`);
  const known = `query ($system: String!, $key: String!) { customerBySource(system: $system, key: $key) { id contracts(first: 1) { nodes { ref } } } }`;
  if (audience === 'AUDITOR') return asks('id') ? { id: await someChain(graph) } : {};
  const isPartner = audience === 'PARTNER';
  const { data } = isPartner
    ? await runOperation(graph, 'MyContracts', { first: 1 })
    : await askGraph(graph, 'GENERAL_MANAGER', known, KEY_ACCOUNT);
  const contracts = isPartner ? data.myContracts : data.customerBySource.contracts;
  return {
    ...(asks('system') && KEY_ACCOUNT),
    ...(asks('id') && { id: data.customerBySource.id }),
    ...(asks('ref') && { ref: contracts.nodes[0].ref }),
    ...(asks('input') && { input: { customers: await twoCustomers(graph), reason: 'one house', dryRun: true } }),
  };
}

/** A chain of the audit trail: there is one when somebody was shown a person. */
async function someChain(graph: Graph): Promise<string> {
  await askGraph(graph, 'GENERAL_MANAGER', '{ customers(first: 1) { nodes { name } } }');
  const { data } = await runOperation(graph, 'AuditChains', {});
  const [{ id }]: readonly [{ readonly id: string }] = data.auditChains.nodes;
  return id;
}

/** Two customers to decide on; the decision is only tried, so that every run finds them as they are. */
async function twoCustomers(graph: Graph): Promise<readonly object[]> {
  const { data } = await askGraph(graph, 'GENERAL_MANAGER', '{ customers(first: 2) { nodes { id version } } }');
  const customers: readonly object[] = data.customers.nodes;
  return customers;
}

/** The answer without what may differ between two runs: how long reads took, and when. */
export function comparable({ extensions, ...answer }: GraphAnswer): object {
  const sources = extensions?.sources?.map(({ name, status }) => ({ name, status }));
  return { ...answer, extensions: { ...extensions, ...(sources && { sources }) } };
}
