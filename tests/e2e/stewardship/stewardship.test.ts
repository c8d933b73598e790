import { join } from 'node:path';
import { AS_OF } from '../../../demo/as-of';
import { describeDemo, type DemoDatabases } from '../demo-systems/demo-databases';
import { startGraph, type GraphUnderTest } from '../graph-under-test';

// Starts servers and matches thousands of values: a busy machine takes its time.
jest.setTimeout(240_000);

const PARTIES = 120;
const QUEUE = `{ matchReviews(first: 50) { nodes {
  reason score confidence records { system key name } evidence { comparison level weight } customers { id version }
} pageInfo { hasNextPage } } }`;
const MIXED = `{ mixedCustomers(first: 50) { nodes {
  reason record { system key name } customer { id version } parties { says records { system key } } leaving { system key }
} pageInfo { hasNextPage } } }`;
const EVENTS = `query ($decision: ID) { stewardEvents(first: 5, decision: $decision) { nodes {
  id at actor action reason customerIds decision { id kind undone { actor } }
} pageInfo { hasNextPage } } }`;
const CUSTOMERS = '{ customers(first: 2) { nodes { id version name sourceRecords { system key } } } }';
const MERGE = `mutation ($input: MergeCustomersInput!) { mergeCustomers(input: $input) {
  decision { id kind actor reason left { system key } right { system key } }
  changes { customerId outcome survivorId fields { field before after source { system key } rule } joined { system key matchedBy } customer { id name } }
  userErrors { code field message }
} }`;
const UNDO = `mutation ($input: UndoStewardDecisionInput!) { undoStewardDecision(input: $input) {
  decision { id undone { actor reason } } changes { customerId outcome } userErrors { code message }
} }`;

interface Seen {
  readonly id: string;
  readonly version: string;
}

interface Review {
  readonly score: number;
  readonly records: readonly object[];
  readonly evidence: readonly object[];
  readonly customers: readonly Seen[];
}

interface Mixed {
  readonly record: { readonly name: string | null };
  readonly customer: Seen | null;
  readonly parties: readonly { readonly records: readonly object[] }[];
}

interface Ruling {
  readonly decision: { readonly id: string } | null;
  readonly changes: readonly { readonly customerId: string; readonly outcome: string; readonly fields: readonly object[] }[];
  readonly userErrors: readonly { readonly code: string; readonly message: string }[];
}

describeDemo('stewardship through the gateway', (engine) => {
  let databases: DemoDatabases;
  let graph: GraphUnderTest;

  beforeAll(async () => {
    databases = await engine.create(PARTIES);
    const sourcesFile = join(__dirname, '../../../demo/sources.yaml');
    graph = await startGraph({ sourcesFile, sourceUrls: databases.urls, businessDate: AS_OF });
  });
  afterAll(async () => {
    await graph?.stop();
    await databases?.drop();
  });

  const seen = async (): Promise<readonly Seen[]> => {
    const { data } = await graph.ask(CUSTOMERS);
    const nodes: readonly Seen[] = data.customers.nodes;
    return nodes.map(({ id, version }) => ({ id, version }));
  };
  const merge = async (customers: readonly Seen[], dryRun: boolean): Promise<Ruling> => {
    const variables = { input: { customers, reason: 'one house', dryRun } };
    const { data } = await graph.ask(MERGE, { role: 'DATA_STEWARD', variables });
    const ruling: Ruling = data.mergeCustomers;
    return ruling;
  };

  it('shows a steward the pairs to decide on, with their evidence, the best first', async () => {
    const { data, errors } = await graph.ask(QUEUE, { role: 'DATA_STEWARD' });
    expect(errors).toBeUndefined();
    const nodes: readonly Review[] = data.matchReviews.nodes;
    expect(nodes.length).toBeGreaterThan(0);
    for (const { records, customers, evidence } of nodes) {
      expect([records.length, new Set(customers.map(({ id }) => id)).size]).toEqual([2, 2]);
      expect(evidence.length).toBeGreaterThan(0);
    }
    const scores = nodes.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
  });

  it('[GW-03] shows a steward the customers that hold more than one party, each with the record that shows it', async () => {
    const { data, errors } = await graph.ask(MIXED, { role: 'DATA_STEWARD' });
    expect(errors).toBeUndefined();
    const nodes: readonly Mixed[] = data.mixedCustomers.nodes;
    expect(nodes.length).toBeGreaterThan(0);
    for (const { customer, record, parties } of nodes) {
      expect(customer?.id).toMatch(/^cus_/);
      expect(record.name).not.toBeNull();
      expect(parties.length).toBeGreaterThan(1);
      for (const { records } of parties) expect(records.length).toBeGreaterThan(0);
    }
  });

  it('tries a merge, makes it, leads the absorbed id to the survivor, and takes it back', async () => {
    const customers = await seen();
    const before = await graph.ask(CUSTOMERS);
    const tried = await merge(customers, true);
    expect(tried).toMatchObject({ decision: null, userErrors: [] });
    expect((await graph.ask(CUSTOMERS)).data).toEqual(before.data);
    const made = await merge(customers, false);
    expect(made.decision).toMatchObject({ kind: 'MERGE', actor: 'u-1702', reason: 'one house' });
    const [survivor, absorbed] = customers.map(({ id }) => id).sort();
    expect(made.changes.map(({ customerId, outcome }) => [customerId, outcome])).toEqual([
      [survivor, 'CHANGED'],
      [absorbed, 'ABSORBED'],
    ]);
    expect(made.changes.map(({ fields }) => fields)).toEqual(tried.changes.map(({ fields }) => fields));
    expect((await graph.ask(`{ customer(id: "${absorbed}") { id } }`)).data).toEqual({ customer: { id: survivor } });
    const late = await merge(customers, false);
    expect(late).toMatchObject({ decision: null, changes: [], userErrors: [{ code: 'CONFLICT', field: 'customers' }] });
    expect(late.userErrors[0]?.message).toContain('records that joined');
    const undo = { role: 'GENERAL_MANAGER', variables: { input: { decision: made.decision?.id, reason: 'two houses' } } };
    const { data } = await graph.ask(UNDO, undo);
    expect(data.undoStewardDecision.decision.undone).toEqual({ actor: 'u-1001', reason: 'two houses' });
    expect((await graph.ask(CUSTOMERS)).data).toEqual(before.data);
  });

  it('[GW-20] tells what was done of a decision, by whom and why, the newest first', async () => {
    const made = await merge(await seen(), false);
    const decision = made.decision?.id ?? '';
    await graph.ask(UNDO, { role: 'GENERAL_MANAGER', variables: { input: { decision, reason: 'two houses' } } });
    const { data, errors } = await graph.ask(EVENTS, { role: 'DATA_STEWARD', variables: { decision } });
    expect(errors).toBeUndefined();
    const [undone, taken] = data.stewardEvents.nodes;
    const customerIds = made.changes.map(({ customerId }) => customerId);
    expect(undone).toMatchObject({ action: 'UNDO', actor: 'u-1001', reason: 'two houses', decision: { id: decision } });
    expect(taken).toMatchObject({
      action: 'MERGE',
      actor: 'u-1702',
      reason: 'one house',
      decision: { id: decision },
      customerIds,
    });
    expect(data.stewardEvents.nodes).toHaveLength(2);
  });

  it.each(['SALESPERSON', 'CS_AGENT', 'FINANCE'])('lets nobody else decide or see the queue, here %s', async (role) => {
    const customers = await seen();
    const merged = await graph.ask(MERGE, { role, variables: { input: { customers, reason: 'x', dryRun: true } } });
    expect(merged.errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
    const queue = await graph.ask(QUEUE, { role });
    expect(queue.errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
    const mixed = await graph.ask(MIXED, { role });
    expect(mixed.errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
    const events = await graph.ask(EVENTS, { role });
    expect(events.errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
    expect([merged.data, queue.data, mixed.data, events.data]).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('does not exist for BI tools', async () => {
    for (const query of [
      QUEUE,
      MIXED,
      'mutation { undoStewardDecision(input: { decision: "x", reason: "y" }) { userErrors { code } } }',
    ]) {
      const { data, errors } = await graph.ask(query, { role: 'BI' });
      expect([data, errors?.[0]?.extensions.code]).toEqual([undefined, 'GRAPHQL_VALIDATION_FAILED']);
    }
  });
});
