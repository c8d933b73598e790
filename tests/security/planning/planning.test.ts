import { DrawnOperations } from '../drawn-operations';
import { flood } from './flood';
import { PlanningGateway } from './planning-gateway';

// Plans hundreds of operations.
jest.setTimeout(240_000);

const OPERATIONS = 300;
const SEED = 20_260_630;
/** Milliseconds of CPU for one plan: half as much again as on a machine of its own; without the limit of objects one takes 198. */
const MOST_MS = 150;
const ATTEMPTS = 4;

let gateway: PlanningGateway;
beforeAll(async () => {
  gateway = await PlanningGateway.open();
  // What is compiled at first use is no part of planning.
  await flood(gateway, { operations: 100, from: 0 });
});
afterAll(() => gateway?.stop());

/** Operations within the limits, drawn small and large. */
function* drawn(): Generator<string> {
  const sizes = [
    { deepest: 5, customer: 4, other: 3 },
    { deepest: 6, customer: 12, other: 4 },
  ];
  const draws = sizes.map((size, i) => new DrawnOperations(gateway.schema, SEED + i, size));
  for (let found = 0, n = 0; found < OPERATIONS; n += 1) {
    const text = draws[n % draws.length]?.operation() ?? '';
    if (!gateway.isWithinLimits(text)) continue;
    found += 1;
    yield text;
  }
}

it(`[T6] plans ${OPERATIONS} drawn operations within the limits in at most ${MOST_MS} ms of CPU each`, async () => {
  const slow: [ms: number, text: string][] = [];
  let most = 0;
  for (const text of drawn()) {
    most = Math.max(most, text.split('{').length - 2);
    // Garbage that is collected, and what else the machine does, count for whoever is planned meanwhile: what is slow by itself is slow again.
    let cpuMs = Infinity;
    for (let attempt = 0; attempt < ATTEMPTS && cpuMs > MOST_MS; attempt += 1)
      cpuMs = Math.min(cpuMs, (await gateway.plan(`${text} # ${attempt}`)).cpuMs);
    if (cpuMs > MOST_MS) slow.push([cpuMs, text]);
  }
  expect(slow).toEqual([]);
  // Some are nearly as large as an operation may be.
  expect(most).toBeGreaterThan(45);
});

it('[T6] keeps plans of a flood of new operations in bounded memory', async () => {
  const [before, after] = [
    await flood(gateway, { operations: 500, from: 1000 }),
    await flood(gateway, { operations: 500, from: 3000 }),
  ];
  expect(after.heapMiB - before.heapMiB).toBeLessThan(20);
});
