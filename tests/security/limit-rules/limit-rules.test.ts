import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { LimitClaims } from './expected-limits';
import { mutantsOfLimits, type LimitMutant } from './limit-mutants';

const FILE: unknown = parse(readFileSync(join(__dirname, '../../../schema/policy/limits.yaml'), 'utf8'));
const CLAIMS = LimitClaims.read();

// Periods begin with their first request: the clock stands.
beforeAll(() => jest.useFakeTimers({ advanceTimers: false, doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] }));
afterAll(() => jest.useRealTimers());

/** What the engine does not even take is noticed. */
const isNoticed = async ({ file }: LimitMutant): Promise<boolean> => {
  try {
    return (await CLAIMS.broken(file)) !== null;
  } catch {
    return true;
  }
};

it('[T5] [T6] the limits of the product are what is expected of operations and callers', async () => {
  expect(await CLAIMS.broken(FILE)).toBeNull();
});

it('[T5] [T6] no limit can be deleted, widened or narrowed unnoticed', async () => {
  const mutants = mutantsOfLimits(FILE);
  expect(mutants.length).toBeGreaterThan(60);
  const unnoticed: string[] = [];
  for (const mutant of mutants) if (!(await isNoticed(mutant))) unnoticed.push(mutant.rule);
  expect(unnoticed).toEqual([]);
});

it('a limit that nothing proves is named', async () => {
  const more = { ...(FILE as object), weight: { ...(FILE as { weight: object }).weight, 'Customer.orders': 1 } };
  const unnoticed: string[] = [];
  for (const mutant of mutantsOfLimits(more)) if (!(await isNoticed(mutant))) unnoticed.push(mutant.rule);
  expect(unnoticed).toEqual(['limits.yaml weight without Customer.orders']);
});
