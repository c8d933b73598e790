import { resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { MappingError } from '#legacy/mapping/mapping-error';
import { AS_OF } from '../demo/as-of';
import { demoDataIn, loadEmbedded } from '../demo/load/embedded';
import { ConfigError, readConfig, turnTelemetryOff } from './config';
import { DataDirInUseError, DataDirUnusableError } from './data-dir-lock';
import { FIRST_QUERY } from './first-query';
import { systemErrorCode } from '#core/system-error';
import { startEmbedded } from './start-embedded';

const DEMO_SOURCES = resolve(__dirname, '../demo/sources.yaml');
const DEMO_PARTIES = 2000;
const DEMO_SEED = 1;
const say = (text: string): boolean => process.stdout.write(`${text}\n`);

async function main(): Promise<void> {
  turnTelemetryOff();
  const started = performance.now();
  const config = readConfig();
  const isDemo = config.sourcesFile === DEMO_SOURCES;
  const prepare = (): void => {
    const directory = `${config.dataDir}/legacy`;
    const state = isDemo ? demoDataIn(directory) : 'CURRENT';
    if (state === 'CURRENT') return;
    say(state === 'MISSING' ? 'Writing the demo databases, once ...' : 'Writing the demo databases anew, in their new form ...');
    loadEmbedded({ directory, parties: DEMO_PARTIES, seed: DEMO_SEED });
  };
  const businessDate = config.businessDate ?? (isDemo ? AS_OF : todayIn('Asia/Shanghai'));
  const running = await startEmbedded(config, { businessDate, prepare });
  let stopping = false;
  const stop = (): void => {
    // npm and tsx pass the signal on, so that it comes more than once.
    if (stopping) return;
    stopping = true;
    running.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  for (const problem of running.problems) say(`! ${problem}`);
  say(welcome(running.url, config.dataDir, (performance.now() - started) / 1000, businessDate));
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

function todayIn(timezone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: timezone }).format(new Date());
}

/** What a person can do about a failed start. */
function explain(error: unknown, port: number | undefined): string {
  if (error instanceof ConfigError) return `Settings that cannot be used:\n${error.message}`;
  if (error instanceof MappingError || error instanceof DataDirInUseError || error instanceof DataDirUnusableError)
    return error.message;
  const code = systemErrorCode(error);
  if (code === 'EADDRINUSE') return `Port ${port ?? ''} is in use. Start on another one: PORT=${(port ?? 4000) + 1} npm start`;
  if (code === 'EACCES' || code === 'EROFS')
    return 'DATA_DIR cannot be written. Name a folder that can: DATA_DIR=/path npm start';
  if (code === 'ENOENT' && error instanceof Error && 'path' in error && typeof error.path === 'string')
    return `${error.path} does not exist. Check the settings that name files: .env.example tells them.`;
  if (code === 'ENOSPC') return 'The disk of DATA_DIR is full. Make room, or name another folder: DATA_DIR=/path npm start';
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function portOf(): number | undefined {
  try {
    return readConfig().port;
  } catch {
    return undefined;
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${explain(error, portOf())}\n`);
  process.exit(1);
});
