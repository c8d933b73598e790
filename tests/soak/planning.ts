import { parseArgs } from 'node:util';
import { flood } from '../security/planning/flood';
import { PlanningGateway } from '../security/planning/planning-gateway';
import { wholeNumber } from './whole-number';

const ROUNDS = 10;
/** MiB by which memory may grow once the plans that are kept are as many as fit. */
const MOST_GROWTH_MIB = 50;

/** @returns whether memory stays where it is under operations that are all new */
export async function soakPlanning(argv: readonly string[]): Promise<boolean> {
  const { values } = parseArgs({ args: [...argv], options: { operations: { type: 'string', default: '10000' } } });
  const each = Math.ceil(wholeNumber('--operations', values.operations) / ROUNDS);
  const gateway = await PlanningGateway.open();
  try {
    const rounds = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const found = await flood(gateway, { operations: each, from: round * each });
      rounds.push(found);
      const { heapMiB, rssMiB, slowestMs } = found;
      process.stdout.write(
        `${(round + 1) * each} operations: heap ${heapMiB.toFixed(0)} MiB, RSS ${rssMiB.toFixed(0)} MiB, slowest plan ${slowestMs.toFixed(0)} ms of CPU\n`,
      );
    }
    const [half, end] = [rounds[ROUNDS / 2 - 1], rounds.at(-1)];
    const grown = (end?.heapMiB ?? Infinity) - (half?.heapMiB ?? 0);
    process.stdout.write(`The heap grew by ${grown.toFixed(1)} MiB over the second half, ${MOST_GROWTH_MIB} are allowed\n`);
    return grown <= MOST_GROWTH_MIB;
  } finally {
    await gateway.stop();
  }
}
