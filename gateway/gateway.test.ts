import { gatewayUnderTest, type GatewayUnderTest } from './fixtures/gateway-under-test';

const STAFF = 'GENERAL_MANAGER';
describe.each(['embedded', 'distributed'] as const)('%s', (topology) => {
  let gateway: GatewayUnderTest;

  beforeAll(async () => {
    gateway = await gatewayUnderTest(topology);
  });
  afterAll(() => gateway.stop());
  beforeEach(() => {
    gateway.fail('sales', 'NONE');
    gateway.fail('customers', 'NONE');
    gateway.fetches.clear();
    gateway.logged.length = 0;
  });

  describe('callers', () => {
    it('answers staff from both subgraphs', async () => {
      const { status, body, headers } = await gateway.ask(STAFF, '{ customers(first: 2) { name contracts { ref } } }');
      expect(status).toBe(200);
      expect(body.data).toEqual({
        customers: [
          { name: 'Customer 0', contracts: [{ ref: 'r1' }] },
          { name: 'Customer 1', contracts: [{ ref: 'r1' }] },
        ],
      });
      expect(Object.fromEntries(gateway.fetches)).toEqual({ customers: 1, sales: 1 });
      expect(headers.get('cache-control')).toBe('no-store');
    });

    it.each(['{ customers { id } }', '{ __schema { queryType { name } } }', '{ __typename customers { id } }', 'no graphql'])(
      'refuses %s without a token',
      async (query) => {
        const { status, body } = await gateway.ask(null, query);
        expect(status).toBe(401);
        expect(body.errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
        expect(gateway.fetches.size).toBe(0);
      },
    );

    it('answers { __typename } without a token', async () => {
      expect((await gateway.ask(null, '{ __typename }')).body).toEqual({ data: { __typename: 'Query' } });
    });

    it('takes no identity from headers', async () => {
      const { status } = await gateway.post('{"query":"{ customers { id } }"}', {
        'content-type': 'application/json',
        'x-user-id': 'general-manager',
        'x-roles': STAFF,
      });
      expect(status).toBe(401);
    });

    it('gives an auditor no access to the graph', async () => {
      const { status, body } = await gateway.ask('AUDITOR', '{ customers { id } }');
      expect([status, body.errors]).toMatchObject([400, [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]]);
      expect(gateway.fetches.size).toBe(0);
    });

    it('lets staff introspect', async () => {
      expect((await gateway.ask(STAFF, '{ __type(name: "Contract") { name } }')).body.data).toEqual({
        __type: { name: 'Contract' },
      });
    });
  });

  describe('partial answers', () => {
    const query = '{ customers(first: 2) { name contracts { ref } } }';
    const withoutContracts = {
      customers: [
        { name: 'Customer 0', contracts: null },
        { name: 'Customer 1', contracts: null },
      ],
    };
    const paths = [
      ['customers', 0, 'contracts'],
      ['customers', 1, 'contracts'],
    ];

    it('tells what each source did', async () => {
      const { extensions } = (await gateway.ask(STAFF, query)).body;
      expect(extensions).toEqual({
        sources: [{ name: 'erp', status: 'OK', asOf: expect.stringMatching(/^\d{4}-.*Z$/), ms: 4 }],
        businessDate: '2026-06-30',
      });
    });

    it('tells why a source was left out of a list', async () => {
      gateway.fail('sales', 'LEFT_OUT');
      const { body } = await gateway.ask(STAFF, query);
      expect(body.errors).toBeUndefined();
      expect(body.extensions?.sources).toMatchObject([{ name: 'erp', status: 'NOT_AVAILABLE', reason: 'it keeps no amounts' }]);
    });

    it('loses only the fields of a source that is down', async () => {
      gateway.fail('sales', 'DOWN');
      const { status, body } = await gateway.ask(STAFF, query);
      expect(status).toBe(200);
      expect(body.data).toEqual(withoutContracts);
      expect(body.errors).toEqual(
        paths.map((path) => ({
          path,
          message: 'Source erp did not answer',
          extensions: { code: 'SOURCE_UNAVAILABLE', source: 'erp' },
        })),
      );
      expect(body.extensions?.sources).toMatchObject([{ name: 'erp', status: 'UNAVAILABLE' }]);
      const ready = await fetch(`${gateway.url}/ready`);
      expect([ready.status, await ready.json()]).toEqual([200, { status: 'ok', degraded: ['erp'] }]);
    });

    it('loses only the fields of a subgraph that crashed, one located error each', async () => {
      gateway.fail('sales', 'CRASHED');
      const { body, text } = await gateway.ask(STAFF, query);
      expect(body.data).toEqual(withoutContracts);
      expect(body.errors).toEqual(
        paths.map((path) => ({
          path,
          message: 'Source sales did not answer',
          extensions: { code: 'SOURCE_UNAVAILABLE', source: 'sales' },
        })),
      );
      expect(text).not.toContain('t_secret');
      expect(gateway.logged.join()).toContain('t_secret');
    });

    it('stops waiting for a subgraph at its deadline', async () => {
      gateway.fail('sales', 'SLOW');
      const { body } = await gateway.ask(STAFF, query);
      expect(body.data).toEqual(withoutContracts);
      expect(body.errors).toMatchObject(paths.map((path) => ({ path, extensions: { code: 'SOURCE_TIMEOUT', source: 'sales' } })));
      expect(body.extensions?.sources).toMatchObject([{ name: 'sales', status: 'TIMEOUT' }]);
    });

    it('names the root field of a subgraph that crashed', async () => {
      gateway.fail('customers', 'CRASHED');
      const { body } = await gateway.ask(STAFF, '{ list: customers { name } contract(ref: "r1") { ref } }');
      expect(body.data).toEqual({ list: null, contract: { ref: 'r1' } });
      expect(body.errors).toMatchObject([{ path: ['list'], extensions: { code: 'SOURCE_UNAVAILABLE' } }]);
    });

    it('gives the reason of a null without calling it an error', async () => {
      const { body } = await gateway.ask(STAFF, '{ customers(first: 1) { name taxRate } }');
      expect(body.errors).toBeUndefined();
      expect(body.data).toEqual({ customers: [{ name: 'Customer 0', taxRate: null }] });
      expect(body.extensions?.unavailable).toEqual([
        { path: ['customers', 0, 'taxRate'], source: 'erp', code: 'UNKNOWN_CODE', reason: 'The tax code has no translation' },
      ]);
    });

    it('lists at most 100 reasons and says how many there were', async () => {
      const { extensions } = (
        await gateway.ask(STAFF, '{ a: customers(first: 60) { taxRate } b: customers(first: 60) { taxRate } }')
      ).body;
      expect(extensions?.unavailable).toHaveLength(100);
      expect(extensions?.unavailableCount).toBe(120);
    });
  });

  describe('redaction', () => {
    it.each([
      ['{ broken }', /select|13800138000|mysql|secret|10\.0\.0\.7/],
      ['{ myContracts { ref } }', /ECONNREFUSED|10\.0\.0\.7|3306/],
    ])('shows nothing of an unknown error but the request id: %s', async (query, secrets) => {
      gateway.fail('sales', 'LEAKING');
      const { body, text } = await gateway.ask(STAFF, query);
      expect(text).not.toMatch(secrets);
      expect(body.errors).toMatchObject([{ message: 'Internal server error', extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);
      const { requestId } = (body.errors?.[0]?.extensions ?? {}) as { requestId?: string };
      expect(requestId).toMatch(/^[0-9a-f-]{36}$/);
      expect(gateway.logged.join()).toContain(requestId);
    });

    it('does not send a wrong variable back', async () => {
      const query = 'query Page($first: Int!) { customers(first: $first) { id } }';
      const { status, body, text } = await gateway.ask(STAFF, query, { variables: { first: '13800138000' } });
      expect(status).toBe(400);
      expect(text).not.toContain('13800138000');
      expect(body.errors).toEqual([
        { message: 'Variable "$first" does not fit its type', extensions: { code: 'BAD_USER_INPUT' } },
      ]);
    });

    it('suggests no names', async () => {
      const { body } = await gateway.ask(STAFF, '{ custmers { id } }');
      expect(body.errors).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
      expect(JSON.stringify(body)).not.toContain('customers');
    });
  });

  describe('requests that are refused', () => {
    const deep = `{ customers { ${'parent { '.repeat(16)} id ${'} '.repeat(16)} } }`;
    const aliases = `{ ${Array.from({ length: 31 }, (_, i) => `a${i}: broken`).join(' ')} }`;
    const fragments = `{ customers { ...A } } fragment A on Customer { ${'parent { '.repeat(8)} ...B ${'} '.repeat(8)} }
    fragment B on Customer { ${'parent { '.repeat(8)} id ${'} '.repeat(8)} }`;

    it.each([
      ['an unknown operationName', 'query A { __typename }', { operationName: 'B' }, 'OPERATION_RESOLUTION_FAILURE'],
      ['two operations without a name', 'query A { __typename } query B { __typename }', {}, 'OPERATION_RESOLUTION_FAILURE'],
      ['a document that is not GraphQL', '{ customers', {}, 'GRAPHQL_PARSE_FAILED'],
      ['too many tokens', `{ ${'broken '.repeat(2100)} }`, {}, 'GRAPHQL_PARSE_FAILED'],
      ['too many levels', deep, {}, 'LIMIT_EXCEEDED'],
      ['too many levels through fragments', fragments, {}, 'LIMIT_EXCEEDED'],
      ['too many aliases', aliases, {}, 'LIMIT_EXCEEDED'],
    ])('%s', async (_, query, more, code) => {
      const { status, body } = await gateway.ask(STAFF, query, more);
      expect([status, body.errors]).toMatchObject([400, [{ extensions: { code } }]]);
      expect(gateway.fetches.size).toBe(0);
    });

    it('bounds the work of nested fragments', async () => {
      const bomb = `{ customers { ...F0 } } ${Array.from(
        { length: 40 },
        (_, i) => `fragment F${i} on Customer { id ...F${i + 1} parent { ...F${i + 1} } }`,
      ).join(' ')} fragment F40 on Customer { id }`;
      // Followed one by one, its fragments would be 2^40 selections.
      expect((await gateway.ask(STAFF, bomb)).status).toBe(400);
    });

    it('a body that is too long', async () => {
      const { status, body } = await gateway.ask(STAFF, `{ __typename } # ${'x'.repeat(100_000)}`);
      expect([status, body.errors]).toMatchObject([413, [{ extensions: { code: 'LIMIT_EXCEEDED' } }]]);
    });

    it.each(['[{"query":"{ __typename }"}]', 'null', '{}', 'nonsense'])('the body %s', async (text) => {
      const authorization = `Bearer ${await gateway.token(STAFF)}`;
      expect((await gateway.post(text, { 'content-type': 'application/json', authorization })).status).toBe(400);
    });

    it('a form, which a foreign web page could send', async () => {
      const authorization = `Bearer ${await gateway.token(STAFF)}`;
      const { status } = await gateway.post('{"query":"{ customers { id } }"}', { 'content-type': 'text/plain', authorization });
      expect(status).toBe(400);
      expect(gateway.fetches.size).toBe(0);
    });

    it('GET, and other paths', async () => {
      expect((await fetch(`${gateway.url}/graphql?query={__typename}`)).status).toBe(405);
      expect((await fetch(`${gateway.url}/other`)).status).toBe(404);
    });
  });

  it('tells operators of this machine how the sources do', async () => {
    await gateway.ask(STAFF, '{ customers(first: 1) { contracts { ref } } }');
    const health = await fetch(`${gateway.url}/health/sources`);
    expect(await health.json()).toMatchObject({
      sources: expect.arrayContaining([expect.objectContaining({ name: 'erp', status: 'OK' })]),
    });
    expect((await fetch(`${gateway.url}/live`)).status).toBe(200);
  });
});
