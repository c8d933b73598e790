import { gatewayUnderTest, idOf, type GatewayUnderTest } from '../fixtures/gateway-under-test';

const LIMIT = 10;
const list = (first: number): string => `{ customers(first: ${first}) { id name } }`;

describe('the rows that a caller is shown within a day', () => {
  let gateway: GatewayUnderTest;
  beforeEach(async () => {
    gateway = await gatewayUnderTest('embedded', {}, { STAFF: LIMIT, BI: 2, PARTNER: 2 });
  });
  afterEach(() => gateway.stop());

  const statusOf = async (role: string, query: string): Promise<number> => (await gateway.ask(role, query)).status;
  const metrics = async (): Promise<string> => (await fetch(`${gateway.url}/metrics`)).text();

  it('[T26] may be as many as its limit; one more is refused with the whole answer, and so is all about persons after it', async () => {
    expect([await statusOf('FINANCE', list(6)), await statusOf('FINANCE', list(4))]).toEqual([200, 200]);
    const asked = gateway.fetches.get('customers');
    const { status, headers, body, text } = await gateway.ask('FINANCE', list(1));
    expect(status).toBe(429);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(86_000);
    expect(Number(headers.get('retry-after'))).toBeLessThanOrEqual(86_400);
    expect(body).toEqual({
      errors: [
        {
          message: expect.stringMatching(
            /^You may be shown 10 rows within a day, and this would be more\. Ask again in 86\d{3} seconds\.$/,
          ),
          extensions: { code: 'LIMIT_ROWS_PER_DAY' },
        },
      ],
    });
    expect(text).not.toContain('Customer 0');
    // Nothing was read for it.
    expect(gateway.fetches.get('customers')).toBe(asked);
  });

  it('[T26] are refused as a whole when an answer has more than are left', async () => {
    expect(await statusOf('FINANCE', list(9))).toBe(200);
    const { status, text, body } = await gateway.ask('FINANCE', '{ customers(first: 3) { id name contracts { ref } } }');
    expect([status, body.data, text.includes('Customer'), text.includes('r1')]).toEqual([429, undefined, false, false]);
    expect(await statusOf('FINANCE', list(1))).toBe(429);
  });

  it('[T26] are those of that caller, and of what is about persons', async () => {
    expect(await statusOf('FINANCE', list(LIMIT + 1))).toBe(429);
    expect(await statusOf('GENERAL_MANAGER', list(LIMIT))).toBe(200);
    expect(await statusOf('FINANCE', '{ customers(first: 90) { id contracts { ref } } }')).toBe(200);
  });

  it('are counted once for a customer that is in one answer several times, and for the group above it', async () => {
    for (let i = 0; i < 5; i += 1)
      expect(await statusOf('FINANCE', '{ customers(first: 1) { name parent { name } } }')).toBe(200);
    expect(await statusOf('FINANCE', '{ customers(first: 1) { name } }')).toBe(429);
    const twice = '{ a: customers(first: 10) { name } b: customers(first: 10) { name } }';
    expect(await statusOf('GENERAL_MANAGER', twice)).toBe(200);
  });

  it('[T26] are those of the root for BI and for partners', async () => {
    const twice = '{ a: customerProfiles { id } b: customerProfiles { industry } }';
    expect(await statusOf('BI', twice)).toBe(200);
    const refused = await gateway.ask('BI', '{ customerProfiles { id } }');
    expect([refused.status, refused.body.data, refused.headers.has('retry-after')]).toEqual([429, undefined, true]);
    expect(await statusOf('BI', '{ __typename }')).toBe(200);
    const mine = (): ReturnType<GatewayUnderTest['ask']> => gateway.run('PARTNER', idOf('MyContracts'));
    expect([(await mine()).status, (await mine()).status, (await mine()).status]).toEqual([200, 200, 429]);
  });

  it('[T26] set off an alarm when they are used up: in the log without a name or a value, in the metrics, in the trail', async () => {
    expect(await metrics()).toContain('\ngraph_row_quota_refusals_total{audience="STAFF"} 0\n');
    const { headers } = await gateway.ask('FINANCE', list(LIMIT + 1));
    const requestId = headers.get('x-request-id');
    const alarms = gateway.logged.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(alarms).toEqual([
      expect.objectContaining({ msg: 'row quota of a day is used up', requestId, audience: 'STAFF', limit: LIMIT }),
    ]);
    expect(alarms[0]?.['caller']).toMatch(/^[\w-]{22}$/);
    expect(gateway.logged.join('')).not.toMatch(/u-1501|Customer \d/);
    expect(await metrics()).toContain('\ngraph_row_quota_refusals_total{audience="STAFF"} 1\n');
    const auditor = await gateway.ask(
      'AUDITOR',
      `{ auditRecords(first: 9, filter: { request: "${requestId}" }) { nodes { actor { sub } fields { field sight } } } }`,
    );
    expect(auditor.body.data).toEqual({
      auditRecords: { nodes: [{ actor: { sub: 'u-1501' }, fields: [{ field: 'Customer.name', sight: 'REFUSED' }] }] },
    });
  });
});
