import { MatchIndex } from '../subgraphs/customers/identity/match-index';
import { normaliseParty } from '../subgraphs/customers/identity/normalise/normalise-party';
import { readModel } from '../subgraphs/customers/identity/score/model-file';
import { readBlocking, readWeights } from '../subgraphs/customers/identity-command/identity-files';
import { progressBar } from '../subgraphs/customers/identity-command/progress-bar';
import { hashForReports } from '../subgraphs/customers/identity-command/report-hash';
import { pairsIn } from '../subgraphs/customers/whole-match/pair-columns';
import { ThreadCrew } from '../subgraphs/customers/whole-match/thread-crew';
import { matchWhole, type MatchStep, type WholeMatch } from '../subgraphs/customers/whole-match/whole-match';
import { companies, companyLists } from './company-lists';
import { printLines, printTable } from './print-table';

const LATENCY_SAMPLE = 2000;
/** One record is timed against so many at most: they are all in the memory of this thread then. */
const MOST_FOR_LATENCY = 100_000;

/** What matching all records costs, in time and in memory of all threads, and what one record costs after that. */
export async function printSpeed(count: number, threads: number): Promise<void> {
  const rules = { weights: readWeights(), blocking: readBlocking() };
  const ended = new Map<MatchStep, number>();
  const bar = progressBar(process.stderr);
  const crew = new ThreadCrew(threads);
  const start = performance.now();
  try {
    const whole = await matchWhole(companyLists(count), {
      rules,
      crew,
      onProgress: (progress) => {
        ended.set(progress.step, performance.now());
        bar.show(progress.step, progress.done, progress.of);
      },
    });
    bar.end();
    printSteps(whole, start, ended, threads);
    if (count > MOST_FOR_LATENCY) return;
    await crew.end();
    printLatency(whole, readModel(whole.model, rules.weights, rules.blocking), count);
  } finally {
    await crew.end();
  }
}

function printSteps(
  { ids, pairs, clusters }: WholeMatch,
  start: number,
  ended: ReadonlyMap<MatchStep, number>,
  threads: number,
): void {
  const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(1);
  let before = start;
  const steps = [...ended].map(([step, end]) => {
    const cell = [step.toLowerCase(), seconds(end - before)] as const;
    before = end;
    return cell;
  });
  const found = pairs.reduce((sum, { a }) => sum + a.length, 0);
  const memory = Math.round(process.resourceUsage().maxRSS / 1024);
  printTable(
    ['records', 'threads', 'pairs', 'clusters', ...steps.map(([name]) => `${name} s`), 'all s', 'peak MB'],
    [
      [ids.length, threads, found, clusters.ends.length]
        .map(String)
        .concat(...steps.map(([, cell]) => cell), seconds(before - start), String(memory)),
    ],
  );
}

function printLatency({ ids, pairs }: WholeMatch, model: ReturnType<typeof readModel>, count: number): void {
  const index = new MatchIndex(model);
  const known = [...companies(count)];
  const rows = [...pairsIn(pairs)].map(({ a, b, score, conflict }) => [ids[a] ?? '', ids[b] ?? '', score, conflict] as const);
  const steps = index.restoring(
    known.map((party) => normaliseParty(party, hashForReports)),
    rows,
  );
  while (!steps.next().done);
  const times = known
    .slice(0, LATENCY_SAMPLE)
    .map((party, i) => {
      const one = { ...party, key: `new${i}` };
      const from = performance.now();
      index.match(normaliseParty(one, hashForReports));
      return performance.now() - from;
    })
    .sort((a, b) => a - b);
  const at = (share: number): string => (times[Math.floor(times.length * share)] ?? 0).toFixed(2);
  printTable(['one record against', 'p50 ms', 'p95 ms', 'p99 ms'], [[String(index.size), at(0.5), at(0.95), at(0.99)]]);
  printLines('');
}
