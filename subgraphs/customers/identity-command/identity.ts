import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { explainStart } from '#runtime/run-process';
import type { WeightsFile } from '../identity/score/weights-file';
import { openCrew, usualThreads } from '../whole-match/open-crew';
import { CommandError } from './command-error';
import { readRebuildConfig } from './config';
import { readDemoParties } from './demo-parties';
import { evaluateWhole, type Evaluated } from './evaluate-set';
import { explainPair } from './explain';
import { readBlocking, readWeights, WEIGHTS_FILE } from './identity-files';
import type { LabelledSet } from './labelled-set';
import { progressBar } from './progress-bar';
import { readLabelledCsv } from './read-labelled-csv';
import { rebuild } from './rebuild';
import { reportText } from './report';
import { train } from './train';

const USAGE = `Usage: npm run identity -- <command> [options]

  evaluate   resolve a labelled set with the shipped weights and thresholds; the labels are only used to count
  explain    the evidence of one pair: --a KEY --b KEY
  train      learn weights and thresholds from FEBRL 1-2 and generator seeds 1-9
  rebuild    match all records of the store of customers anew (DATA_DIR, or DB_CUSTOMERS_URL); decisions of stewards are kept

evaluate, explain
  --csv FILE       a CSV file with a header line; give it again for more files of one set
  --schema FILE    which column is what, and which one is the truth (examples: subgraphs/customers/identity-command/sets)
  --seed S         instead of --csv: the demo generator's parties of a seed
  --parties N      how many of them (2000)
  --weights FILE   other weights than the shipped ones
  --threads N      at most that many threads (the cores of the machine, at most 8)
train
  --data DIR       folder with febrl/dataset1.csv and febrl/dataset2.csv (../shared/datasets)
  --out FILE       where the weights go (the shipped file)
rebuild
  --threads N      as above
  --fit            fit the model to the records as they are now, whatever they were scored with before
  --dry-run        only tell what would come of it
  --wait S         how long to wait for a process that works on the registry, in seconds (60)

Status 0: done; 1: not done, and why; 2: a wrong command line.
`;

const text = { type: 'string' } as const;
const OPTIONS = {
  csv: { type: 'string', multiple: true },
  schema: text,
  seed: text,
  parties: { ...text, default: '2000' },
  weights: text,
  data: { ...text, default: '../shared/datasets' },
  out: text,
  a: text,
  b: text,
  threads: { ...text, default: String(usualThreads()) },
  fit: { type: 'boolean', default: false },
  'dry-run': { type: 'boolean', default: false },
  wait: { ...text, default: '60' },
} as const;

const SET_OPTIONS = ['csv', 'schema', 'seed', 'parties', 'weights', 'threads'];
const TAKEN: Readonly<Record<string, readonly string[]>> = {
  evaluate: SET_OPTIONS,
  explain: [...SET_OPTIONS, 'a', 'b'],
  train: ['data', 'out'],
  rebuild: ['threads', 'fit', 'dry-run', 'wait'],
};

const read = (argv: readonly string[]) => parseArgs({ args: [...argv], allowPositionals: true, options: OPTIONS, tokens: true });
type Options = ReturnType<typeof read>['values'];

/** A wrong command line; the usage is printed with it. */
class UsageError extends CommandError {}

function wholeNumber(option: string, given: string, least = 0): number {
  if (!/^\d{1,9}$/.test(given) || Number(given) < least)
    throw new UsageError(`--${option} is a whole number${least > 0 ? ` from ${least} on` : ''}, not ${given}`);
  return Number(given);
}

async function evaluated({ csv, schema, seed, parties, weights, threads }: Options): Promise<Evaluated> {
  if (csv !== undefined && seed !== undefined) throw new UsageError('Give --csv or --seed, not both');
  if (csv !== undefined && schema === undefined) throw new UsageError('--csv needs --schema: which column is what');
  const shipped = readWeights(weights);
  const most = wholeNumber('threads', threads, 1);
  if (csv !== undefined && schema !== undefined) return evaluatedIn(readLabelledCsv(csv, schema), shipped, most);
  if (seed === undefined) throw new UsageError('Give --csv and --schema, or --seed');
  const set = await readDemoParties(wholeNumber('seed', seed), wholeNumber('parties', parties));
  return evaluatedIn(set, shipped, most);
}

async function evaluatedIn(set: LabelledSet, weights: WeightsFile, threads: number): Promise<Evaluated> {
  const crew = openCrew(set.parties.length, threads);
  const bar = progressBar(process.stderr);
  try {
    return await evaluateWhole(set, {
      weights,
      blocking: readBlocking(),
      crew,
      now: () => performance.now(),
      onProgress: ({ step, done, of }) => bar.show(step, done, of),
    });
  } finally {
    bar.end();
    await crew.end();
  }
}

async function run(command: string | undefined, options: Options): Promise<void> {
  switch (command) {
    case 'evaluate':
      process.stdout.write(reportText(await evaluated(options)));
      return;
    case 'explain':
      if (options.a === undefined || options.b === undefined) throw new UsageError('explain needs --a KEY and --b KEY');
      process.stdout.write(explainPair(await evaluated(options), options.a, options.b));
      return;
    case 'train':
      await train({
        dataDir: resolve(options.data),
        out: options.out ?? WEIGHTS_FILE,
        say: (line) => process.stdout.write(`${line}\n`),
      });
      return;
    case 'rebuild':
      process.stdout.write(
        await rebuild({
          threads: wholeNumber('threads', options.threads, 1),
          waitSeconds: wholeNumber('wait', options.wait),
          isFitted: options.fit,
          isDryRun: options['dry-run'],
          config: readRebuildConfig(),
          now: Date.now,
        }),
      );
      return;
    default:
      throw new UsageError('The command is evaluate, explain, train or rebuild');
  }
}

async function main(argv: readonly string[]): Promise<number> {
  try {
    const { values, positionals, tokens } = read(argv);
    const [command, ...more] = positionals;
    if (more.length > 0) throw new UsageError(`One command, not ${positionals.join(' ')}`);
    for (const token of tokens)
      if (token.kind === 'option' && TAKEN[command ?? '']?.includes(token.name) === false)
        throw new UsageError(`${command} takes no --${token.name}`);
    await run(command, values);
    return 0;
  } catch (error) {
    const isUsage = error instanceof UsageError || (error instanceof TypeError && 'code' in error);
    const message = error instanceof CommandError || isUsage ? error.message : explainStart(error);
    process.stderr.write(isUsage ? `${message}\n\n${USAGE}` : `${message}\n`);
    return isUsage ? 2 : 1;
  }
}

void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
