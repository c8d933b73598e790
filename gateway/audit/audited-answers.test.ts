import { describeEngines, type TestDatabase } from '#testing/mysql';
import { gatewayUnderTest, type GatewayUnderTest } from '../fixtures/gateway-under-test';

interface Content {
  readonly actor: { readonly sub: string };
  readonly operation: { readonly name: string | null };
  readonly fields: Readonly<Record<string, string>>;
  readonly subjects: readonly string[];
  readonly objects: number;
}

describeEngines('the answers of the gateway', (engine) => {
  let database: TestDatabase;
  let gateway: GatewayUnderTest;
  beforeAll(async () => {
    database = await engine.create();
    gateway = await gatewayUnderTest('embedded', { DB_GATEWAY_URL: database.url });
  });
  afterAll(async () => {
    await gateway.stop();
    await database.drop();
  });

  const recordsOf = async (requestId: string | null): Promise<readonly Content[]> => {
    const rows = await database.rows('select content from audit_record where request_id = ? order by seq', [requestId]);
    return rows.map(({ content }) => JSON.parse(String(content)) as Content);
  };

  it('[SA-07] are written down before they leave when they show something about a person: who, what, of whom', async () => {
    const { headers, body } = await gateway.ask('FINANCE', 'query Mine { customers(first: 2) { name parent { name } } }');
    expect(body).toEqual({
      data: { customers: [0, 1].map((id) => ({ name: `Customer ${id}`, parent: { name: 'Customer 9' } })) },
    });
    const [record, ...more] = await recordsOf(headers.get('x-request-id'));
    expect(more).toEqual([]);
    expect(record).toMatchObject({
      actor: { sub: 'u-1501', roles: ['FINANCE'], audience: 'STAFF' },
      operation: { name: 'Mine' },
      fields: { 'Customer.name': 'CLEAR' },
      objects: 4,
    });
    expect(record?.subjects).toHaveLength(3);
    // The ids of the customers stay with whoever has the key.
    expect(JSON.stringify(record)).not.toMatch(/"c[0-9]"/);
  });

  it('hold nothing that the client did not ask for, also when the plan of another caller is taken', async () => {
    const query = '{ customers(first: 1) { name sales: contracts { ref } } }';
    const [first, second] = [await gateway.ask('GENERAL_MANAGER', query), await gateway.ask('FINANCE', query)];
    for (const { body } of [first, second])
      expect(body.data).toEqual({ customers: [{ name: 'Customer 0', sales: [{ ref: 'r1' }] }] });
  });

  it('are not written down when they show nothing about anybody', async () => {
    for (const query of ['{ customers(first: 1) { contracts { ref } } }', '{ customers(first: 1) { id parent { id } } }']) {
      const { headers, status } = await gateway.ask('GENERAL_MANAGER', query);
      expect([status, await recordsOf(headers.get('x-request-id'))]).toEqual([200, []]);
    }
  });

  it('are written down when they are refusals', async () => {
    const refused = await gateway.ask('HOUSEKEEPING', '{ customers(first: 1) { contracts { amount } } }');
    expect(refused.status).toBe(403);
    expect(await recordsOf(refused.headers.get('x-request-id'))).toMatchObject([
      { fields: { 'Customer.contracts': 'REFUSED' }, subjects: [], objects: 0 },
    ]);
  });
});

describe('answers while the audit trail cannot be written', () => {
  let gateway: GatewayUnderTest;
  beforeAll(async () => {
    gateway = await gatewayUnderTest('embedded', { DB_GATEWAY_URL: 'mysql://nobody@127.0.0.1:1/crm_gateway' });
  });
  afterAll(() => gateway.stop());

  it('leave out what is about persons, say so, and hold up nobody', async () => {
    const { status, body } = await gateway.ask('GENERAL_MANAGER', '{ customers(first: 1) { name contracts { ref } } }');
    expect(status).toBe(200);
    expect(body.data).toEqual({ customers: [{ name: null, contracts: [{ ref: 'r1' }] }] });
    expect(body.errors).toEqual([
      {
        message: 'Who reads this cannot be written down now, so it is not shown. Ask again later.',
        path: ['customers', 0, 'name'],
        extensions: { code: 'AUDIT_UNAVAILABLE' },
      },
    ]);
    const ready = await fetch(`${gateway.url}/ready`);
    expect([ready.status, await ready.json()]).toEqual([200, { status: 'ok', degraded: ['callers', 'audit'] }]);
    const metrics = await (await fetch(`${gateway.url}/metrics`)).text();
    expect(metrics).toContain('\naudit_trail_away 1\n');
    expect(gateway.logged.join('\n')).toContain('the audit trail cannot be written');
  });

  it('are whole when they are about no person', async () => {
    const { body } = await gateway.ask('BI', '{ customerProfiles { industry } }');
    expect(body).toEqual({ data: { customerProfiles: [{ industry: 'C39' }] } });
  });
});
