import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { FeedLag } from '#core/feed';
import { GRAPH_AUDIENCES, type GraphAudience } from '#policy/claims';
import { guardSchema } from '#policy/guard-schema';
import { lockDataDir } from '#runtime/data-dir-lock';
import { FeedClient } from '#runtime/feeds/feed-client';
import { inProcessFeed } from '#runtime/feeds/in-process-feed';
import { LoadGate } from '#runtime/http/load-gate';
import type { FollowOptions, InProcessSubgraph, SubgraphOptions } from '#runtime/in-process-subgraph';
import { openTelemetry, type Telemetry } from '#runtime/telemetry';
import { createInProcess as createCustomers } from '../subgraphs/customers/in-process';
import { createInProcess as createHospitality } from '../subgraphs/hospitality/in-process';
import { createInProcess as createSales } from '../subgraphs/sales/in-process';
import { createInProcess as createServiceTickets } from '../subgraphs/service-tickets/in-process';
import { audienceFile } from './audiences/audience-file';
import { openCallers } from './callers/open-callers';
import type { Config } from './config';
import { inProcessPort } from './execution/in-process-port';
import { SubgraphSource } from './execution/subgraph-source';
import { SupergraphFile } from './execution/supergraph-file';
import { closingOnFailure, serveGraph, type Running } from './serve-graph';
import { readRules } from './rules';
import { SourceHealth } from './source-health';
import { sharedGatewayStore } from './store/shared-gateway-store';

export type CreateSubgraph = (options: SubgraphOptions) => Promise<InProcessSubgraph>;
export type { Running };

/** The subgraphs of the product. */
export const SUBGRAPHS: Readonly<Record<string, CreateSubgraph>> = {
  customers: createCustomers,
  sales: createSales,
  'service-tickets': createServiceTickets,
  hospitality: createHospitality,
};

export interface EmbeddedOptions {
  /** Business day of the moment, YYYY-MM-DD. */
  readonly businessDate: () => string;
  readonly onStatement?: SubgraphOptions['onStatement'];
  /** Other subgraphs than the product's own, for tests; the supergraph of the configuration must name them. */
  readonly subgraphs?: Readonly<Record<string, CreateSubgraph>>;
  readonly log?: Logger;
  /** How the worker runs in this process; absent: nobody follows the feeds. */
  readonly worker?: Omit<FollowOptions, 'isAsked'>;
  /** Makes data that must be there before the subgraphs open; runs alone on the data folder. */
  readonly prepare?: () => Promise<void> | void;
}

/**
 * Starts the gateway and its subgraphs in this process.
 * @throws DataDirInUseError, MappingError, or the error of a port that cannot be used; whatever was opened is closed again
 */
export function startEmbedded(config: Config, options: EmbeddedOptions): Promise<Running> {
  return closingOnFailure(async (closing, stop) => {
    closing.push(lockDataDir(config.dataDir));
    await options.prepare?.();
    await mkdir(join(config.dataDir, 'owned'), { recursive: true });
    const telemetry = await openTelemetry('customer-graph', config, options.log);
    closing.push(() => telemetry.tracing.close());
    const { log } = telemetry;
    const health = new SourceHealth(Date.now);
    const rules = readRules(config);
    const subgraphs = await openSubgraphs(config, options, rules.policy, log, (subgraph) => closing.push(() => subgraph.close()));
    telemetry.metrics.watchPools(() => subgraphs.flatMap((each) => each.poolUse?.() ?? []));
    for (const { schema } of subgraphs) guardSchema(schema, rules.policy);
    for (const subgraph of subgraphs) health.setProblems(subgraph.name, await subgraph.check());
    for (const subgraph of subgraphs) await subgraph.start?.();
    const sources = new Map(subgraphs.map((each) => [each.name, new SubgraphSource(inProcessPort(each, telemetry), telemetry)]));
    const store = sharedGatewayStore(config.storeUrl('gateway'));
    const gate = new LoadGate();
    const graph = {
      audiences: GRAPH_AUDIENCES,
      supergraphOf: (audience: GraphAudience) =>
        new SupergraphFile(audienceFile(config.supergraphFile, audience), { follow: false, known: [...sources.keys()], log }),
      sourceOf: (name: string) => {
        const source = sources.get(name);
        if (!source) throw new Error(`The supergraph names a subgraph ${name} that does not run here`);
        return source;
      },
      rules,
      store,
      callers: await openCallers(config, store.open, log),
      health,
      businessDate: options.businessDate,
      gate,
      telemetry,
    };
    const url = await serveGraph(graph, config, closing);
    const worker = options.worker && { ...options.worker, isAsked: () => gate.isAsked() };
    if (worker) followFeeds(subgraphs, worker, options.businessDate, telemetry, closing);
    return { url, problems: health.problems(), stop };
  });
}

function followFeeds(
  subgraphs: readonly InProcessSubgraph[],
  worker: FollowOptions,
  businessDate: () => string,
  telemetry: Telemetry,
  closing: (() => Promise<void> | void)[],
): void {
  const feeds = subgraphs.flatMap(({ name, feed }) =>
    feed ? [[name, inProcessFeed(feed, businessDate, telemetry)] as const] : [],
  );
  const sources = new Map(feeds.map(([name, caller]) => [name, new FeedClient(caller)]));
  const onLags = (lags: readonly FeedLag[]): void => {
    telemetry.metrics.feeds(lags);
    worker.onLags?.(lags);
  };
  for (const subgraph of subgraphs) {
    const running = subgraph.follow?.(sources, { ...worker, onLags });
    if (running) closing.push(() => running.stop());
  }
}

async function openSubgraphs(
  { sourcesFile, sourceUrl: urlFor, storeUrl }: Config,
  { businessDate, onStatement, subgraphs = SUBGRAPHS }: EmbeddedOptions,
  policy: SubgraphOptions['policy'],
  log: Logger,
  opened: (subgraph: InProcessSubgraph) => void,
): Promise<readonly InProcessSubgraph[]> {
  const all: InProcessSubgraph[] = [];
  for (const [name, create] of Object.entries(subgraphs)) {
    const subgraph = await create({ sourcesFile, urlFor, storeUrl: storeUrl(name), businessDate, policy, log, onStatement });
    opened(subgraph);
    all.push(subgraph);
  }
  return all;
}
