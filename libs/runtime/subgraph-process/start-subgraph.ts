import { join } from 'node:path';
import type { Logger } from 'pino';
import { readAccessPolicy } from '#policy/access-policy';
import { guardSchema } from '#policy/guard-schema';
import { businessDates } from '../business-date';
import { lockDataDir } from '../data-dir-lock';
import { FEED_PATH } from '../feeds/feed-path';
import { mayReadFeeds } from '../feeds/worker-principal';
import { LoadGate, RETRY_AFTER_S } from '../http/load-gate';
import { mayOperate, sendMetrics } from '../http/may-operate';
import { openTelemetry, type Telemetry } from '../telemetry';
import { drainingServer, type DrainingServer } from '../http/draining-server';
import { sendJson } from '../http/read-body';
import type { InProcessSubgraph, SubgraphOptions } from '../in-process-subgraph';
import { memoryNonces, type Nonces } from '../signing/nonces';
import { redisNonces } from '../signing/redis-nonces';
import type { SubgraphConfig } from './config';
import { fetchDoor, type Measure } from './fetch-door';

/** Longer than the gateway keeps an idle connection: the gateway is the one to close it, never with a request under way. */
const KEEP_ALIVE_MS = 65_000;
/** Seconds within which an answer must be likely while there is too much to do: the gateway waits no longer than 1.5. */
const ANSWER_WITHIN_S = 1;

export type CreateSubgraph = (options: SubgraphOptions) => Promise<InProcessSubgraph>;

export interface RunningSubgraph {
  /** Where the gateway posts its fetches. */
  readonly url: string;
  /** What is wrong although it serves. */
  readonly problems: readonly string[];
  stop(): Promise<void>;
}

/** Serves one subgraph over HTTP to a gateway that signs its requests; whatever was opened is closed again when it fails. */
export async function startSubgraph(
  name: string,
  create: CreateSubgraph,
  config: SubgraphConfig,
  given?: Logger,
  onStatement?: SubgraphOptions['onStatement'],
): Promise<RunningSubgraph> {
  const closing: (() => Promise<void> | void)[] = [];
  const stop = async (): Promise<void> => {
    for (const close of closing.splice(0).reverse()) await close();
  };
  try {
    const { sourcesFile, sourceUrl: urlFor } = config;
    const telemetry = await openTelemetry(name, config, given);
    const { log, metrics } = telemetry;
    closing.push(() => telemetry.tracing.close());
    const policy = readAccessPolicy(config.policyDir);
    const storeUrl = config.storeUrl(name);
    // A store in a file belongs to one process.
    if (storeUrl.startsWith('file:')) closing.push(lockDataDir(join(config.dataDir, 'owned', name)));
    const businessDate = businessDates(config.businessDate, Date.now);
    const subgraph = await create({ sourcesFile, urlFor, storeUrl, businessDate, policy, log, onStatement });
    closing.push(() => subgraph.close());
    metrics.watchPools(() => subgraph.poolUse?.() ?? []);
    guardSchema(subgraph.schema, policy);
    const problems = await subgraph.check();
    await subgraph.start?.();
    const nonces = config.redisUrl ? await redisNonces(config.redisUrl, name, Date.now, log) : memoryNonces(Date.now);
    closing.push(() => nonces.close());
    const { listen, drain } = serverOf(subgraph, problems, nonces, config, telemetry);
    const url = await listen(config.port, config.host);
    closing.push(drain);
    return { url: `${url}/graphql`, problems, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function serverOf(
  subgraph: InProcessSubgraph,
  problems: readonly string[],
  nonces: Nonces,
  { signingKeys: keys, opsToken }: SubgraphConfig,
  telemetry: Telemetry,
): DrainingServer {
  const { log, metrics } = telemetry;
  const common = { keys, nonces, now: Date.now, telemetry };
  const { name, feed } = subgraph;
  const door = fetchDoor({ subgraph, ...common, measure: (outcome, ms) => metrics.fetch(name, outcome, ms) });
  const measureFeed: Measure = (outcome, ms) => metrics.feedQuestion(name, outcome, ms);
  const feedDoor = feed ? fetchDoor({ subgraph: feed, admits: mayReadFeeds, ...common, measure: measureFeed }) : door;
  const degraded = (): readonly string[] => [...(problems.length > 0 ? ['sources'] : []), ...[nonces.problem() ?? []].flat()];
  const gate = new LoadGate();
  const serving = drainingServer((request, response, draining) => {
    const path = request.url;
    if (path === '/live') return sendJson(response, 200, { status: 'ok' });
    if (path === '/ready' && draining) return sendJson(response, 503, { status: 'draining' });
    if (path === '/ready')
      return sendJson(response, 200, { status: 'ok', ...(degraded().length > 0 && { degraded: degraded() }) });
    if (path === '/metrics' && mayOperate(request, opsToken)) return void sendMetrics(response, metrics);
    // The worker asks one question at a time and is never too much.
    if (path !== FEED_PATH && !gate.admits(ANSWER_WITHIN_S))
      return void response.writeHead(503, { 'retry-after': String(RETRY_AFTER_S) }).end();
    const ended = gate.begin();
    response.once('close', () => ended(response.statusCode === 200));
    return void (path === FEED_PATH ? feedDoor : door)(request, response).catch((error: unknown) => {
      if (request.destroyed && !request.complete) return;
      log.error({ err: error, subgraph: subgraph.name }, 'fetch failed');
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  serving.server.keepAliveTimeout = KEEP_ALIVE_MS;
  return serving;
}
