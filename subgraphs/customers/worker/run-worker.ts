import type { Logger } from 'pino';
import type { RunningWorker } from '#runtime/in-process-subgraph';
import { giveWay } from '#core/give-way';
import { WorkEndsError } from './work-ends';
import type { Worker } from './worker';

/** While somebody waits for an answer the worker rests after each slice for as long as the slice took, at most this long. */
const LONGEST_REST_MS = 100;

export interface RunOptions {
  readonly intervalMs: number;
  /** Whether somebody waits for an answer of this process. */
  readonly isAsked: () => boolean;
  readonly log: Logger;
}

/** Runs a cycle, waits, and so on; a cycle that fails is logged and the next one starts in its time. */
export function runWorker(
  create: (pause: (tookMs: number) => Promise<void>) => Worker,
  { intervalMs, isAsked, log }: RunOptions,
): RunningWorker {
  let stopped = false;
  let wake = (): void => undefined;
  const wait = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const worker = create(async (tookMs) => {
    // Whoever came while the slice ran is let in now.
    await giveWay();
    if (isAsked()) await wait(Math.min(tookMs, LONGEST_REST_MS));
    if (stopped) throw new WorkEndsError('the worker is stopped');
  });
  const loop = async (): Promise<void> => {
    while (!stopped) {
      await worker.cycle().catch((error: unknown) => log.error({ err: error }, 'a cycle of the worker failed'));
      if (!stopped) await wait(intervalMs);
    }
  };
  const running = loop();
  return {
    async stop() {
      stopped = true;
      wake();
      await running;
      await worker.stop().catch((error: unknown) => log.warn({ err: error }, 'the lease of the worker stays until it ends'));
    },
  };
}
