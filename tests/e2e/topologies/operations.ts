import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readRoles } from '#policy/roles';
import { demoIssuerKey, signDemoToken } from '../../../gateway/callers/demo-issuer';

const OPERATIONS = join(__dirname, '../../../schema/operations');
const ROLES = readRoles(join(__dirname, '../../../schema/policy/roles.yaml'));
const ROLE_OF: Readonly<Record<string, string>> = { staff: 'GENERAL_MANAGER', partner: 'PARTNER', bi: 'BI' };
/** The first party of the demo is a key account, in all four systems. */
const KEY_ACCOUNT = { system: 'finance', key: '001|0000000001' };

export interface GraphAnswer {
  readonly status: number;
  readonly data?: any;
  readonly errors?: readonly { message: string; path?: (string | number)[]; extensions: { code: string; source?: string } }[];
  readonly extensions?: { sources?: readonly { name: string; status: string }[]; unavailable?: readonly object[] };
}

/** A running gateway, and the folder with the key of its demo issuer. */
export interface Graph {
  readonly url: string;
  readonly dataDir: string;
}

/** Asks as the demo person of a role. */
export async function askGraph(
  { url, dataDir }: Graph,
  role: string,
  query: string,
  variables: object = {},
): Promise<GraphAnswer> {
  const definition = ROLES.get(role);
  if (!definition) throw new Error(`no role ${role}`);
  const token = await signDemoToken(await demoIssuerKey(join(dataDir, 'demo-issuer.jwk')), { role, definition, ttl: '5m' });
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, ...((await response.json()) as object) };
}

/** Every operation that the product hands out, as `<audience>/<name>`. */
export const OPERATION_NAMES: readonly string[] = readdirSync(OPERATIONS)
  .flatMap((audience) => readdirSync(join(OPERATIONS, audience)).map((file) => `${audience}/${file.replace('.graphql', '')}`))
  .sort();

/** Runs an operation for the person it is made for; its variables are taken from what the graph itself answers. */
export async function runOperation(graph: Graph, name: string): Promise<GraphAnswer> {
  const role = ROLE_OF[name.split('/')[0] ?? ''] ?? '';
  const query = readFileSync(join(OPERATIONS, `${name}.graphql`), 'utf8');
  return askGraph(graph, role, query, await variablesOf(graph, query, role));
}

async function variablesOf(graph: Graph, query: string, role: string): Promise<object> {
  const asks = (variable: string): boolean => query.includes(`$${variable}:`);
  const first = role === 'PARTNER' ? '{ myContracts(first: 1) { nodes { ref } } }' : null;
  const known = `query ($system: String!, $key: String!) { customerBySource(system: $system, key: $key) { id contracts(first: 1) { nodes { ref } } } }`;
  const { data } = first ? await askGraph(graph, role, first) : await askGraph(graph, 'GENERAL_MANAGER', known, KEY_ACCOUNT);
  const contracts = first ? data.myContracts : data.customerBySource.contracts;
  return {
    ...(asks('system') && KEY_ACCOUNT),
    ...(asks('id') && { id: data.customerBySource.id }),
    ...(asks('ref') && { ref: contracts.nodes[0].ref }),
  };
}

/** The answer without what may differ between two runs: how long reads took, and when. */
export function comparable({ extensions, ...answer }: GraphAnswer): object {
  const sources = extensions?.sources?.map(({ name, status }) => ({ name, status }));
  return { ...answer, extensions: { ...extensions, ...(sources && { sources }) } };
}
