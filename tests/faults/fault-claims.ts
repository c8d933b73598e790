import { FAULTS, type Fault } from '#testing/fault-proxy';
import type { Loss } from './one-customer';

type SteadyFault = Exclude<Fault, 'flap'>;

/** What a fault looks like to who asks; one that comes and goes looks like either. */
export const CODE_OF: Readonly<Record<SteadyFault, Loss['code']>> = {
  refuse: 'SOURCE_UNAVAILABLE',
  reset: 'SOURCE_UNAVAILABLE',
  'half answer': 'SOURCE_UNAVAILABLE',
  'stuck answer': 'SOURCE_TIMEOUT',
  'black hole': 'SOURCE_TIMEOUT',
  late: 'SOURCE_TIMEOUT',
};

export const STEADY_FAULTS = FAULTS.filter((fault): fault is SteadyFault => fault !== 'flap');

/** A fetch may take 1.5 s; the rest is for a machine that does other things as well. */
const LONGEST_MS = 2500;

/** The answer, which must come while the caller still waits. */
export async function inTime<A>(ask: () => Promise<A>): Promise<A> {
  const started = performance.now();
  const answer = await ask();
  expect(performance.now() - started).toBeLessThan(LONGEST_MS);
  return answer;
}

/** Answers asked for while a connection comes and goes. */
export const FLAP_ANSWERS = 8;
