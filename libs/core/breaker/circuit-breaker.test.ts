import { ManualClock } from '#testing/manual-clock';
import { CircuitBreaker, type BreakerState, type CallOutcome } from './circuit-breaker';

const SILENT = new Error('silent');
const REFUSED = new Error('refused');
const BUSY = new Error('busy');

let clock: ManualClock;
let breaker: CircuitBreaker;
let isWell: boolean;
let isBroken: boolean;
let looks: number;
let calls: number;
let states: BreakerState[];

const outcomeOf = (error: unknown): CallOutcome => (error === SILENT ? 'FAILED' : error === BUSY ? 'UNKNOWN' : 'ANSWERED');
const call = (end: () => Promise<string>): Promise<string> =>
  breaker
    .run(() => {
      calls += 1;
      return end();
    }, outcomeOf)
    .catch((error: Error) =>
      error === SILENT || error === REFUSED || error === BUSY ? error.message : `not asked: ${error.message}`,
    );
const answered = (): Promise<string> => call(() => Promise.resolve('rows'));
const failing = (error = SILENT): Promise<string> => call(() => Promise.reject(error));
/** One after the other, each with what it makes the breaker find out. */
const times = async (n: number, work: () => Promise<string>): Promise<void> => {
  for (let i = 0; i < n; i += 1) {
    await work();
    await clock.advance(0);
  }
};
/** A call that ends when it is told to. */
function pending(): { readonly done: Promise<string>; answer(): void; fail(): void } {
  let answer: () => void = () => undefined;
  let fail: () => void = () => undefined;
  const ended = new Promise<string>((resolve, reject) => {
    answer = () => resolve('rows');
    fail = () => reject(SILENT);
  });
  return { done: call(() => ended), answer, fail };
}

beforeEach(() => {
  clock = new ManualClock();
  isWell = isBroken = false;
  looks = calls = 0;
  states = [];
  const answers = async (): Promise<boolean> => {
    looks += 1;
    await Promise.resolve();
    if (isBroken) throw new Error('cannot even look');
    return isWell;
  };
  breaker = new CircuitBreaker({ name: 'finance', clock, leastCalls: 10, answers, onChange: (state) => states.push(state) });
});

describe('a breaker', () => {
  it('asks on while fewer than ten calls were made, whatever became of them', async () => {
    await times(9, failing);
    expect([breaker.state, calls]).toEqual(['CLOSED', 9]);
  });

  it('opens with the tenth call when half of them failed, and asks nothing then', async () => {
    await times(5, answered);
    await times(5, failing);
    expect(breaker.state).toBe('OPEN');
    await times(50, answered);
    expect(calls).toBe(10);
  });

  it('stays closed while less than half of the calls fail', async () => {
    await times(60, answered);
    await times(50, failing);
    expect(breaker.state).toBe('CLOSED');
  });

  it('forgets what is older than ten seconds', async () => {
    await times(9, failing);
    await clock.advance(10_000);
    await times(9, failing);
    expect(breaker.state).toBe('CLOSED');
    await times(1, failing);
    expect(breaker.state).toBe('OPEN');
  });

  it.each([
    ['a statement that was refused', REFUSED],
    ['a call that never got there', BUSY],
  ])('takes no notice of %s', async (_name, error) => {
    await times(50, () => failing(error));
    expect(breaker.state).toBe('CLOSED');
  });

  it('takes no notice of calls that fail while it answers others: they were too hard for it', async () => {
    isWell = true;
    await times(50, failing);
    expect([looks, breaker.state]).toEqual([50, 'CLOSED']);
  });

  it('finds out once for all calls that fail at a moment', async () => {
    await Promise.all(Array.from({ length: 10 }, () => failing()));
    await clock.advance(0);
    expect([looks, breaker.state]).toEqual([1, 'OPEN']);
  });

  it('takes one at which it cannot even look for one that does not answer', async () => {
    isBroken = true;
    await times(10, failing);
    expect(breaker.state).toBe('OPEN');
  });

  it('says when it is tried again', async () => {
    await times(10, failing);
    await clock.advance(300);
    expect(await answered()).toBe(
      'not asked: Source finance does not answer and is not asked for now; it is tried again in 700 ms',
    );
  });
});

describe('an open breaker', () => {
  beforeEach(() => times(10, failing));

  it('looks once a second whether there is an answer, and no caller waits for that', async () => {
    looks = 0;
    await clock.advance(5500);
    expect([looks, calls, breaker.state]).toEqual([5, 10, 'OPEN']);
  });

  it('lets one call through when there is one, and everything when that is answered', async () => {
    isWell = true;
    await clock.advance(1000);
    expect(breaker.state).toBe('TRYING');
    expect(await answered()).toBe('rows');
    expect(states).toEqual(['OPEN', 'TRYING', 'CLOSED']);
    isWell = false;
    await times(9, failing);
    expect(breaker.state).toBe('CLOSED');
  });

  it('lets others wait for that one call, so that the first answer after a fault is whole', async () => {
    isWell = true;
    await clock.advance(1000);
    const first = pending();
    const others = [answered(), answered()];
    await clock.advance(30);
    expect(calls).toBe(11);
    first.answer();
    expect(await Promise.all(others)).toEqual(['rows', 'rows']);
  });

  it('lets others wait for it no longer than 40 ms', async () => {
    isWell = true;
    await clock.advance(1000);
    const first = pending();
    const other = answered();
    await clock.advance(40);
    expect(await other).toMatch(/^not asked/);
    isWell = false;
    first.fail();
    expect(await first.done).toBe('silent');
    await clock.advance(0);
    expect([breaker.state, calls]).toEqual(['OPEN', 11]);
  });

  it('lets everything through again when the one call was only too hard for it', async () => {
    isWell = true;
    await clock.advance(1000);
    await failing();
    await clock.advance(0);
    expect(breaker.state).toBe('CLOSED');
  });

  it('tries the next call when the one that was tried never got there', async () => {
    isWell = true;
    await clock.advance(1000);
    await failing(BUSY);
    expect(breaker.state).toBe('TRYING');
    await answered();
    expect(breaker.state).toBe('CLOSED');
  });

  it('looks at nothing any more when it is stopped', async () => {
    looks = 0;
    await breaker.stop();
    await clock.advance(5000);
    expect(looks).toBe(0);
  });
});

it('does not count against a source that is well again what was asked before', async () => {
  const late = Array.from({ length: 20 }, pending);
  await times(10, failing);
  isWell = true;
  await clock.advance(1000);
  await answered();
  for (const each of late) each.fail();
  await Promise.all(late.map(({ done }) => done));
  expect(states).toEqual(['OPEN', 'TRYING', 'CLOSED']);
});
