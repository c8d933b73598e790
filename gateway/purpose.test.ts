import { gatewayUnderTest, type GatewayUnderTest } from './fixtures/gateway-under-test';

const NAMES = 'query Names { customers(first: 1) { id name } }';
const IDS = 'query Ids { customers(first: 1) { id } }';

describe.each(['embedded', 'distributed'] as const)('what a request is for (%s)', (topology) => {
  let gateway: GatewayUnderTest;
  beforeAll(async () => {
    gateway = await gatewayUnderTest(topology);
  });
  afterAll(() => gateway.stop());
  beforeEach(() => gateway.fetches.clear());

  const purposesOf = async (operation: string): Promise<readonly unknown[]> => {
    const query =
      'query ($operation: String) { auditRecords(first: 5, filter: { operation: $operation }) { nodes { purpose } } }';
    const { body } = await gateway.ask('AUDITOR', query, { variables: { operation } });
    return (body.data?.auditRecords as { nodes: { purpose: unknown }[] }).nodes.map(({ purpose }) => purpose);
  };

  it('[AZ-12] is written down, what is not stated as well', async () => {
    await gateway.ask('GENERAL_MANAGER', NAMES);
    const { status } = await gateway.ask('GENERAL_MANAGER', NAMES, { extensions: { purpose: 'COLLECTION' } });
    expect(status).toBe(200);
    expect(await purposesOf('Names')).toEqual(['COLLECTION', 'CUSTOMER_CARE']);
  });

  it('[AZ-12] [AZ-15] narrows what roles read: figures need no names', async () => {
    const analysis = { extensions: { purpose: 'ANALYSIS' } };
    expect((await gateway.ask('GENERAL_MANAGER', IDS, analysis)).body.errors).toBeUndefined();
    gateway.fetches.clear();
    const { status, body } = await gateway.ask('GENERAL_MANAGER', NAMES, analysis);
    expect([status, body.errors]).toMatchObject([
      403,
      [
        {
          message: expect.stringContaining('Your roles do not read Customer.name for the purpose ANALYSIS.') as string,
          extensions: { code: 'FORBIDDEN' },
        },
      ],
    ]);
    expect(gateway.fetches.size).toBe(0);
  });

  it.each([
    ['CS_AGENT', 'MARKETING', '{ customers { id } }', 'CUSTOMER_CARE'],
    ['BI', 'CUSTOMER_CARE', '{ customerProfiles { id } }', 'ANALYSIS'],
    ['AUDITOR', 'CUSTOMER_CARE', '{ auditRecords { nodes { at } } }', 'AUDIT'],
    ['GENERAL_MANAGER', 'CURIOSITY', '{ customers { id } }', 'CUSTOMER_CARE, COLLECTION, DATA_QUALITY, MARKETING, ANALYSIS'],
  ])('%s may not ask for %s', async (role, purpose, query, own) => {
    const { status, body } = await gateway.ask(role, query, { extensions: { purpose } });
    expect([status, body.errors]).toEqual([
      403,
      [
        {
          message: `Your roles do not ask for the purpose ${purpose}. They may for: ${own}`,
          extensions: { code: 'PURPOSE_NOT_ALLOWED' },
        },
      ],
    ]);
    expect(gateway.fetches.size).toBe(0);
  });
});
