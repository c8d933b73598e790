import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { encodeRowId } from '#core/source-key';
import { SIGNATURE_HEADER, signRequest, type SigningKey } from '#runtime/signing/signed-request';
import { readSubgraphConfig } from '#runtime/subgraph-process/config';
import { startSubgraph, type RunningSubgraph } from '#runtime/subgraph-process/start-subgraph';
import { urlVariable } from '#runtime/url-variable';
import { AS_OF } from '../../demo/as-of';
import { createInProcess } from '../../subgraphs/sales/in-process';
import { createEmbedded, type DemoDatabases } from '../e2e/demo-systems/demo-databases';

// Starts a subgraph over four databases.
jest.setTimeout(240_000);

const secret = randomBytes(32);
const KEY: SigningKey = { id: 'k1', secret };
/** A field of each class, INTERNAL, PERSONAL and SENSITIVE, of what finance and the general manager read in clear. */
const FIELDS = ['number', 'payerName', 'bankRef'] as const;
const QUERY = `query ($all: [_Any!]!) { _entities(representations: $all) { ... on Receipt { ${FIELDS.join(' ')} } } }`;

let databases: DemoDatabases;
let dataDir: string;
let running: RunningSubgraph;
let receipt: Readonly<Record<string, unknown>>;

beforeAll(async () => {
  databases = await createEmbedded(40);
  dataDir = mkdtempSync(join(tmpdir(), 'purpose-'));
  const sources = Object.entries(databases.urls).map(([id, url]) => [urlVariable('SOURCE', id), url] as const);
  const environment = { PORT: '0', DATA_DIR: dataDir, BUSINESS_DATE: AS_OF, SIGNING_KEYS: `k1:${secret.toString('hex')}` };
  const config = readSubgraphConfig({ ...environment, ...Object.fromEntries(sources) });
  running = await startSubgraph('sales', createInProcess, config, pino({ level: 'silent' }));
  const [row = {}] = await databases.rows(
    'finance',
    "SELECT ENT_NO || '|' || FIS_YR || '|' || DOC_NO AS id, DOC_NO AS number, PAYER_NM AS payerName, BANK_REF AS bankRef " +
      "FROM AR_RCPT WHERE DEL_FLG <> 'X' AND PAYER_NM <> '' AND BANK_REF <> '' LIMIT 1",
  );
  receipt = row;
});
afterAll(async () => {
  await running?.stop();
  await databases?.drop();
  if (dataDir) rmSync(dataDir, { recursive: true, force: true });
});

function bodyFor(role: string, purpose: string): string {
  const claims = { sub: 'u-1', roles: [role], audience: 'STAFF', ...(purpose !== 'no purpose' && { purpose }) };
  const all = [{ __typename: 'Receipt', id: encodeRowId('finance', 'Receipt', String(receipt.id)) }];
  const call = { claims, businessDate: AS_OF, deadlineMs: 20_000, requestId: 'r' };
  return JSON.stringify({ query: QUERY, variables: { all }, operationName: null, call });
}

const signed = (body: string): string =>
  signRequest({ subgraph: 'sales', method: 'POST', path: '/graphql', body }, KEY, Date.now());

function post(body: string, signature: string): Promise<Response> {
  const headers = { 'content-type': 'application/json', [SIGNATURE_HEADER]: signature };
  return fetch(running.url, { method: 'POST', headers, body });
}

it.each([
  ['GENERAL_MANAGER', 'no purpose', FIELDS],
  ['GENERAL_MANAGER', 'CUSTOMER_CARE', FIELDS],
  ['GENERAL_MANAGER', 'MARKETING', ['number', 'payerName']],
  ['GENERAL_MANAGER', 'ANALYSIS', ['number']],
  ['FINANCE', 'COLLECTION', FIELDS],
  ['FINANCE', 'ANALYSIS', ['number']],
  ['FINANCE', 'MARKETING', []],
  ['GENERAL_MANAGER', 'AUDIT', []],
  ['GENERAL_MANAGER', 'CURIOSITY', []],
])(
  '[AZ-12] [T1] %s for %s gets from a subgraph that is asked directly, whatever the gateway checks: %j',
  async (role, purpose, seen) => {
    const body = bodyFor(role, purpose);
    const response = await post(body, signed(body));
    const text = await response.text();
    const { data, errors = [] }: { data: any; errors?: readonly { path: string[]; extensions: { code: string } }[] } =
      JSON.parse(text);
    const refused = FIELDS.filter((field) => !(seen as readonly string[]).includes(field));
    const [shown] = data._entities;
    expect({ status: response.status, ...shown }).toEqual({
      status: 200,
      ...Object.fromEntries(FIELDS.map((field) => [field, refused.includes(field) ? null : receipt[field]])),
    });
    expect(errors.map(({ path, extensions }) => [path.at(-1), extensions.code]).toSorted()).toEqual(
      refused.map((field) => [field, 'FORBIDDEN']).toSorted(),
    );
    for (const field of refused) expect(text).not.toContain(receipt[field]);
  },
);

it('[T1] a purpose that was changed on the way is answered with nothing', async () => {
  const signature = signed(bodyFor('GENERAL_MANAGER', 'ANALYSIS'));
  const response = await post(bodyFor('GENERAL_MANAGER', 'CUSTOMER_CARE'), signature);
  expect([response.status, await response.text()]).toEqual([401, '']);
});
