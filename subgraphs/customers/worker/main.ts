import type { FeedLag } from '#core/feed';
import { ALL_ROWS, type Sight } from '#policy/access-policy';
import { businessDates } from '#runtime/business-date';
import { FeedClient } from '#runtime/feeds/feed-client';
import { httpFeed } from '#runtime/feeds/http-feed';
import { drainingServer } from '#runtime/http/draining-server';
import { mayOperate, sendMetrics } from '#runtime/http/may-operate';
import { sendJson } from '#runtime/http/read-body';
import { runProcess } from '#runtime/run-process';
import { openTelemetry } from '#runtime/telemetry';
import { createInProcess } from '../in-process';
import { readWorkerConfig } from './config';

/** `npm run worker` */
runProcess(async () => {
  const { subgraphs, sourceUrl: urlFor, storeUrl, sourcesFile, ...config } = readWorkerConfig();
  const { log, metrics, tracing } = await openTelemetry('worker', config);
  const businessDate = businessDates(config.businessDate, Date.now);
  // Nobody asks the worker.
  const policy = { sight: (): Sight => 'NONE', rowScope: () => ALL_ROWS };
  const customers = await createInProcess({ sourcesFile, urlFor, storeUrl: storeUrl('customers'), businessDate, policy, log });
  const callers = [...subgraphs].map(([name, { url, key }]) => httpFeed({ name, url, key, businessDate, now: Date.now }));
  const sources = new Map(callers.map((caller) => [caller.subgraph, new FeedClient(caller)]));
  metrics.watchPools(() => customers.poolUse?.() ?? []);
  let lags: readonly FeedLag[] = [];
  const onLags = (next: readonly FeedLag[]): void => {
    lags = next;
    metrics.feeds(next);
  };
  const worker = customers.follow(sources, { ...config, onLags });
  const { listen, drain } = drainingServer((request, response, draining) => {
    if (request.url === '/live') return sendJson(response, 200, { status: 'ok' });
    if (request.url === '/ready')
      return sendJson(response, draining ? 503 : 200, { status: draining ? 'draining' : 'ok', feeds: lags });
    if (request.url === '/metrics' && mayOperate(request, config.opsToken)) return void sendMetrics(response, metrics);
    return void response.writeHead(404).end();
  });
  const url = await listen(config.port, config.host);
  process.stdout.write(`The worker tells how it stands at ${url}/ready\n`);
  return {
    async stop() {
      await worker.stop();
      await drain();
      await Promise.all(callers.map((caller) => caller.close()));
      await customers.close();
      await tracing.close();
    },
  };
});
