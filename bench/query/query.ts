import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Pool } from 'undici';
import { printLines, printTable } from '../print-table';
import { load, percentile } from './load';
import { readyOperations, type Ask } from './operations';
import type { Part } from './served-process';
import { TOPOLOGIES, type MeasuredGraph, type TopologyName } from './topologies';

const SIZES = { demo: 2000, small: 100_000 } as const;
const PARTS: readonly Part[] = ['gateway', 'subgraphs', 'database'];
/** Customers that are asked for by turns. */
const CUSTOMERS = 500;
const WARM_SECONDS = 3;

interface Options {
  readonly topologies: readonly TopologyName[];
  readonly parties: number;
  readonly seconds: number;
  readonly concurrent: readonly number[];
  readonly data: string | null;
}

const ABOUT = `
The operations that clients register, by their ids, each for ${CUSTOMERS} customers by turns, in closed loops: a request begins when the one before it
ended. The client runs on the same machine and takes part of it; CPU is that of the processes of the product and of the database (/proc), without the
client, divided by the requests. Embedded: all of it in the process of "npm start" on files. Distributed: gateway and four subgraphs on MariaDB.
`;

export async function benchQuery(argv: readonly string[]): Promise<void> {
  const options = optionsOf(argv);
  const directory = options.data ?? mkdtempSync(join(tmpdir(), 'bench-query-'));
  mkdirSync(directory, { recursive: true });
  printLines(ABOUT, `Node ${process.version}, ${cpus().length} cores, ${options.parties} customers`, '');
  try {
    for (const name of options.topologies) await measure(name, directory, options);
  } finally {
    if (options.data === null) rmSync(directory, { recursive: true, force: true });
  }
}

async function measure(name: TopologyName, directory: string, { parties, seconds, concurrent }: Options): Promise<void> {
  const graph = await TOPOLOGIES[name]({ directory, parties });
  const pool = new Pool(graph.url, { connections: Math.max(...concurrent), pipelining: 1 });
  try {
    const rows: string[][] = [];
    for (const operation of await readyOperations(pool, graph.dataDir, CUSTOMERS)) {
      await load(operation.ask, Math.max(...concurrent), WARM_SECONDS);
      for (const clients of concurrent) rows.push([operation.name, ...(await row(graph, operation.ask, clients, seconds))]);
    }
    const parts = PARTS.filter((part) => graph.cpuMs().has(part));
    const cpu = name === 'embedded' ? ['CPU ms/request'] : ['CPU ms/request', ...parts];
    printLines('', `${name}, ${parties} customers`, '');
    printTable(['operation', 'at once', 'requests', 'with errors', 'p50 ms', 'p99 ms', 'requests/s', 'KB', ...cpu], rows);
    printLines('');
    printTable(['process', 'ready after s', 'memory MB', 'peak MB'], graph.processes.map(memoryRow));
  } finally {
    await pool.close();
    await graph.stop();
  }
}

async function row(graph: MeasuredGraph, ask: Ask, clients: number, forSeconds: number): Promise<readonly string[]> {
  const before = graph.cpuMs();
  const { requests, failed, seconds, bytes, times } = await load(ask, clients, forSeconds);
  const after = graph.cpuMs();
  const spent = [...after].map(([part, ms]) => [part, (ms - (before.get(part) ?? 0)) / requests] as const);
  const all = spent.reduce((sum, [, ms]) => sum + ms, 0);
  const byPart = PARTS.flatMap((part) => spent.filter(([name]) => name === part).map(([, ms]) => ms.toFixed(1)));
  return [
    String(clients),
    String(requests),
    String(failed),
    percentile(times, 50).toFixed(1),
    percentile(times, 99).toFixed(1),
    (requests / seconds).toFixed(1),
    (bytes / requests / 1024).toFixed(1),
    all.toFixed(1),
    ...(spent.length > 1 ? byPart : []),
  ];
}

function memoryRow(process: MeasuredGraph['processes'][number]): readonly string[] {
  const { rssMb, peakMb } = process.use();
  return [process.name, process.startSeconds.toFixed(1), rssMb.toFixed(0), peakMb.toFixed(0)];
}

function optionsOf(argv: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      topology: { type: 'string', default: 'both' },
      size: { type: 'string', default: 'demo' },
      seconds: { type: 'string', default: '6' },
      concurrent: { type: 'string', default: '1,20' },
      data: { type: 'string' },
    },
  });
  const { topology, size, data } = values;
  if (size !== 'demo' && size !== 'small') throw new Error(`--size is demo or small, not ${size}`);
  if (topology !== 'both' && topology !== 'embedded' && topology !== 'distributed')
    throw new Error(`--topology is embedded, distributed or both, not ${topology}`);
  return {
    topologies: topology === 'both' ? ['embedded', 'distributed'] : [topology],
    parties: SIZES[size],
    seconds: wholeNumber('--seconds', values.seconds),
    concurrent: values.concurrent.split(',').map((text) => wholeNumber('--concurrent', text)),
    data: data === undefined ? null : resolve(data),
  };
}

function wholeNumber(option: string, text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new Error(`${option} takes whole numbers from 1, not ${text}`);
  return Number(text);
}
