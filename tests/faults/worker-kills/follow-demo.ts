import Database from 'libsql';
import { pino } from 'pino';
import { readAccessPolicy } from '#policy/access-policy';
import { FeedClient } from '#runtime/feeds/feed-client';
import { inProcessFeed } from '#runtime/feeds/in-process-feed';
import type { InProcessSubgraph, SubgraphOptions } from '#runtime/in-process-subgraph';
import { quietTelemetry } from '#runtime/telemetry';
import { AS_OF } from '../../../demo/as-of';
import { readConfig } from '../../../gateway/config';
import { createInProcess as createCustomers } from '../../../subgraphs/customers/in-process';
import { createInProcess as createHospitality } from '../../../subgraphs/hospitality/in-process';
import { createInProcess as createSales } from '../../../subgraphs/sales/in-process';
import { createInProcess as createServiceTickets } from '../../../subgraphs/service-tickets/in-process';

// The process that is killed: the worker and the subgraphs it follows, without a gateway. It says "follows" when the worker begins, and kills
// itself with signal 9 before its n-th write into the table that it is told.
const SUBGRAPHS: Readonly<Record<string, (options: SubgraphOptions) => Promise<InProcessSubgraph>>> = {
  sales: createSales,
  'service-tickets': createServiceTickets,
  hospitality: createHospitality,
};
const INTERVALS = { intervalMs: 50, compareAtMostMs: 200 };

/** Only between two writes can a kill lose or double anything. */
const WRITES = /^\s*(insert|update|delete)/i;

function dieBefore(table: string, write: number): void {
  let sent = 0;
  const apply = (prepare: (sql: string) => unknown, database: unknown, sql: [string]): unknown => {
    if (WRITES.test(sql[0]) && sql[0].includes(table) && (sent += 1) === write) process.kill(process.pid, 'SIGKILL');
    return Reflect.apply(prepare, database, sql);
  };
  const prepare = Reflect.get(Database.prototype, 'prepare') as (sql: string) => unknown;
  Reflect.set(Database.prototype, 'prepare', new Proxy(prepare, { apply }));
}

async function follow(): Promise<void> {
  const { sourcesFile, sourceUrl: urlFor, storeUrl, policyDir } = readConfig();
  const policy = readAccessPolicy(policyDir);
  const telemetry = quietTelemetry(pino({ level: 'silent' }));
  const businessDate = (): string => AS_OF;
  const optionsOf = (name: string): SubgraphOptions => ({
    sourcesFile,
    urlFor,
    storeUrl: storeUrl(name),
    businessDate,
    policy,
    log: telemetry.log,
  });
  const customers = await createCustomers(optionsOf('customers'));
  const all: InProcessSubgraph[] = [customers];
  for (const [name, create] of Object.entries(SUBGRAPHS)) all.push(await create(optionsOf(name)));
  for (const subgraph of all) await subgraph.start?.();
  const feeds = all.flatMap(({ name, feed }) =>
    feed ? [[name, new FeedClient(inProcessFeed(feed, businessDate, telemetry))] as const] : [],
  );
  const [table = '', write = ''] = process.argv.slice(2);
  dieBefore(table, Number(write));
  process.stdout.write('follows\n');
  customers.follow(new Map(feeds), INTERVALS);
}

void follow();
