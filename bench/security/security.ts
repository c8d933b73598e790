import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { printLines, printTable } from '../print-table';
import { securityParts, type Part } from './parts';

const ROUNDS = 9;
const TARGET_MS = 0.3;

const ABOUT = `
What the security of one request costs in CPU, part by part, by the code of the product: an operation that asks three subgraphs for a customer with 3
contacts, 10 contracts, 10 receipts and 10 tickets, by a sales manager. Each part alone, many times; the least of ${ROUNDS} rounds counts, for what
else runs on the machine only adds.
`;

export async function benchSecurity(argv: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...argv], options: { times: { type: 'string', default: '400' } } });
  const times = Number(values.times);
  if (!Number.isInteger(times) || times < 1) throw new Error(`--times takes a whole number from 1, not ${values.times}`);
  const directory = mkdtempSync(join(tmpdir(), 'bench-security-'));
  try {
    printLines(ABOUT, `Node ${process.version}, ${cpus().length} cores`, '');
    const rows: { readonly part: Part; readonly ms: number }[] = [];
    for (const part of await securityParts(directory)) rows.push({ part, ms: await costOf(part, times) });
    const sum = rows.filter(({ part }) => !part.isAside).reduce((total, { ms }) => total + ms, 0);
    printTable(
      ['part', 'CPU ms', 'what'],
      [
        ...rows.map(({ part, ms }) => [part.name, ms.toFixed(4), part.what]),
        ['all of a request', sum.toFixed(4), `target ${TARGET_MS}`],
      ],
    );
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** CPU milliseconds of one run; of parts that are a difference, each round measures both right after each other. */
async function costOf({ run, without }: Part, times: number): Promise<number> {
  await cpuOf(run, times * 2);
  if (without) await cpuOf(without, times * 2);
  let [least, leastWithout] = [Infinity, without ? Infinity : 0];
  for (let round = 0; round < ROUNDS; round += 1) {
    least = Math.min(least, await cpuOf(run, times));
    if (without) leastWithout = Math.min(leastWithout, await cpuOf(without, times));
  }
  return Math.max(0, least - leastWithout);
}

async function cpuOf(work: () => unknown, times: number): Promise<number> {
  const before = process.cpuUsage();
  for (let i = 0; i < times; i += 1) await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / times;
}
