import { Metrics } from './metrics';

let now = 1_000_000;
let metrics: Metrics;

beforeEach(() => {
  metrics = new Metrics({ ofProcess: false, now: () => now });
});

it('lets a feed grow older while the worker says nothing', async () => {
  metrics.feeds([
    { feed: 'sales:orders', seconds: 4, failures: 2 },
    { feed: 'sales:new', seconds: null, failures: 1 },
  ]);
  now += 90_000;
  const text = await metrics.text();
  expect(text).toContain('worker_feed_lag_seconds{feed="sales:orders"} 94');
  expect(text).toContain('worker_feed_failures{feed="sales:orders"} 2');
  expect(text).toContain('worker_feed_failures{feed="sales:new"} 1');
  expect(text).not.toContain('worker_feed_lag_seconds{feed="sales:new"}');
});

it('says nothing of feeds that another worker follows', async () => {
  metrics.feeds([{ feed: 'sales:orders', seconds: 4, failures: 0 }]);
  metrics.feeds([]);
  expect(await metrics.text()).not.toContain('sales:orders');
});

it('adds up the connections that several subgraphs of a process have to one source', async () => {
  for (const used of [2, 3]) metrics.watchPools(() => [{ source: 'finance', breaker: 'CLOSED', used, free: 1, waiting: 0 }]);
  await metrics.text();
  const second = await metrics.text();
  expect(second).toContain('legacy_pool_connections{source="finance",state="used"} 5');
  expect(second).toContain('legacy_pool_connections{source="finance",state="free"} 2');
});

it('says which sources are not asked, and counts the statements that were not sent apart from those that were', async () => {
  metrics.watchPools(() => [{ source: 'finance', breaker: 'OPEN', used: 0, free: 0, waiting: 0 }]);
  metrics.statement({ source: 'finance', status: 'UNAVAILABLE', ms: 0, retryInMs: 400 });
  const text = await metrics.text();
  expect(text).toContain('legacy_source_breakers{source="finance",state="open"} 1');
  expect(text).toContain('legacy_source_breakers{source="finance",state="closed"} 0');
  expect(text).toContain('legacy_statements_not_sent_total{source="finance"} 1');
  expect(text).not.toContain('legacy_statement_seconds_count{source="finance"');
});

it('says which subgraphs are not asked', async () => {
  metrics.watchSubgraph('sales', () => 'OPEN');
  metrics.watchSubgraph('customers', () => 'CLOSED');
  const text = await metrics.text();
  expect(text).toContain('graph_subgraph_breakers{subgraph="sales",state="open"} 1');
  expect(text).toContain('graph_subgraph_breakers{subgraph="customers",state="open"} 0');
  expect(text).toContain('graph_subgraph_breakers{subgraph="customers",state="closed"} 1');
});
