import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { AS_OF } from './as-of';
import { generate, type GenerateOptions } from './generate/generate';
import { writeGroundTruth, writeTables } from './generate/write-files';
import { type LoadedTable, writeEmbedded } from './load/embedded';
import { writeMysql } from './load/mysql';

const USAGE = `Usage: npm run demo -- <command> [options]

  generate   write the legacy tables as text to <out>/tsv
  load       write them into <out>/legacy/*.db, or with --url into the databases legacy_* of a MySQL or MariaDB server

  --parties N   customers behind the data (2000)
  --seed S      another world of the same kind (1)
  --out DIR     data directory (.data); what is true behind the data goes to <out>/ground-truth
  --url URL     mysql://user:password@host:port
`;

interface Command extends GenerateOptions {
  readonly name: 'generate' | 'load';
  readonly out: string;
  readonly url: string | undefined;
}

function wholeNumber(option: string, text: string, minimum: number): number {
  if (!/^\d{1,9}$/.test(text) || Number(text) < minimum)
    throw new Error(`--${option} is a whole number from ${minimum}, not ${text}`);
  return Number(text);
}

function parseCommand(argv: readonly string[]): Command {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      parties: { type: 'string', default: '2000' },
      seed: { type: 'string', default: '1' },
      out: { type: 'string', default: '.data' },
      url: { type: 'string' },
    },
  });
  const [name, ...rest] = positionals;
  if ((name !== 'generate' && name !== 'load') || rest.length > 0) throw new Error('The command is generate or load');
  if (name === 'generate' && values.url !== undefined) throw new Error('--url belongs to load');
  return {
    name,
    parties: wholeNumber('parties', values.parties, 1),
    seed: wholeNumber('seed', values.seed, 0),
    out: values.out,
    url: values.url,
  };
}

function report(tables: readonly LoadedTable[], seconds: readonly [label: string, milliseconds: number][]): void {
  for (const { system, table, rows } of tables) {
    process.stdout.write(`${system.padEnd(8)} ${table.padEnd(16)} ${String(rows).padStart(9)}\n`);
  }
  const total = tables.reduce((sum, table) => sum + table.rows, 0);
  process.stdout.write(`${'total'.padEnd(25)} ${String(total).padStart(9)} rows, as of ${AS_OF}\n`);
  for (const [label, milliseconds] of seconds)
    process.stdout.write(`${label.padEnd(25)} ${(milliseconds / 1000).toFixed(1).padStart(9)} s\n`);
}

async function run(command: Command): Promise<void> {
  const start = performance.now();
  const generated = generate(command);
  const generatedAt = performance.now();
  let tables: readonly LoadedTable[];
  if (command.name === 'generate') {
    writeTables(join(command.out, 'tsv'), generated);
    tables = generated.data
      .all()
      .map((table) => ({ system: table.system, table: table.definition.name, rows: table.rows.length }));
  } else if (command.url !== undefined) tables = await writeMysql(command.url, generated.data);
  else tables = writeEmbedded(join(command.out, 'legacy'), generated.data);
  writeGroundTruth(join(command.out, 'ground-truth'), command, generated);
  report(tables, [
    ['generated in', generatedAt - start],
    ['written in', performance.now() - generatedAt],
  ]);
}

async function main(argv: readonly string[]): Promise<number> {
  let command: Command;
  try {
    command = parseCommand(argv);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    return 2;
  }
  try {
    await run(command);
    return 0;
  } catch (error) {
    process.stderr.write(`demo ${command.name} failed: ${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
