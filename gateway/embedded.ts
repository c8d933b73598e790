import { resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { systemErrorCode } from '#core/system-error';
import { businessDates } from '#runtime/business-date';
import { COMPARE_AT_MOST_MS } from '#runtime/worker-settings';
import { explainStart, runProcess } from '#runtime/run-process';
import { AS_OF } from '../demo/as-of';
import { demoDataIn } from '../demo/load/demo-data';
import { readConfig, turnTelemetryOff } from './config';
import { FIRST_QUERY } from './first-query';
import { startEmbedded, type Running } from './start-embedded';

const DEMO_SOURCES = resolve(__dirname, '../demo/sources.yaml');
const DEMO_PARTIES = 2000;
const DEMO_SEED = 1;
const say = (text: string): boolean => process.stdout.write(`${text}\n`);

async function start(): Promise<Running> {
  turnTelemetryOff();
  const started = performance.now();
  const config = readConfig();
  const isDemo = config.sourcesFile === DEMO_SOURCES;
  const prepare = async (): Promise<void> => {
    const directory = `${config.dataDir}/legacy`;
    const state = isDemo ? demoDataIn(directory) : 'CURRENT';
    if (state === 'CURRENT') return;
    say(state === 'MISSING' ? 'Writing the demo databases, once ...' : 'Writing the demo databases anew, in their new form ...');
    const { loadEmbedded } = await import('../demo/load/embedded.js');
    loadEmbedded({ directory, parties: DEMO_PARTIES, seed: DEMO_SEED });
  };
  const businessDate = businessDates(config.businessDate ?? (isDemo ? AS_OF : null), Date.now);
  const worker = {
    intervalMs: config.workerIntervalMs,
    qualityEveryMs: config.qualityEveryMs,
    // The demo shows what the worker does as one looks on.
    compareAtMostMs: config.workerCompareMs ?? (isDemo ? config.workerIntervalMs : COMPARE_AT_MOST_MS),
  };
  const running = await startEmbedded(config, { businessDate, prepare, worker });
  for (const problem of running.problems) say(`! ${problem}`);
  say(welcome(running.url, config.dataDir, (performance.now() - started) / 1000, businessDate()));
  return running;
}

function welcome(url: string, dataDir: string, seconds: number, businessDate: string): string {
  // The token is signed with the key of this data folder.
  const folder = dataDir === resolve('.data') ? '' : `DATA_DIR='${dataDir}' `;
  return `
The customer graph answers at ${url}/graphql   (${seconds.toFixed(1)} s, business day ${businessDate})

In another terminal:

  TOKEN=$(${folder}npm run --silent token -- GENERAL_MANAGER)
  curl -s ${url}/graphql -H "authorization: Bearer $TOKEN" -H 'content-type: application/json' \\
    -d '${JSON.stringify({ query: FIRST_QUERY })}'

More operations: schema/operations. Stop with Ctrl-C; the data stay.`;
}

/** What a person can do about a failed start. */
function explain(error: unknown): string {
  if (systemErrorCode(error) !== 'EADDRINUSE') return explainStart(error);
  const { port } = readConfig();
  return `Port ${port} is in use. Start on another one: PORT=${port + 1} npm start`;
}

runProcess(start, explain);
