import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

/** What the peer is asked to do: files in a folder, and how. */
export interface PeerOrder {
  readonly folder: string;
  readonly threads: number;
  /** SQL of the bounded sum of the weights. */
  readonly bounded: string;
  readonly review: number;
}

export interface PeerResult {
  readonly version: string;
  readonly candidates: number;
  readonly seconds: Readonly<Record<'block' | 'compare' | 'score', number>>;
  readonly peakMb: number;
}

interface Connection {
  run(sql: string): Promise<unknown>;
  runAndReadAll(sql: string): Promise<{ getRowObjectsJson(): readonly Record<string, unknown>[] }>;
}

/** As much of @duckdb/node-api as is used: it is installed by the bench alone. */
interface DuckDb {
  readonly DuckDBInstance: {
    create(path: string, options: Readonly<Record<string, string>>): Promise<{ connect(): Promise<Connection> }>;
  };
}

const PEERS = resolve(__dirname, '../peers/package.json');
const LOADED = ['party', 'block', 'weights'];

export function loadDuckDb(): DuckDb {
  return createRequire(PEERS)('@duckdb/node-api') as DuckDb;
}

const statementsOf = (sql: string): readonly string[] =>
  sql
    .replace(/^--.*$/gm, '')
    .split(/;\s*$/m)
    .filter((one) => one.trim() !== '');

/** Does the comparisons of `baseline.sql`, and writes the pairs from the review threshold on to `pairs.csv`. */
export async function compareInDuckDb({ folder, threads, bounded, review }: PeerOrder): Promise<PeerResult> {
  const { DuckDBInstance } = loadDuckDb();
  const connection = await (await DuckDBInstance.create(':memory:', { threads: String(threads) })).connect();
  const one = async (sql: string): Promise<Record<string, unknown>> =>
    (await connection.runAndReadAll(sql)).getRowObjectsJson()[0] ?? {};
  for (const name of LOADED)
    await connection.run(
      `create table ${name} as select * from read_json('${join(folder, `${name}.json`)}', format = 'newline_delimited', maximum_object_size = 100000000)`,
    );
  const sql = readFileSync(join(__dirname, 'baseline.sql'), 'utf8').replace('{bounded}', bounded);
  const seconds = { block: 0, compare: 0, score: 0 };
  for (const statement of statementsOf(sql)) {
    const from = performance.now();
    await connection.run(statement);
    const took = (performance.now() - from) / 1000;
    if (statement.includes('create table candidate')) seconds.block = took;
    if (statement.includes('create table compared')) seconds.compare = took;
    if (statement.includes('create table scored')) seconds.score = took;
  }
  await connection.run(
    `copy (select a, b, score, conflict from scored where score >= ${review}) to '${join(folder, 'pairs.csv')}' (header false)`,
  );
  const { candidates, version } = await one('select count(*)::integer as candidates, version() as version from candidate');
  return {
    version: String(version),
    candidates: Number(candidates),
    seconds,
    peakMb: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}
