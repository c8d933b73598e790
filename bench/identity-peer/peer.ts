import { fork } from 'node:child_process';
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import type { NormalParty } from '../../subgraphs/customers/identity/normalise/normalise-party';
import type { Model } from '../../subgraphs/customers/identity/score/calibrate';
import { SMALLEST_POPULATION } from '../../subgraphs/customers/identity/score/frequencies';
import { readModel } from '../../subgraphs/customers/identity/score/model-file';
import { readBlocking, readWeights } from '../../subgraphs/customers/identity-command/identity-files';
import { progressBar } from '../../subgraphs/customers/identity-command/progress-bar';
import { UnpackedParties } from '../../subgraphs/customers/whole-match/packed-parties';
import { pairsIn } from '../../subgraphs/customers/whole-match/pair-columns';
import { ThreadCrew } from '../../subgraphs/customers/whole-match/thread-crew';
import { scoreWhole, type MatchStep, type WholeScores } from '../../subgraphs/customers/whole-match/whole-match';
import { companyLists } from '../company-lists';
import { printLines, printTable } from '../print-table';
import { loadDuckDb, type PeerOrder, type PeerResult } from './duckdb';
import { blocksOf, boundedSql, partyRow, weightsRow } from './peer-tables';

const KIND = 'ORGANISATION';

/** The comparisons of a whole match beside the same as SQL on DuckDB: the same blocks, values, weights and thresholds. */
export async function printPeer(count: number, threads: number): Promise<void> {
  try {
    loadDuckDb();
  } catch {
    printLines('DuckDB is skipped: it is not installed, as only this benchmark needs it. npm ci --prefix bench/peers');
    return;
  }
  const ours = await scored(count, threads);
  const model = readModel(ours.whole.model, readWeights(), readBlocking());
  const parties = [...new UnpackedParties(ours.whole.parties)];
  const folder = mkdtempSync(join(tmpdir(), 'peer-'));
  try {
    await writeTables(folder, parties, model);
    const { parameters } = model.kinds[KIND];
    const order = { folder, threads, bounded: boundedSql(parameters), review: parameters.review };
    const peer = await askPeer(order);
    const decided = readFileSync(join(folder, 'pairs.csv'), 'utf8').trim().split('\n');
    print(ours, peer, agreement(ours.whole, decided, parameters.merge), count, threads);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Ours {
  readonly whole: WholeScores;
  readonly seconds: ReadonlyMap<MatchStep, number>;
  readonly peakMb: number;
}

async function scored(count: number, threads: number): Promise<Ours> {
  const crew = new ThreadCrew(threads);
  const bar = progressBar(process.stderr);
  const seconds = new Map<MatchStep, number>();
  let [step, from]: [MatchStep, number] = ['NORMALISE', performance.now()];
  try {
    const rules = { weights: readWeights(), blocking: readBlocking() };
    const onProgress = (progress: { readonly step: MatchStep; readonly done: number; readonly of: number }): void => {
      if (progress.step !== step) [step, from] = [progress.step, performance.now()];
      seconds.set(step, (performance.now() - from) / 1000);
      bar.show(progress.step, progress.done, progress.of);
    };
    const whole = await scoreWhole(companyLists(count), { rules, crew, onProgress });
    return { whole, seconds, peakMb: Math.round(process.resourceUsage().maxRSS / 1024) };
  } finally {
    bar.end();
    await crew.end();
  }
}

async function writeTables(folder: string, parties: readonly NormalParty[], model: Model): Promise<void> {
  const kind = model.kinds[KIND];
  const numbers = new Map<string, number>();
  const table = async (name: string, rows: Iterable<object>): Promise<void> => {
    const file = createWriteStream(join(folder, `${name}.json`));
    for (const row of rows) if (!file.write(`${JSON.stringify(row)}\n`)) await once(file, 'drain');
    file.end();
    await once(file, 'finish');
  };
  const own = [...parties.entries()].filter(([, party]) => party.kind === KIND);
  await table(
    'party',
    mapped(own, ([position, party]) => partyRow(party, position, kind)),
  );
  await table('weights', [weightsRow(kind, SMALLEST_POPULATION)]);
  const blocks = function* (): Generator<object> {
    for (const [party, one] of own) {
      for (const key of blocksOf(one, model)) {
        const block = numbers.get(key) ?? numbers.size;
        numbers.set(key, block);
        yield { block, party };
      }
    }
  };
  await table('block', blocks());
}

function* mapped<A, B>(items: Iterable<A>, map: (item: A) => B): Generator<B> {
  for (const item of items) yield map(item);
}

function askPeer(order: PeerOrder): Promise<PeerResult> {
  return new Promise((done, failed) => {
    const child = fork(join(__dirname, 'duckdb-process.ts'), {
      execArgv: ['--conditions=source', '--require', require.resolve('tsx/cjs')],
    });
    child.once('message', (message: { readonly result: PeerResult } | { readonly error: string }) =>
      'error' in message ? failed(new Error(message.error)) : done(message.result),
    );
    child.once('error', failed);
    child.once('exit', (code, signal) => failed(new Error(`the process of DuckDB ended with ${signal ?? code}`)));
    child.send(order);
  });
}

type Decision = 'merge' | 'review' | 'contradicted';

interface Agreement {
  readonly ours: Readonly<Record<Decision, number>>;
  readonly peers: Readonly<Record<Decision, number>>;
  readonly equal: Readonly<Record<Decision, number>>;
  /** Largest difference of two scores that both have, in bits. */
  readonly mostBits: number;
}

/** How many pairs both decide equally. */
function agreement({ pairs }: WholeScores, lines: readonly string[], merge: number): Agreement {
  const none = (): Record<Decision, number> => ({ merge: 0, review: 0, contradicted: 0 });
  const [ours, peers, equal] = [none(), none(), none()];
  const decisionOf = (score: number, isContradicted: boolean): Decision | null => {
    if (isContradicted) return score >= merge ? 'contradicted' : null;
    return score >= merge ? 'merge' : 'review';
  };
  const known = new Map<string, readonly [Decision, number]>();
  for (const { a, b, score, conflict } of pairsIn(pairs)) {
    const decision = decisionOf(score, conflict !== null);
    if (decision === null) continue;
    ours[decision] += 1;
    known.set(`${a},${b}`, [decision, score]);
  }
  let mostBits = 0;
  for (const line of lines) {
    const [a = '', b = '', score = '', conflict = ''] = line.split(',');
    const decision = decisionOf(Number(score), conflict !== '');
    if (decision === null) continue;
    peers[decision] += 1;
    const same = known.get(`${a},${b}`);
    if (same) mostBits = Math.max(mostBits, Math.abs(same[1] - Number(score)));
    if (same?.[0] === decision) equal[decision] += 1;
  }
  return { ours, peers, equal, mostBits };
}

function print(
  { whole, seconds, peakMb }: Ours,
  peer: PeerResult,
  { ours, peers, equal, mostBits }: Agreement,
  count: number,
  threads: number,
): void {
  const comparisons = whole.pairs.reduce((sum, one) => sum + one.comparisons, 0);
  const s = (value: number | undefined): string => (value ?? 0).toFixed(1);
  const ms = seconds.get('SCORE') ?? 0;
  const { block, compare, score } = peer.seconds;
  printLines(`${count} records of companies, ${threads} threads; values are normalised, weights fitted and blocks known to both`);
  printTable(
    ['', 'pairs compared', 'find pairs s', 'compare s', 'weigh s', 'together s', 'peak MB'],
    [
      ['a whole match', String(comparisons), '', '', '', s(ms), String(peakMb)],
      [
        `DuckDB ${peer.version}`,
        String(peer.candidates),
        s(block),
        s(compare),
        s(score),
        s(block + compare + score),
        String(peer.peakMb),
      ],
    ],
  );
  printTable(
    ['pairs', 'a whole match', 'DuckDB', 'both'],
    (['merge', 'review', 'contradicted'] as const).map((one) => [one, String(ours[one]), String(peers[one]), String(equal[one])]),
  );
  printLines(`Scores of the same pair differ by ${mostBits.toFixed(3)} bits at most.`);
  printLines(
    `A whole match also normalises (${s(seconds.get('NORMALISE'))} s), blocks (${s(seconds.get('BLOCK'))} s) and fits (${s(seconds.get('FIT'))} s); its memory is that of all steps.`,
  );
}
