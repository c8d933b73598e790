import { gatewayUnderTest, idOf, type GatewayUnderTest } from '../fixtures/gateway-under-test';

const NAMES_OF_OTHERS = /Customer\b|Contract|sourceKeys|contracts|parent|broken|taxRate|join__|Federation/;

describe.each(['embedded', 'distributed'] as const)('%s', (topology) => {
  let gateway: GatewayUnderTest;
  beforeAll(async () => {
    gateway = await gatewayUnderTest(topology);
  });
  afterAll(() => gateway.stop());
  beforeEach(() => gateway.fetches.clear());

  describe('BI', () => {
    it('reads its profiles', async () => {
      const { body } = await gateway.ask('BI', '{ customerProfiles { id industry } }');
      expect(body.data).toEqual({ customerProfiles: [{ id: 'p1', industry: 'C39' }] });
    });

    it('introspects its own schema and no other name', async () => {
      const { body, text } = await gateway.ask('BI', '{ __schema { types { name fields { name } inputFields { name } } } }');
      expect(body.errors).toBeUndefined();
      expect(text).toContain('CustomerProfile');
      expect(text).not.toMatch(NAMES_OF_OTHERS);
    });

    it.each([
      ['a type', '{ __type(name: "NAME") { name } }', 'Contract'],
      ['a root field', '{ NAME { name } }', 'customers'],
      ['a field', '{ customerProfiles { NAME } }', 'sourceKeys'],
      ['a fragment', '{ customerProfiles { ... on NAME { id } } }', 'Customer'],
    ])('cannot tell %s that is not its own from one that does not exist', async (_, query, name) => {
      const [forbidden, missing] = await Promise.all(
        [name, 'Nothing'].map(async (each) => {
          const { status, text } = await gateway.ask('BI', query.replace('NAME', each));
          return { status, text: text.replaceAll(each, 'NAME') };
        }),
      );
      expect(forbidden).toEqual(missing);
      expect(gateway.fetches.size).toBe(0);
    });
  });

  it.each([
    ['what is its own', '{ myContracts { ref } }'],
    ['what is not granted', '{ customers { name } }'],
    ['what does not exist', '{ customersWithSecrets { name } }'],
    ['introspection', '{ __schema { types { name } } }'],
    ['no GraphQL', '{'],
  ])('gives a partner one answer to free text, here %s', async (_, query) => {
    const { status, body } = await gateway.ask('PARTNER', query);
    expect(status).toBe(403);
    expect(body).toEqual({
      errors: [
        {
          message: 'Send the id of a trusted document: { "documentId": "sha256:...", "variables": ... }',
          extensions: { code: 'DOCUMENT_REQUIRED' },
        },
      ],
    });
    expect(gateway.fetches.size).toBe(0);
  });

  it('shows partners their contracts, without sources', async () => {
    const { body } = await gateway.run('PARTNER', idOf('MyContracts'));
    expect(body).toEqual({ data: { myContracts: [{ ref: 'r1', status: 'ACTIVE' }] } });
  });

  it('has no hidden field for a partner, although a trusted document names it', async () => {
    const { status, body } = await gateway.run('PARTNER', idOf('Amounts'));
    expect([status, body.errors]).toMatchObject([400, [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]]);
    expect(gateway.fetches.size).toBe(0);
  });
});
