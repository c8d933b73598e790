import { join } from 'node:path';
import { AS_OF } from './as-of';
import { type Command, parseCommand, USAGE } from './command';
import { readTables, SYSTEMS } from './ddl/table-definition';
import { explainFailure } from './explain-failure';
import { generateInto, type GenerateOptions } from './generate/generate';
import { manifestOf } from './generate/output/manifest';
import { TableFiles } from './generate/output/table-files';
import { TruthFiles } from './generate/output/truth-files';
import { loadEmbedded } from './load/embedded';
import { type LoadedTable } from './load/loaded-table';
import { loadFilesIntoMysql } from './load/mysql';
import { Progress } from './progress';

const now = (): number => performance.now();

class Stopwatch {
  readonly laps: (readonly [label: string, milliseconds: number])[] = [];
  private startedAt = now();

  lap(label: string): void {
    this.laps.push([label, now() - this.startedAt]);
    this.startedAt = now();
  }
}

function report(tables: readonly LoadedTable[], { laps }: Stopwatch): void {
  const line = (label: string, value: string, unit: string): boolean =>
    process.stdout.write(`${label.padEnd(25)} ${value.padStart(9)} ${unit}\n`);
  for (const { system, table, rows } of tables) line(`${system.padEnd(8)} ${table}`, String(rows), '');
  const total = tables.reduce((sum, table) => sum + table.rows, 0);
  line('total', String(total), `rows, as of ${AS_OF}`);
  for (const [label, milliseconds] of laps) line(label, (milliseconds / 1000).toFixed(1), 's');
  line('peak memory', (process.resourceUsage().maxRSS / 1024).toFixed(0), 'MB');
}

function tablesIn(files: TableFiles): readonly LoadedTable[] {
  return SYSTEMS.flatMap((system) =>
    readTables(system).map(({ name }) => ({ system, table: name, rows: files.digests[`${system}.${name}`]?.rows ?? 0 })),
  );
}

const TABLES = SYSTEMS.flatMap((system) => readTables(system)).length;

async function run(command: Command): Promise<void> {
  const watch = new Stopwatch();
  const generating = new Progress(process.stderr, 'generating', command.parties, now);
  const options: GenerateOptions = { ...command, onParty: (done) => generating.show(done) };
  const embedded = command.name === 'load' && command.url === null;
  const directory = join(command.out, 'tsv');
  const files = new TableFiles(embedded ? null : directory);
  const truth = new TruthFiles(join(command.out, 'ground-truth'), (digests) => manifestOf(command, files.digests, digests));
  if (embedded) {
    const tables = loadEmbedded({ ...options, directory: join(command.out, 'legacy') }, [files, truth]);
    watch.lap('generated and loaded in');
    report(tables, watch);
    return;
  }
  generateInto(options, [files, truth]);
  watch.lap('generated in');
  if (command.url !== null) {
    const loading = new Progress(process.stderr, 'loading   ', TABLES, now);
    let loaded = 0;
    await loadFilesIntoMysql(directory, { url: command.url, onTable: () => loading.show((loaded += 1)) });
    watch.lap('loaded in');
  }
  report(tablesIn(files), watch);
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
    process.stderr.write(`\ndemo ${command.name} failed: ${explainFailure(error, command)}\n`);
    return 1;
  }
}

void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
