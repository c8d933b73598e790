import { benchIdentity } from './identity';
import { benchMapping } from './mapping';
import { benchQuery } from './query/query';
import { benchSecurity } from './security/security';

const BENCHES: Readonly<Record<string, (argv: readonly string[]) => Promise<void>>> = {
  mapping: benchMapping,
  identity: benchIdentity,
  query: benchQuery,
  security: benchSecurity,
};

const USAGE = `Usage: npm run bench -- <name> [options]

  mapping   the mapping engine against the bare MySQL driver (needs mariadbd or mysqld)
    --parties N     customers behind the data (20000)
    --sizes N,N     sizes at which the cost per customer is measured (2000,20000)
    --rounds N      interleaved runs of each read (9)
  identity  matches and clusters of the shipped weights on sets they were not learned from, time and memory
    --data DIR      folder with febrl/ and splink-fake1000/ (../shared/datasets); what is not there is skipped
    --parties N     customers of the demo generator (2000)
    --records N     records of the timed run (50000); of more than 100,000 one record is not timed against them
    --threads N     threads of the timed run (the cores of the machine)
    --only WHAT     quality, speed, graph (one changed row until the graph answers with it) or peer (DuckDB, after npm ci --prefix bench/peers)
  query     the graph under load: p50, p99, requests a second, CPU of each request, memory (Linux; distributed needs mariadbd or mysqld)
    --topology T    embedded, distributed or both (both)
    --size S        demo (2,000 customers) or small (100,000: its first start takes many minutes) (demo)
    --seconds N     of each measurement (6)
    --concurrent N,N  requests under way (1,20)
    --data DIR      keeps the files of the embedded data there and uses them again (a temporary folder)
  security  CPU of each part of the security work of one request for three subgraphs (target 0.3 ms)
    --times N       runs of a part in a round (400)

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
