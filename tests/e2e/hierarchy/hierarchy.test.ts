import { join } from 'node:path';
import { AS_OF } from '../../../demo/as-of';
import { describeDemo, type DemoDatabases } from '../demo-systems/demo-databases';
import { startGraph, type GraphUnderTest } from '../graph-under-test';

// Starts servers and matches hundreds of records: a busy machine takes its time.
jest.setTimeout(240_000);

const PARTIES = 200;
/** Sales alone says which customer belongs to which; a record of a deleted customer is not there. */
const PARENTS = `select c.FItemID as child, p.FItemID as parent from t_Cust c join t_Cust p on p.FItemID = c.FParentID
  where c.FDeleted = 0 and p.FDeleted = 0`;
const RELATION = 'customer { id name } statements { record { system key name } names { system key customer { id } } }';
const FROM_SALES = `query ($key: String!, $after: String) { customerBySource(system: "sales", key: $key) { id
  parent { ${RELATION} } otherParents { customer { id } }
  branches(first: 2, after: $after) { nodes { ${RELATION} } pageInfo { hasNextPage endCursor } totalCount } } }`;

interface Relation {
  readonly customer: { readonly id: string };
  readonly statements: readonly { readonly record: { readonly key: string }; readonly names: { readonly key: string } }[];
}

interface Found {
  readonly id: string;
  readonly parent: Relation | null;
  readonly branches: {
    readonly nodes: readonly Relation[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
    readonly totalCount: number;
  };
}

describeDemo('the hierarchy of customers through the gateway', (engine) => {
  let databases: DemoDatabases;
  let graph: GraphUnderTest;
  let stated: readonly { readonly child: string; readonly parent: string }[];

  beforeAll(async () => {
    databases = await engine.create(PARTIES);
    const sourcesFile = join(__dirname, '../../../demo/sources.yaml');
    graph = await startGraph({ sourcesFile, sourceUrls: databases.urls, businessDate: AS_OF });
    const rows = await databases.rows('sales', PARENTS);
    stated = rows.map(({ child, parent }) => ({ child: String(child), parent: String(parent) }));
  });
  afterAll(async () => {
    await graph?.stop();
    await databases?.drop();
  });

  const ask = async (key: string, after: string | null = null, role = 'GENERAL_MANAGER'): Promise<Found | null> => {
    const { data, errors } = await graph.ask(FROM_SALES, { role, variables: { key, after } });
    expect(errors).toBeUndefined();
    const found: Found | null = data.customerBySource;
    return found;
  };
  const edgesOf = (relations: readonly Relation[]): readonly string[] =>
    relations.flatMap(({ statements }) => statements.map(({ record, names }) => `${record.key} > ${names.key}`));

  it('leads from every branch to the customer above it, and names the record that says so', async () => {
    expect(stated.length).toBeGreaterThan(5);
    for (const { child, parent } of stated) {
      const customer = await ask(child);
      const head = await ask(parent);
      expect(customer?.id).not.toBe(head?.id);
      expect(customer?.parent?.customer.id).toBe(head?.id);
      expect(edgesOf(customer?.parent ? [customer.parent] : [])).toContain(`${child} > ${parent}`);
    }
  });

  it('lists under every customer the branches that plain SQL finds, page by page', async () => {
    const found = new Set<string>();
    for (const parent of new Set(stated.map((edge) => edge.parent))) {
      const branches: Relation[] = [];
      let page = await ask(parent);
      for (;;) {
        if (page === null) throw new Error(`${parent} is not there`);
        const { nodes, pageInfo, totalCount } = page.branches;
        branches.push(...nodes);
        if (!pageInfo.hasNextPage) {
          expect(totalCount).toBe(branches.length);
          break;
        }
        page = await ask(parent, pageInfo.endCursor);
      }
      for (const edge of edgesOf(branches)) found.add(edge);
    }
    expect([...found].sort()).toEqual(stated.map(({ child, parent }) => `${child} > ${parent}`).sort());
  });

  it("shows a sales manager no end of it that is somebody else's", async () => {
    const listed = await graph.ask('{ customers(first: 100) { nodes { id } } }', { role: 'SALES_MANAGER' });
    const own = new Set(listed.data.customers.nodes.map(({ id }: { readonly id: string }) => id));
    let hidden = 0;
    for (const { child, parent } of stated) {
      const [customer, head] = [await ask(child, null, 'SALES_MANAGER'), await ask(parent, null, 'SALES_MANAGER')];
      const shown: readonly (Relation | null)[] = [customer?.parent ?? null, ...(head?.branches.nodes ?? [])];
      for (const end of shown) if (end) expect(own.has(end.customer.id)).toBe(true);
      if ((customer === null) !== (head === null)) hidden += 1;
      if (customer === null && head !== null) expect(edgesOf(head.branches.nodes)).not.toContain(`${child} > ${parent}`);
      if (customer !== null && head === null) expect(customer.parent).toBeNull();
    }
    expect(hidden).toBeGreaterThan(0);
  });

  it('refuses a cursor of another list', async () => {
    const [edge] = stated;
    const { errors } = await graph.ask(FROM_SALES, { variables: { key: edge?.parent, after: 'bm9uc2Vuc2U' } });
    expect(errors?.[0]?.extensions.code).toBe('BAD_CURSOR');
  });
});
