import { benchMapping } from './mapping';

const BENCHES: Readonly<Record<string, (argv: readonly string[]) => Promise<void>>> = { mapping: benchMapping };

const USAGE = `Usage: npm run bench -- <name> [options]

  mapping   the mapping engine against the bare MySQL driver (needs mariadbd)
    --parties N     customers behind the data (20000)
    --sizes N,N     sizes at which the cost per customer is measured (2000,20000)
    --rounds N      interleaved runs of each read (9)

A benchmark prints figures; it passes or fails nothing.
`;

async function main([name = '', ...argv]: readonly string[]): Promise<number> {
  const bench = Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined;
  if (!bench) {
    process.stderr.write(USAGE);
    return 2;
  }
  try {
    await bench(argv);
    return 0;
  } catch (error) {
    process.stderr.write(`bench ${name} failed: ${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
