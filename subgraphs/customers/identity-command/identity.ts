import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { CommandError } from './command-error';
import { readDemoParties } from './demo-parties';
import { evaluateSet, type Evaluated } from './evaluate-set';
import { explainPair } from './explain';
import { readBlocking, readWeights, WEIGHTS_FILE } from './identity-files';
import { readLabelledCsv } from './read-labelled-csv';
import { reportText } from './report';
import { train } from './train';

const USAGE = `Usage: npm run identity -- <command> [options]

  evaluate   resolve a labelled set with the shipped weights and thresholds; the labels are only used to count
  explain    the evidence of one pair: --a KEY --b KEY
  train      learn weights and thresholds from FEBRL 1-2 and generator seeds 1-9

  --csv FILE       a CSV file with a header line; give it again for more files of one set
  --schema FILE    which column is what, and which one is the truth (examples: subgraphs/customers/identity-command/sets)
  --seed S         instead of --csv: the demo generator's parties of a seed
  --parties N      how many of them (2000)
  --weights FILE   other weights than the shipped ones
  --data DIR       train: folder with febrl/dataset1.csv and febrl/dataset2.csv (../shared/datasets)
  --out FILE       train: where the weights go (the shipped file)
`;

const OPTIONS = {
  csv: { type: 'string', multiple: true },
  schema: { type: 'string' },
  seed: { type: 'string' },
  parties: { type: 'string', default: '2000' },
  weights: { type: 'string' },
  data: { type: 'string', default: '../shared/datasets' },
  out: { type: 'string' },
  a: { type: 'string' },
  b: { type: 'string' },
} as const;

const read = (argv: readonly string[]) => parseArgs({ args: [...argv], allowPositionals: true, options: OPTIONS });
type Options = ReturnType<typeof read>['values'];

/** A wrong command line; the usage is printed with it. */
class UsageError extends CommandError {}

function wholeNumber(option: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new UsageError(`--${option} is a whole number, not ${text}`);
  return Number(text);
}

async function evaluated({ csv, schema, seed, parties, weights }: Options): Promise<Evaluated> {
  if (csv !== undefined && seed !== undefined) throw new UsageError('Give --csv or --seed, not both');
  if (csv !== undefined && schema === undefined) throw new UsageError('--csv needs --schema: which column is what');
  const shipped = readWeights(weights);
  if (csv !== undefined && schema !== undefined)
    return evaluateSet(readLabelledCsv(csv, schema), shipped, readBlocking(), () => performance.now());
  if (seed === undefined) throw new UsageError('Give --csv and --schema, or --seed');
  const set = await readDemoParties(wholeNumber('seed', seed), wholeNumber('parties', parties));
  return evaluateSet(set, shipped, readBlocking(), () => performance.now());
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
    default:
      throw new UsageError('The command is evaluate, explain or train');
  }
}

async function main(argv: readonly string[]): Promise<number> {
  try {
    const { values, positionals } = read(argv);
    if (positionals.length > 1) throw new UsageError(`One command, not ${positionals.join(' ')}`);
    await run(positionals[0], values);
    return 0;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const isUsage = error instanceof UsageError || (error instanceof TypeError && 'code' in error);
    process.stderr.write(isUsage ? `${message}\n\n${USAGE}` : `${message}\n`);
    return isUsage ? 2 : 1;
  }
}

void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
