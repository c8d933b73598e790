import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { PlanningGateway } from './planning-gateway';

/** What a flood of operations that are all new left behind. */
export interface Flooded {
  readonly heapMiB: number;
  readonly rssMiB: number;
  /** CPU of the slowest plan. */
  readonly slowestMs: number;
}

/** Plans operations that differ in their names alone, over several subgraphs. @param from number of the first */
export async function flood(
  gateway: PlanningGateway,
  { operations, from }: { readonly operations: number; readonly from: number },
): Promise<Flooded> {
  let slowestMs = 0;
  for (let n = from; n < from + operations; n += 1) {
    const { cpuMs } = await gateway.plan(`{ a${n}: customer(id: "${n}") { name contracts(first: 2) { nodes { number } } } }`);
    slowestMs = Math.max(slowestMs, cpuMs);
  }
  collect();
  const { heapUsed, rss } = process.memoryUsage();
  return { heapMiB: heapUsed / 2 ** 20, rssMiB: rss / 2 ** 20, slowestMs };
}

setFlagsFromString('--expose_gc');
const collect = runInNewContext('gc') as () => void;
