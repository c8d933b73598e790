import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { readRoles } from '#policy/roles';
import { demoIssuerKey, signDemoToken } from '../../../gateway/callers/demo-issuer';
import { FOREIGN_ERP } from '../../fixtures/foreign-erp/load-foreign-erp';
import { startProcess, type StartedProcess } from './started-process';

// Starts servers and reads thousands of values: a busy machine takes its time.
jest.setTimeout(240_000);

let folder: string;
let started: StartedProcess[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'real-start-'));
  started = [];
  cpSync(FOREIGN_ERP, join(folder, 'erp'), { recursive: true });
  const database = new Database(join(folder, 'handel.db'));
  for (const name of ['schema.sql', 'rows.sql']) database.exec(readFileSync(join(FOREIGN_ERP, name), 'utf8'));
  database.close();
});

afterEach(async () => {
  for (const { child } of started) child.kill('SIGKILL');
  await Promise.all(started.map(({ exit }) => exit));
  rmSync(folder, { recursive: true, force: true });
});

const dataDir = (): string => join(folder, 'data');

function start(more: Readonly<Record<string, string>> = {}): StartedProcess {
  const process = startProcess({
    DATA_DIR: dataDir(),
    BUSINESS_DATE: '2026-06-30',
    SOURCES_FILE: join(folder, 'erp/sources.yaml'),
    SOURCE_HANDEL_URL: `file:${join(folder, 'handel.db')}`,
    ...more,
  });
  started.push(process);
  return process;
}

/** Changes one place of the mapping. */
function editMapping(from: string, to: string): void {
  const file = join(folder, 'erp/foreign-erp.mapping.yaml');
  const text = readFileSync(file, 'utf8');
  expect(text).toContain(from);
  writeFileSync(file, text.replace(from, to));
}

async function token(): Promise<string> {
  const definition = readRoles('schema/policy/roles.yaml').get('GENERAL_MANAGER');
  if (!definition) throw new Error('no role GENERAL_MANAGER');
  return signDemoToken(await demoIssuerKey(join(dataDir(), 'demo-issuer.jwk')), {
    role: 'GENERAL_MANAGER',
    definition,
    ttl: '1h',
  });
}

async function ask(url: string, bearer: string, query: string): Promise<any> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${bearer}` };
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) });
  return response.json();
}

const CUSTOMERS = '{ customers(first: 50) { nodes { id name sourceRecords { key } orders { totalCount } } } }';

it('comes back after kill -9 with the same customers, ids and signing key', async () => {
  const first = start();
  const bearer = await token();
  const before = await ask(await first.url, bearer, CUSTOMERS);
  expect(before.data.customers.nodes.length).toBeGreaterThan(0);
  first.child.kill('SIGKILL');
  expect(await first.exit).toBeNull();
  expect(readdirSync(dataDir())).toContain('lock');
  const second = start();
  expect(await ask(await second.url, bearer, CUSTOMERS)).toMatchObject({ data: before.data });
  second.child.kill('SIGTERM');
  expect(await second.exit).toBe(0);
  expect(readdirSync(dataDir())).not.toContain('lock');
});

it('refuses a second start on the same DATA_DIR, names the first and leaves it alone', async () => {
  const first = start();
  const url = await first.url;
  const second = start();
  expect(await second.exit).not.toBe(0);
  expect(second.output()).toContain(`in use by process ${first.child.pid}`);
  expect(second.output()).toContain('start with another folder: DATA_DIR=');
  expect((await ask(url, await token(), '{ customers(first: 1) { nodes { id } } }')).data.customers.nodes).toHaveLength(1);
});

it('says that the port is in use and which other to try', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const address = other.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const process = start({ PORT: String(port) });
  expect(await process.exit).not.toBe(0);
  expect(process.output()).toContain(`Port ${port} is in use. Start on another one: PORT=${port + 1} npm start`);
  expect(readdirSync(dataDir())).not.toContain('lock');
  await new Promise((resolve) => other.close(resolve));
});

it('says that DATA_DIR cannot be written when a file stands in its way', async () => {
  const process = start({ DATA_DIR: join(folder, 'handel.db/data') });
  expect(await process.exit).not.toBe(0);
  expect(process.output()).toContain('Name a folder that can: DATA_DIR=/path npm start');
  expect(process.output()).not.toContain('    at ');
});

it('says which file the settings name that is not there', async () => {
  const process = start({ SUPERGRAPH: join(folder, 'none.graphql') });
  expect(await process.exit).not.toBe(0);
  expect(process.output()).toContain(`${join(folder, 'audiences/staff.graphql')} does not exist`);
  expect(process.output()).not.toContain('    at ');
});

it('starts although a mapping names a column the database does not have, says where and which are near, and answers the rest', async () => {
  editMapping('postCode: k.plz', 'postCode: k.plz9');
  const process = start();
  const url = await process.url;
  expect(process.output()).toMatch(/foreign-erp\.mapping\.yaml:\d+ .*Party\.postCode: no column kunden\.plz9 \(near: plz\)/);
  const { data } = await ask(url, await token(), '{ __typename }');
  expect(data).toEqual({ __typename: 'Query' });
});

it('tells every mistake of a mapping with its line, and what was probably meant', async () => {
  editMapping('O: OPEN, T: PARTIAL', 'O: OPENED, T: PARTIAL');
  editMapping('taxNo: { from: k.ust_id', 'taxNo: { from: x.ust_id');
  editMapping('countryCode:', 'countriCode:');
  const process = start();
  await Promise.race([process.exit, process.url.catch(() => undefined)]);
  expect(process.output()).toMatch(/mapping\.yaml:\d+ .*Order.*status.*OPENED.*OPEN/);
  expect(process.output()).toMatch(/mapping\.yaml:\d+ .*taxNo.*unknown alias x/);
  expect(process.output()).toMatch(/mapping\.yaml:\d+ unknown field Party\.countriCode.*countryCode/);
  expect(process.output()).not.toContain('    at ');
});

it('tells all settings that cannot be used at once', async () => {
  const process = start({ PORT: 'many', LOG_LEVEL: 'loud' });
  expect(await process.exit).not.toBe(0);
  expect(process.output()).toMatch(/PORT: .*\n.*LOG_LEVEL: /);
});
