import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pino } from 'pino';
import { openCatalog, type LegacyCatalog } from '#legacy/source/legacy-catalog';
import { FeedClient } from '#runtime/feeds/feed-client';
import { feedSchema } from '#runtime/feeds/feed-schema';
import { inProcessFeed } from '#runtime/feeds/in-process-feed';
import { PARTY_FEED } from '#runtime/feeds/legacy-feed';
import { openStore, type Store } from '#runtime/store/open-store';
import { quietTelemetry } from '#runtime/telemetry';
import { AS_OF } from '../../../demo/as-of';
import { loadEmbedded } from '../../../demo/load/embedded';
import { matchingOver } from '../../../subgraphs/customers/registry/fixtures/matching-over';
import { readIdentitySettings } from '../../../subgraphs/customers/registry/identity-settings';
import { legacyPartyRecordSource } from '../../../subgraphs/customers/registry/party-record.source.legacy';
import { MovedReferences } from '../../../subgraphs/customers/registry/moved-references';
import { PartyUpdates, type OpenedSources } from '../../../subgraphs/customers/registry/party-updates';
import { RegistryStore } from '../../../subgraphs/customers/registry/registry.store';
import { RegistryWriter } from '../../../subgraphs/customers/registry/registry-writer.store';
import { legacyContractNumberSource } from '../../../subgraphs/customers/search/contract-number.source.legacy';
import { customersStore } from '../../../subgraphs/customers/store';
import { createWorker } from '../../../subgraphs/customers/worker/create-worker';
import type { Worker } from '../../../subgraphs/customers/worker/worker';

const SOURCES_FILE = resolve(__dirname, '../../../demo/sources.yaml');
const DAY_MS = 86_400_000;
const log = pino({ level: 'silent' });

const CUSTOMERS = 'select id, pseudonym, name, version, golden, search_hash from customer order by id';
const RECORDS = `select r.system, source_key, customer_id, home_id, matched_by, record, evidence, contracts, owner, parent, row_hash
  from source_record r order by r.system, source_key`;
const ALIASES = 'select id, customer_id from customer_alias order by id';
const PAIRS = 'select a, b, round(score, 6) as score, conflict from match_pair order by a, b';

type Row = Readonly<Record<string, unknown>>;

/** Everything that matching makes of the records, as text in a certain order. */
export interface Matched {
  readonly customers: readonly Row[];
  readonly records: readonly Row[];
  readonly aliases: readonly Row[];
  readonly pairs: readonly Row[];
}

/** The demo in embedded files, followed by the worker of the customers subgraph through its own feeds. */
export class FollowedDemo {
  private now = Date.parse(`${AS_OF}T08:00:00Z`);

  private constructor(
    readonly directory: string,
    private readonly catalog: LegacyCatalog,
    private readonly store: Store,
    private readonly worker: Worker,
  ) {}

  static async open(storeUrl: string, { parties, seed }: { readonly parties: number; readonly seed: number }) {
    const directory = mkdtempSync(join(tmpdir(), 'increments-'));
    loadEmbedded({ directory, parties, seed });
    const urlFor = (source: string): string => `file:${join(directory, `${source}.db`)}`;
    const catalog = await openCatalog({ sourcesFile: SOURCES_FILE, subgraph: 'customers', urlFor });
    const store = await openStore(customersStore, storeUrl);
    const today = (): string => AS_OF;
    const open = (): Promise<OpenedSources> => Promise.resolve(sourcesOf(catalog));
    const feeds = inProcessFeed(feedSchema('customers', catalog, [PARTY_FEED]), today, quietTelemetry(log));
    const writer = new RegistryWriter(store.fork);
    const references = {
      parties: new PartyUpdates(open, matchingOver(store), log),
      known: () => writer.references(),
      open,
      now: () => demo.now,
      log,
    };
    const demo: FollowedDemo = new FollowedDemo(
      directory,
      catalog,
      store,
      createWorker({
        store,
        log,
        holder: 'test',
        alone: true,
        registry: new RegistryStore(store.fork),
        parties: new MovedReferences(references, true),
        sources: new Map([['customers', new FeedClient(feeds)]]),
        now: () => demo.now,
        pause: () => Promise.resolve(),
        intervals: { everyMs: 5000, atMostMs: DAY_MS },
      }),
    );
    return demo;
  }

  /** A day later: the worker looks at every feed, compares all rows, and follows what it finds. */
  async cycle(): Promise<void> {
    this.now += 2 * DAY_MS;
    if (!(await this.worker.cycle())) throw new Error('It was not the turn of the worker');
  }

  /** Matches all records anew, as a release with other rules does: with the weights that were fitted before. */
  async rebuild(): Promise<void> {
    const settings = { ...readIdentitySettings(), rules: 'again' };
    const matching = matchingOver(this.store, { settings });
    await new PartyUpdates(() => Promise.resolve(sourcesOf(this.catalog)), matching, log).refresh();
    await this.store
      .fork()
      .getConnection()
      .execute(`update registry_setting set value = '${readIdentitySettings().rules}' where name = 'rules'`);
  }

  async matched(): Promise<Matched> {
    const [customers = [], records = [], aliases = [], pairs = []] = await Promise.all(
      [CUSTOMERS, RECORDS, ALIASES, PAIRS].map((sql) => rowsOf(this.store, sql)),
    );
    return { customers, records, aliases, pairs };
  }

  async close(): Promise<void> {
    await this.catalog.close();
    await this.store.close();
    rmSync(this.directory, { recursive: true, force: true });
  }
}

/** Which records are one customer, whatever it is called. */
export function clustersIn(records: readonly Row[]): readonly string[] {
  const found = new Map<string, string[]>();
  for (const { system, source_key, customer_id } of records) {
    const id = String(customer_id);
    found.set(id, [...(found.get(id) ?? []), `${String(system)} ${String(source_key)}`]);
  }
  return [...found.values()].map((members) => members.sort().join(' + ')).sort();
}

const rowsOf = (store: Store, sql: string): Promise<readonly Row[]> => store.fork().getConnection().execute(sql);

function sourcesOf(catalog: LegacyCatalog): OpenedSources {
  const silent = new Set<string>();
  const reader = catalog.reader({
    today: AS_OF,
    deadlineMs: 60_000,
    onRead: ({ source, status }) => void (status === 'OK' || silent.add(source)),
  });
  const hash = (value: string): string => createHmac('sha256', 'a secret of the test').update(value).digest('base64url');
  return {
    parties: legacyPartyRecordSource(reader, hash, (party) => catalog.matchRules(party)),
    contracts: legacyContractNumberSource(reader),
    silent,
    leftOut: new Set(),
  };
}
