import { pino } from 'pino';
import type { FeedLag } from '#core/feed';
import { businessDates } from '#runtime/business-date';
import { FeedClient } from '#runtime/feeds/feed-client';
import { httpFeed } from '#runtime/feeds/http-feed';
import { drainingServer } from '#runtime/http/draining-server';
import { sendJson } from '#runtime/http/read-body';
import { runProcess } from '#runtime/run-process';
import { createInProcess } from '../in-process';
import { readWorkerConfig } from './config';

/** `npm run worker` */
runProcess(async () => {
  const { subgraphs, sourceUrl: urlFor, storeUrl, sourcesFile, ...config } = readWorkerConfig();
  const log = pino({ level: config.logLevel });
  const businessDate = businessDates(config.businessDate, Date.now);
  const customers = await createInProcess({ sourcesFile, urlFor, storeUrl: storeUrl('customers'), businessDate, log });
  const callers = [...subgraphs].map(([name, { url, key }]) => httpFeed({ name, url, key, businessDate, now: Date.now }));
  const sources = new Map(callers.map((caller) => [caller.subgraph, new FeedClient(caller)]));
  let lags: readonly FeedLag[] = [];
  const worker = customers.follow(sources, { ...config, onLags: (next) => (lags = next) });
  const { listen, drain } = drainingServer((request, response, draining) => {
    if (request.url === '/live') return sendJson(response, 200, { status: 'ok' });
    if (request.url === '/ready')
      return sendJson(response, draining ? 503 : 200, { status: draining ? 'draining' : 'ok', feeds: lags });
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
    },
  };
});
