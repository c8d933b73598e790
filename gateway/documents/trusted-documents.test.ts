import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSchema, parse, validate } from 'graphql';
import { AUDIENCES } from '#policy/claims';
import { gatewayUnderTest, idOf, type GatewayUnderTest } from '../fixtures/gateway-under-test';
import { excessOf } from '../execution/limits';
import { readTrustedDocuments } from './trusted-documents';

const STAFF = 'GENERAL_MANAGER';
const UNKNOWN = `sha256:${'0'.repeat(64)}`;
const notFound = {
  errors: [{ message: 'There is no trusted document of this id', extensions: { code: 'DOCUMENT_NOT_FOUND' } }],
};

describe.each(['embedded', 'distributed'] as const)('a trusted document, %s', (topology) => {
  let gateway: GatewayUnderTest;
  beforeAll(async () => {
    gateway = await gatewayUnderTest(topology);
  });
  afterAll(() => gateway.stop());
  beforeEach(() => gateway.fetches.clear());

  it('runs by its id, with variables', async () => {
    const { status, body } = await gateway.run(STAFF, idOf('Customers'), { variables: { first: 1 } });
    expect([status, body.data]).toEqual([200, { customers: [{ name: 'Customer 0', contracts: [{ ref: 'r1' }] }] }]);
  });

  it('takes the name of its operation and refuses another one', async () => {
    expect((await gateway.run(STAFF, idOf('Customers'), { operationName: 'Customers' })).status).toBe(200);
    expect((await gateway.run(STAFF, idOf('Customers'), { operationName: 'Other' })).status).toBe(400);
  });

  it.each([
    ['an id that does not exist', STAFF, UNKNOWN],
    ['an id without its prefix', STAFF, idOf('Customers').replace('sha256:', '')],
    ['a number', STAFF, 7],
    ['null', STAFF, null],
    ['a partner with an id of staff', 'PARTNER', idOf('Customers')],
    ['BI with an id of partners', 'BI', idOf('MyContracts')],
  ])('has the same answer for %s', async (_, role, id) => {
    const { status, body } = await gateway.run(role, id);
    expect([status, body]).toEqual([404, notFound]);
    expect(gateway.fetches.size).toBe(0);
  });

  it('is not found out without a token', async () => {
    expect((await gateway.run(null, idOf('Customers'))).status).toBe(401);
    expect((await gateway.run(null, UNKNOWN)).status).toBe(401);
  });

  it('is not replaced by a text beside it', async () => {
    for (const role of [STAFF, 'PARTNER']) {
      const { status, body } = await gateway.run(role, idOf('MyContracts'), { query: '{ customers { name } }' });
      expect([status, body.errors]).toMatchObject([400, [{ extensions: { code: 'BAD_REQUEST' } }]]);
    }
    expect(gateway.fetches.size).toBe(0);
  });

  it('leaves free text to staff', async () => {
    expect((await gateway.ask(STAFF, '{ customers(first: 1) { name } }')).status).toBe(200);
  });
});

describe('the manifest', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'manifest-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it.each([
    [
      'a text that is not the one of its id',
      { [UNKNOWN]: { audience: 'STAFF', name: 'A', text: 'query A { a }' } },
      'npm run codegen',
    ],
    ['an id of another kind', { md5: { audience: 'STAFF', name: 'A', text: 'query A { a }' } }, 'md5'],
    ['an audience nobody has', { [UNKNOWN]: { audience: 'ROOT', name: 'A', text: 'query A { a }' } }, 'audience'],
  ])('is refused with %s', (_, manifest, why) => {
    const path = join(folder, 'manifest.json');
    writeFileSync(path, JSON.stringify(manifest));
    expect(() => readTrustedDocuments(path)).toThrow(why);
  });

  it.each(AUDIENCES)('of the product fits the limits and the schema that %s sees', (audience) => {
    const schema = buildSchema(readFileSync(`schema/audiences/${audience.toLowerCase()}.api.graphql`, 'utf8'));
    const manifest = JSON.parse(readFileSync('schema/trusted-documents.json', 'utf8')) as Record<
      string,
      { audience: string; text: string }
    >;
    const own = Object.values(manifest).filter((one) => one.audience === audience);
    expect(own.length).toBeGreaterThan(0);
    for (const { text } of own) expect([validate(schema, parse(text)), excessOf(text)]).toEqual([[], null]);
  });
});
