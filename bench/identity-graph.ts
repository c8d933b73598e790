import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import Database from 'libsql';
import { pino } from 'pino';
import { openCatalog } from '#legacy/source/legacy-catalog';
import { readRoles } from '#policy/roles';
import { FeedClient } from '#runtime/feeds/feed-client';
import { feedSchema } from '#runtime/feeds/feed-schema';
import { inProcessFeed } from '#runtime/feeds/in-process-feed';
import { PARTY_FEED } from '#runtime/feeds/legacy-feed';
import { openStore } from '#runtime/store/open-store';
import { quietTelemetry } from '#runtime/telemetry';
import { AS_OF } from '../demo/as-of';
import { loadEmbedded } from '../demo/load/embedded';
import { demoIssuerKey, signDemoToken } from '../gateway/callers/demo-issuer';
import { readConfig, turnTelemetryOff } from '../gateway/config';
import { startEmbedded } from '../gateway/start-embedded';
import { readIdentitySettings } from '../subgraphs/customers/registry/identity-settings';
import { PartyMatching } from '../subgraphs/customers/registry/party-matching';
import { legacyPartyRecordSource } from '../subgraphs/customers/registry/party-record.source.legacy';
import { PartyUpdates, type OpenedSources } from '../subgraphs/customers/registry/party-updates';
import { RegistryStore } from '../subgraphs/customers/registry/registry.store';
import { RegistryWriter } from '../subgraphs/customers/registry/registry-writer.store';
import { timedIds } from '../subgraphs/customers/registry/timed-ids';
import { WholeMatching } from '../subgraphs/customers/registry/whole-matching';
import { legacyContractNumberSource } from '../subgraphs/customers/search/contract-number.source.legacy';
import { customersStore } from '../subgraphs/customers/store';
import { OwnedStewardDecisions } from '../subgraphs/customers/stewardship/steward-decision.store';
import { openCrew } from '../subgraphs/customers/whole-match/open-crew';
import { createWorker } from '../subgraphs/customers/worker/create-worker';
import type { Worker } from '../subgraphs/customers/worker/worker';
import { printLines, printTable } from './print-table';

/** Seeds from 100 up are for evaluation only. */
const SEED = 101;
const RECORDS_PER_CUSTOMER = 2.6;
const [WARM_UP, SAMPLE] = [20, 200];
const SOURCES_FILE = resolve(__dirname, '../demo/sources.yaml');
const QUERY =
  'query ($key: String!) { customerBySource(system: "sales", key: $key) { id name sourceRecords { system key name } } }';
const log = pino({ level: 'silent' });

/** Milliseconds of one change, by part: parts stand within each other. */
type Times = Map<string, number>;

class Stopwatch {
  private times: Times = new Map();

  async time<T>(part: string, work: () => Promise<T>): Promise<T> {
    const from = performance.now();
    try {
      return await work();
    } finally {
      this.times.set(part, (this.times.get(part) ?? 0) + performance.now() - from);
    }
  }

  take(): Times {
    const { times } = this;
    this.times = new Map();
    return times;
  }
}

/**
 * What one changed row costs until the graph answers with it, without the time until the worker looks: its look at the feeds of all parties, the
 * reading, matching and writing of the record and its customers, the profiles, and the query of a client over HTTP.
 */
export async function printGraph(records: number): Promise<void> {
  turnTelemetryOff();
  const dataDir = mkdtempSync(join(tmpdir(), 'identity-graph-'));
  const parties = Math.round(records / RECORDS_PER_CUSTOMER);
  printLines(`Writing ${parties} customers into files, and matching their records ...`);
  loadEmbedded({ directory: join(dataDir, 'legacy'), parties, seed: SEED });
  const graph = await startEmbedded(readConfig({ PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'silent' }), {
    businessDate: () => AS_OF,
  });
  const watch = new Stopwatch();
  const followed = await openFollowed(dataDir, watch);
  const sales = new Database(join(dataDir, 'legacy', 'sales.db'));
  try {
    printLines('Waiting for the first look of the worker ...');
    await followed.worker.cycle();
    const ask = await asking(graph.url, dataDir);
    const known = await followed.records();
    const rows: Times[] = [];
    for (let i = 0; i < WARM_UP + SAMPLE; i += 1) {
      const { key, name } = changeRow(sales, i);
      watch.take();
      const cpu = process.cpuUsage();
      await watch.time('all', async () => {
        await watch.time('work of the worker', () => followed.worker.cycle());
        const shown = await watch.time('query', () => ask(key));
        if (shown !== name) throw new Error(`The graph answers ${String(shown)} for record ${key}, which is ${name} now`);
      });
      const { user, system } = process.cpuUsage(cpu);
      if (i >= WARM_UP) rows.push(watch.take().set('CPU of all', (user + system) / 1000));
    }
    print(rows, known);
  } finally {
    sales.close();
    await followed.close();
    await graph.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Changes a row as a user of the sales system does: it takes the name of another one, or is a new one like another. */
function changeRow(sales: InstanceType<typeof Database>, i: number): { readonly key: string; readonly name: string } {
  const two = (n: number): string => String(n).padStart(2, '0');
  // Later than every row of the generator: its working days end before.
  const at = `${AS_OF} 23:${two(Math.floor(i / 60))}:${two(i % 60)}`;
  const row = (n: number) =>
    sales
      .prepare('select FItemID as id, FName as name from t_Cust where FDeleted = 0 order by FItemID limit 1 offset ?')
      .get(n) as {
      readonly id: number;
      readonly name: string;
    };
  const { count } = sales.prepare('select count(*) as count from t_Cust where FDeleted = 0').get() as { readonly count: number };
  const [one, other] = [row((3 * i) % count), row((3 * i + 1) % count)];
  if (i % 2 === 0) {
    sales.prepare('update t_Cust set FName = ?, FModifyDate = ? where FItemID = ?').run(other.name, at, one.id);
    return { key: String(one.id), name: other.name.trim() };
  }
  const key = 9_000_000 + i;
  sales.exec('drop table if exists temp.one');
  sales.prepare('create temp table one as select * from t_Cust where FItemID = ?').run(one.id);
  sales.prepare('update one set FItemID = ?, FModifyDate = ?').run(key, at);
  sales.exec('insert into t_Cust select * from one');
  return { key: String(key), name: one.name.trim() };
}

interface Followed {
  readonly worker: Worker;
  records(): Promise<number>;
  close(): Promise<void>;
}

/** The worker of the customers subgraph, over the files of a running graph. */
async function openFollowed(dataDir: string, watch: Stopwatch): Promise<Followed> {
  const urlFor = (source: string): string => `file:${join(dataDir, 'legacy', `${source}.db`)}`;
  const catalog = await openCatalog({ sourcesFile: SOURCES_FILE, subgraph: 'customers', urlFor });
  const store = await openStore(customersStore, `file:${join(dataDir, 'owned', 'customers.db')}`);
  const writer = new RegistryWriter(store.fork);
  const secret = await writer.secret('identifier-secret');
  const hash = (value: string): string => createHmac('sha256', secret).update(value).digest('base64url');
  const write = writer.write.bind(writer);
  writer.write = (change) => watch.time('- writing', () => write(change));
  const newId = timedIds(Date.now);
  const matching = new PartyMatching({
    writer,
    settings: readIdentitySettings(),
    decisions: new OwnedStewardDecisions(store.fork),
    whole: new WholeMatching(openCrew),
    newId,
    now: Date.now,
    exclusively: (work) => store.exclusively('registry', work),
  });
  const follow = matching.applyPartyChanges.bind(matching);
  matching.applyPartyChanges = (...given) => watch.time('- matching and writing', () => follow(...given));
  const open = (): Promise<OpenedSources> => {
    const reader = catalog.reader({ today: AS_OF, deadlineMs: 60_000 });
    const sources = legacyPartyRecordSource(reader, hash, (party) => catalog.matchRules(party));
    return Promise.resolve({
      parties: sources,
      contracts: legacyContractNumberSource(reader),
      silent: new Set<string>(),
      leftOut: new Set<string>(),
    });
  };
  const updates = new PartyUpdates(open, matching, log);
  const feed = inProcessFeed(feedSchema('customers', catalog, [PARTY_FEED]), () => AS_OF, quietTelemetry(log));
  const worker = createWorker({
    store,
    log,
    holder: 'bench',
    alone: true,
    registry: new RegistryStore(store.fork),
    parties: {
      apply: (keys) => watch.time('- reading, matching and writing', () => updates.apply(keys)),
      follow: () => Promise.resolve(0),
    },
    sources: new Map([['customers', new FeedClient(feed)]]),
    now: Date.now,
    pause: () => Promise.resolve(),
    intervals: { everyMs: 5000, atMostMs: 86_400_000 },
  });
  return {
    worker,
    records: async () => (await writer.hashes()).size,
    close: async () => {
      await catalog.close();
      await store.close();
    },
  };
}

/** Asks the graph what a sales record is called. */
async function asking(url: string, dataDir: string): Promise<(key: string) => Promise<unknown>> {
  const role = 'GENERAL_MANAGER';
  const definition = readRoles(resolve(__dirname, '../schema/policy/roles.yaml')).get(role);
  if (!definition) throw new Error(`There is no role ${role}`);
  const token = await signDemoToken(await demoIssuerKey(join(dataDir, 'demo-issuer.jwk')), { role, definition, ttl: '1h' });
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  return async (key) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ query: QUERY, variables: { key } }),
    });
    const answer = (await response.json()) as {
      readonly data?: {
        readonly customerBySource?: {
          readonly sourceRecords: readonly { readonly system: string; readonly key: string; readonly name: string }[];
        } | null;
      };
      readonly errors?: readonly { readonly message: string }[];
    };
    if (answer.errors) throw new Error(answer.errors.map(({ message }) => message).join('; '));
    return answer.data?.customerBySource?.sourceRecords.find((record) => record.system === 'sales' && record.key === key)?.name;
  };
}

function print(rows: readonly Times[], known: number): void {
  const parts = [
    'all',
    'query',
    'work of the worker',
    '- reading, matching and writing',
    '- matching and writing',
    '- writing',
    'CPU of all',
  ];
  printLines(`One changed or new row of sales against ${known} records, ${rows.length} times; ms`);
  printTable(
    ['', 'p50', 'p95', 'most'],
    parts.map((part) => {
      const times = rows.map((row) => row.get(part) ?? 0).sort((a, b) => a - b);
      const at = (share: number): string => (times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0).toFixed(1);
      return [part, at(0.5), at(0.95), at(1)];
    }),
  );
}
