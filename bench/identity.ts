import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { companySet } from '../subgraphs/customers/identity-command/companies/company-set';
import { readDemoParties, type DemoSet } from '../subgraphs/customers/identity-command/demo-parties';
import { evaluateSet } from '../subgraphs/customers/identity-command/evaluate-set';
import { readBlocking, readWeights } from '../subgraphs/customers/identity-command/identity-files';
import type { LabelledSet } from '../subgraphs/customers/identity-command/labelled-set';
import { readLabelledCsv } from '../subgraphs/customers/identity-command/read-labelled-csv';
import { measureMixed } from '../subgraphs/customers/identity-command/measure-mixed';
import { reportRows } from '../subgraphs/customers/identity-command/report';
import { printGraph } from './identity-graph';
import { printPeer } from './identity-peer/peer';
import { printSpeed } from './identity-speed';
import { printLines, printTable } from './print-table';

const SETS = resolve(__dirname, '../subgraphs/customers/identity-command/sets');
/** The files of a set, and its schema. */
const FILES: readonly (readonly [readonly string[], string])[] = [
  [['febrl/dataset3.csv'], 'febrl'],
  [['febrl/dataset3.csv'], 'febrl-without-number'],
  [['febrl/dataset4a.csv', 'febrl/dataset4b.csv'], 'febrl-link'],
  [['splink-fake1000/fake_1000.csv'], 'fake-1000'],
];
/** Seeds from 100 up are for evaluation only. */
const SEED = 101;
const COMPANY_GROUPS = 1000;
const PARTS = ['quality', 'speed', 'peer', 'graph'];

function labelledFiles(dataDir: string): readonly LabelledSet[] {
  return FILES.flatMap(([files, schema]) => {
    const paths = files.map((file) => join(dataDir, file));
    const absent = paths.find((path) => !existsSync(path));
    if (absent !== undefined) {
      printLines(`${files.join(' with ')} is skipped: there is no ${absent} (--data DIR names its folder)`);
      return [];
    }
    const set = readLabelledCsv(paths, join(SETS, `${schema}.yaml`));
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

async function printAllQuality(dataDir: string, customers: number): Promise<void> {
  const demo = await readDemoParties(SEED, customers);
  printQuality([...labelledFiles(dataDir), companySet(SEED, COMPANY_GROUPS), demo]);
  printMixed(demo);
}

/** Quality of the shipped weights on sets they were not learned from, and what resolving costs. */
export async function benchIdentity(argv: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      data: { type: 'string', default: '../shared/datasets' },
      parties: { type: 'string', default: '2000' },
      records: { type: 'string', default: '50000' },
      threads: { type: 'string', default: String(availableParallelism()) },
      only: { type: 'string' },
    },
  });
  const { only } = values;
  const isWanted = (part: string): boolean => only === undefined || only === part;
  const [records, threads] = [Number(values.records), Number(values.threads)];
  if (only !== undefined && !PARTS.includes(only)) throw new Error(`--only takes ${PARTS.join(', ')}, not ${only}`);
  if (isWanted('quality')) await printAllQuality(resolve(values.data), Number(values.parties));
  if (isWanted('speed')) await printSpeed(records, threads);
  if (isWanted('peer')) await printPeer(records, threads);
  if (isWanted('graph')) await printGraph(records);
}
