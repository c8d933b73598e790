import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Closing } from './closing';
import { CannotProve, datasetFiles, loadDataset } from './dataset-database';
import { isEqual } from './figures';
import { compareWithSql, readProof } from './proof';
import { report, summary } from './report';

const ROOT = resolve(__dirname, '../..');
const USAGE = `npm run prove -- <northwind | jsherp> [--data DIR] [--rows]

Loads a database that nobody here wrote, connects it by its mapping file alone, and compares what the graph answers of every
customer with plain SQL. --data: the folder of the data sets; --rows: shows every value, not only those that differ.
`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { data: { type: 'string' }, rows: { type: 'boolean', default: false } },
  });
  const [dataset = ''] = positionals;
  const directory = join(__dirname, dataset);
  if (!dataset || !existsSync(join(directory, 'proof.yaml'))) {
    process.stderr.write(dataset ? `There is no proof of ${dataset}.\n\n${USAGE}` : USAGE);
    return 2;
  }
  const proof = readProof(directory);
  const files = datasetFiles(proof, resolve(values.data ?? join(ROOT, '../shared/datasets')));
  const closing = new Closing();
  const interrupt = (): void => {
    interrupted = true;
    void closing.close().finally(() => process.exit(130));
  };
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  try {
    const database = await loadDataset(proof, files, process.env.TEST_MYSQL_URL, closing);
    const compared = await compareWithSql(proof, database.url, database.rows, closing);
    process.stdout.write(`${proof.title}\n${report(compared, values.rows)}\n\n${summary(compared)}\n`);
    return compared.every(isEqual) ? 0 : 1;
  } finally {
    await closing.close();
  }
}

/** Everything is being closed; what fails because of that is no news. */
let interrupted = false;

main().then(
  (code) => {
    if (!interrupted) process.exit(code);
  },
  (error: unknown) => {
    if (interrupted) return;
    const text =
      error instanceof CannotProve ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.stderr.write(`${text}\n`);
    process.exit(1);
  },
);
