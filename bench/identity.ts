import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { MatchIndex } from '../subgraphs/customers/identity/match-index';
import { normaliseParty } from '../subgraphs/customers/identity/normalise/normalise-party';
import { resolveParties } from '../subgraphs/customers/identity/resolve';
import { calibrate } from '../subgraphs/customers/identity/score/calibrate';
import { companySet } from '../subgraphs/customers/identity-command/companies/company-set';
import { readDemoParties, type DemoSet } from '../subgraphs/customers/identity-command/demo-parties';
import { evaluateSet } from '../subgraphs/customers/identity-command/evaluate-set';
import { readBlocking, readWeights } from '../subgraphs/customers/identity-command/identity-files';
import type { LabelledSet } from '../subgraphs/customers/identity-command/labelled-set';
import { readLabelledCsv } from '../subgraphs/customers/identity-command/read-labelled-csv';
import { measureMixed } from '../subgraphs/customers/identity-command/measure-mixed';
import { reportRows } from '../subgraphs/customers/identity-command/report';
import { hashForReports } from '../subgraphs/customers/identity-command/report-hash';
import { printLines, printTable } from './print-table';

const SETS = resolve(__dirname, '../subgraphs/customers/identity-command/sets');
const FILES: readonly (readonly [string, string])[] = [
  ['febrl/dataset3.csv', 'febrl'],
  ['febrl/dataset3.csv', 'febrl-without-number'],
  ['splink-fake1000/fake_1000.csv', 'fake-1000'],
];
/** Seeds from 100 up are for evaluation only. */
const SEED = 101;
const COMPANY_GROUPS = 1000;
/** A group of the company set has about this many records. */
const RECORDS_PER_GROUP = 4.8;
const LATENCY_SAMPLE = 2000;

function labelledFiles(dataDir: string): readonly LabelledSet[] {
  return FILES.flatMap(([file, schema]) => {
    const path = join(dataDir, file);
    if (!existsSync(path)) {
      printLines(`${file} is skipped: there is no ${path} (--data DIR names its folder)`);
      return [];
    }
    const set = readLabelledCsv([path], join(SETS, `${schema}.yaml`));
    return [{ ...set, name: `${set.name} (${schema})` }];
  });
}

function printQuality(sets: readonly LabelledSet[]): void {
  const weights = readWeights();
  const blocking = readBlocking();
  const rows = sets.flatMap((set) => {
    const evaluated = evaluateSet(set, weights, blocking, () => performance.now());
    return reportRows(evaluated).map(({ label, quality, note }) => [
      set.name,
      label,
      quality.precision.toFixed(4),
      quality.recall.toFixed(4),
      quality.f1.toFixed(4),
      (evaluated.milliseconds / 1000).toFixed(1),
      note,
    ]);
  });
  printTable(['set', 'what', 'precision', 'recall', 'F1', 'seconds', 'note'], rows);
}

function printMixed(set: DemoSet): void {
  const rows = measureMixed(set).map(({ reason, planted, found, right }) => {
    const share = (of: number): string => (of === 0 ? '-' : (right / of).toFixed(4));
    return [reason, String(planted), String(found), share(found), share(planted)];
  });
  printTable(['one file, many customers', 'planted', 'found', 'precision', 'recall'], rows);
}

function printSpeed(records: number): void {
  const set = companySet(SEED, Math.ceil(records / RECORDS_PER_GROUP) + 1);
  const raw = set.parties.slice(0, records);
  const start = performance.now();
  const parties = raw.map((party) => normaliseParty(party, hashForReports));
  const normalised = performance.now();
  const model = calibrate(parties, readWeights(), readBlocking());
  const calibrated = performance.now();
  const { comparisons, clusters } = resolveParties(parties, model);
  const resolved = performance.now();
  const memory = Math.round(process.memoryUsage().rss / 1024 / 1024);
  const seconds = (from: number, to: number): string => ((to - from) / 1000).toFixed(1);
  printTable(
    ['records', 'clusters', 'comparisons', 'normalise s', 'calibrate s', 'resolve s', 'all s', 'memory MB'],
    [
      [
        String(raw.length),
        String(clusters.length),
        String(comparisons),
        seconds(start, normalised),
        seconds(normalised, calibrated),
        seconds(calibrated, resolved),
        seconds(start, resolved),
        String(memory),
      ],
    ],
  );
  const index = new MatchIndex(model);
  for (const party of parties) index.add(party);
  const times = set.parties
    .slice(0, LATENCY_SAMPLE)
    .map((party, i) => {
      const one = { ...party, key: `new${i}` };
      const from = performance.now();
      index.match(normaliseParty(one, hashForReports));
      return performance.now() - from;
    })
    .sort((a, b) => a - b);
  const at = (share: number): string => (times[Math.floor(times.length * share)] ?? 0).toFixed(2);
  printTable(['one record against', 'p50 ms', 'p95 ms', 'p99 ms'], [[String(parties.length), at(0.5), at(0.95), at(0.99)]]);
}

/** Quality of the shipped weights on sets they were not learned from, and what resolving costs. */
export async function benchIdentity(argv: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      data: { type: 'string', default: '../shared/datasets' },
      parties: { type: 'string', default: '2000' },
      records: { type: 'string', default: '50000' },
    },
  });
  const demo = await readDemoParties(SEED, Number(values.parties));
  printQuality([...labelledFiles(resolve(values.data)), companySet(SEED, COMPANY_GROUPS), demo]);
  printMixed(demo);
  printSpeed(Number(values.records));
}
