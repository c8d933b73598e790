import { pino } from 'pino';
import { runWorker } from './run-worker';
import type { Worker } from './worker';

type Pause = (tookMs: number) => Promise<void>;

/** Runs `cycle` once as the cycle of a worker, with timers that the test moves. */
async function runOnce(isAsked: boolean, cycle: (pause: Pause) => Promise<void>): Promise<void> {
  jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick'] });
  let done: Promise<void> = Promise.resolve();
  const create = (pause: Pause): Worker =>
    ({ cycle: () => (done = cycle(pause)), stop: () => Promise.resolve() }) as unknown as Worker;
  const running = runWorker(create, { intervalMs: 60_000, isAsked: () => isAsked, log: pino({ level: 'silent' }) });
  await done;
  await running.stop();
  jest.useRealTimers();
}

describe('the worker between two slices', () => {
  it('goes on at once while nobody waits for an answer', async () => {
    await runOnce(false, async (pause) => {
      await pause(40);
      expect(jest.getTimerCount()).toBe(0);
    });
  });

  it.each([
    [40, 40],
    [5000, 100],
  ])('rests while somebody waits: after a slice of %d ms for %d ms', async (tookMs, restMs) => {
    await runOnce(true, async (pause) => {
      let rested = false;
      const rest = pause(tookMs).then(() => (rested = true));
      while (jest.getTimerCount() === 0) await new Promise((resolve) => setImmediate(resolve));
      await jest.advanceTimersByTimeAsync(restMs - 1);
      expect(rested).toBe(false);
      await jest.advanceTimersByTimeAsync(1);
      await rest;
    });
  });
});
