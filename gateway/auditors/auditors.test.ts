import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRequire } from 'node:module';
import { AUDITOR_OPERATIONS } from '../fixtures/auditor-operations';
import { gatewayUnderTest, type Answer, type GatewayUnderTest } from '../fixtures/gateway-under-test';

const { AuditRecords, AuditChains, AuditChainCheck } = AUDITOR_OPERATIONS;

interface Written {
  readonly actor: { readonly sub: string };
  readonly decision: string;
  readonly fields: readonly { readonly field: string; readonly class: string | null; readonly sight: string }[];
  readonly subjects: readonly string[];
  readonly objects: number;
  readonly operation: { readonly name: string | null };
  readonly at: string;
}
interface RecordPage {
  readonly nodes: readonly Written[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

const recordsOf = ({ body }: Answer): RecordPage => {
  expect(body.errors).toBeUndefined();
  return body.data?.auditRecords as RecordPage;
};

describe.each(['embedded', 'distributed'] as const)('%s', (topology) => {
  let gateway: GatewayUnderTest;
  beforeAll(async () => {
    gateway = await gatewayUnderTest(topology);
    await gateway.ask('FINANCE', 'query First { customers(first: 2) { name } }');
    await gateway.ask('GENERAL_MANAGER', 'query Second { customers(first: 1) { name } }');
    await gateway.ask('HOUSEKEEPING', 'query Third { customers(first: 1) { contracts { ref } } }');
  });
  afterAll(() => gateway.stop());
  beforeEach(() => gateway.fetches.clear());

  const ask = (query: string, variables: object = {}): Promise<Answer> => gateway.ask('AUDITOR', query, { variables });
  const actors = async (filter: object): Promise<readonly string[]> =>
    recordsOf(await ask(AuditRecords, { filter }))
      .nodes.map(({ actor }) => actor.sub)
      .filter((sub) => sub !== 'u-1801');

  it('shows who was shown a customer, by its id, without the id', async () => {
    const answer = await ask(AuditRecords, { filter: { customer: 'c1' } });
    const { nodes } = recordsOf(answer);
    expect(nodes.at(-1)).toMatchObject({
      actor: { sub: 'u-1501', roles: ['FINANCE'], audience: 'STAFF' },
      operation: { name: 'First' },
      decision: 'SHOWN',
      fields: [{ field: 'Customer.name', class: 'PERSONAL', sight: 'CLEAR' }],
      objects: 2,
    });
    expect(nodes.at(-1)?.subjects).toHaveLength(2);
    expect(answer.text).not.toMatch(/"c1"|Customer 1/);
  });

  it('tells customers, callers, operations, requests and times apart', async () => {
    expect(await actors({ customer: 'c0' })).toEqual(['u-1001', 'u-1501']);
    expect(await actors({ customer: 'c7' })).toEqual([]);
    expect(await actors({ actor: 'u-1001' })).toEqual(['u-1001']);
    expect(await actors({ operation: 'First' })).toEqual(['u-1501']);
    expect(await actors({ customer: 'c0', operation: 'Second' })).toEqual(['u-1001']);
    const [refused] = recordsOf(await ask(AuditRecords, { filter: { actor: 'u-1601' } })).nodes;
    expect(refused).toMatchObject({
      decision: 'REFUSED',
      fields: [{ field: 'Customer.contracts', class: 'INTERNAL', sight: 'REFUSED' }],
      subjects: [],
      objects: 0,
    });
    const at = refused?.at ?? '';
    expect(await actors({ from: at, actor: 'u-1601' })).toEqual(['u-1601']);
    expect(await actors({ to: at, actor: 'u-1601' })).toEqual([]);
    // The same moment as another offset says it.
    const chinese = new Date(Date.parse(at) + 8 * 3_600_000).toISOString().replace('Z', '+08:00');
    expect(await actors({ from: chinese, actor: 'u-1601' })).toEqual(['u-1601']);
  });

  it('finds what is about an object by the pseudonym that a record has', async () => {
    const [first] = recordsOf(await ask(AuditRecords, { filter: { actor: 'u-1001' } })).nodes;
    expect(await actors({ subject: first?.subjects[0] })).toEqual(['u-1001', 'u-1501']);
  });

  it('writes down that the trail was read, about whom as well', async () => {
    await ask(AuditRecords, { filter: { customer: 'c8' } });
    const { nodes } = recordsOf(await ask(AuditRecords, { filter: { customer: 'c8' } }));
    expect(nodes).toEqual([
      expect.objectContaining({
        actor: { sub: 'u-1801', roles: ['AUDITOR'], audience: 'AUDITOR' },
        operation: { name: 'AuditRecords', hash: expect.any(String) as string },
        fields: [{ field: 'Query.auditRecords', class: 'INTERNAL', sight: 'CLEAR' }],
        objects: 0,
      }),
    ]);
  });

  it('pages without a gap, and refuses the cursor of another question', async () => {
    const filter = { to: new Date().toISOString() };
    const all = recordsOf(await ask(AuditRecords, { filter, first: 100 })).nodes;
    const paged: Written[] = [];
    for (let after: string | null = null, more = true; more;) {
      const page: RecordPage = recordsOf(await ask(AuditRecords, { filter, first: 2, after }));
      paged.push(...page.nodes);
      after = page.pageInfo.endCursor;
      more = page.pageInfo.hasNextPage;
    }
    expect(paged).toEqual(all);
    expect(all.length).toBeGreaterThan(4);
    const { endCursor } = recordsOf(await ask(AuditRecords, { filter, first: 2 })).pageInfo;
    const { body } = await ask(AuditRecords, { first: 2, after: endCursor });
    expect(body.errors).toMatchObject([{ extensions: { code: 'BAD_CURSOR' } }]);
  });

  it.each([
    ['a page that is too long', AuditRecords, { first: 101 }, 400, 'BAD_USER_INPUT'],
    ['two objects at once', AuditRecords, { filter: { customer: 'c1', subject: 's' } }, 200, 'BAD_USER_INPUT'],
    ['a check of too many records', AuditChainCheck, { id: 'x', first: 5001 }, 400, 'BAD_USER_INPUT'],
    ['more than its budget', AuditChains.replace('first: 1000', 'first: 5000'), { first: 20 }, 400, 'LIMIT_EXCEEDED'],
  ])('refuses %s', async (_, query, variables, status, code) => {
    const { status: answered, body } = await ask(query, variables);
    expect([answered, body.errors]).toMatchObject([status, [{ extensions: { code } }]]);
  });

  it('[AZ-09] has nothing of a customer: no field, no type, no fetch', async () => {
    for (const query of [
      '{ customers { id } }',
      '{ contract(ref: "r1") { ref } }',
      '{ customerProfiles { id } }',
      '{ __type(name: "Customer") { name } }',
    ]) {
      const { body } = await ask(query);
      expect(body.data?.__type ?? null).toBeNull();
    }
    const { text } = await ask('{ __schema { types { name fields { name } } } }');
    expect(text).toContain('AuditRecord');
    expect(text).not.toMatch(/Customer|Contract|customers|sourceKeys/);
    expect(gateway.fetches.size).toBe(0);
  });

  it.each(['GENERAL_MANAGER', 'DATA_STEWARD', 'FINANCE', 'BI'])('does not exist for %s', async (role) => {
    const { status, body } = await gateway.ask(role, '{ auditRecords(first: 1) { nodes { at } } }');
    expect([status, body.errors]).toMatchObject([400, [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]]);
  });

  it('does not exist for a partner', async () => {
    const { status } = await gateway.ask('PARTNER', '{ auditRecords(first: 1) { nodes { at } } }');
    expect(status).toBe(403);
  });

  describe('chains', () => {
    interface ChainNode {
      readonly id: string;
      readonly lastSeq: number;
      readonly head: { readonly isOurs: boolean } | null;
      readonly check: { readonly intact: boolean; readonly complete: boolean; readonly problems: readonly string[] };
    }
    const chains = async (): Promise<readonly ChainNode[]> => {
      const { body } = await ask(AuditChains);
      expect(body.errors).toBeUndefined();
      return (body.data?.auditChains as { nodes: ChainNode[] }).nodes;
    };

    it('are told with their signed heads, and checked part by part', async () => {
      const [chain] = await chains();
      expect(chain).toMatchObject({
        firstSeq: 1,
        head: { seq: 1, isOurs: true },
        check: { intact: true, complete: true, problems: [] },
      });
      const part = async (after: number): Promise<unknown> =>
        (await ask(AuditChainCheck, { id: chain?.id, first: 2, after })).body.data?.auditChain;
      expect(await part(0)).toMatchObject({ check: { checked: 2, upTo: 2, complete: false, intact: true } });
      expect(await part(2)).toMatchObject({ check: { checked: 2, upTo: 4, intact: true } });
      const { body } = await ask(AuditChainCheck, { id: chain?.id, after: 1_000_000 });
      expect(body.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
      expect((await ask(AuditChainCheck, { id: 'no-such-chain' })).body.data).toEqual({ auditChain: null });
    });

    it('name the first record that is altered, and a head that nobody of us signed', async () => {
      const [chain] = await chains();
      const heads = join(gateway.dataDir, 'audit-heads.jsonl');
      const [line = ''] = readFileSync(heads, 'utf8').split('\n').filter(Boolean);
      appendFileSync(heads, `${line.replace('"seq":1', '"seq":2')}\n`);
      const Database = createRequire(require.resolve('@mikro-orm/libsql'))('libsql') as new (path: string) => {
        exec(sql: string): void;
        close(): void;
      };
      const database = new Database(join(gateway.dataDir, 'owned', 'gateway.db'));
      database.exec(`update audit_record set content = replace(content, 'u-1001', 'u-1002') where seq = 2`);
      database.close();
      const [altered] = await chains();
      expect(altered).toMatchObject({
        id: chain?.id,
        head: { seq: 2, isOurs: false },
        check: { intact: false, problems: [expect.stringContaining('record 2 of'), expect.any(String)] },
      });
    });
  });
});
