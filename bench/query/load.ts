import type { Ask } from './operations';

/** What came of sending requests for some time. */
export interface LoadResult {
  readonly requests: number;
  /** Answers with errors. */
  readonly failed: number;
  readonly seconds: number;
  readonly bytes: number;
  /** Milliseconds of each answer, ascending. */
  readonly times: readonly number[];
}

/** Keeps so many requests under way for so long; each begins when one before it ended. */
export async function load(ask: Ask, concurrent: number, seconds: number): Promise<LoadResult> {
  const times: number[] = [];
  let failed = 0;
  let bytes = 0;
  let turn = 0;
  const started = performance.now();
  const end = started + seconds * 1000;
  const client = async (): Promise<void> => {
    while (performance.now() < end) {
      const asked = performance.now();
      const answer = await ask((turn += 1));
      times.push(performance.now() - asked);
      bytes += answer.bytes;
      if (answer.failed) failed += 1;
    }
  };
  await Promise.all(Array.from({ length: concurrent }, client));
  const took = (performance.now() - started) / 1000;
  return { requests: times.length, failed, seconds: took, bytes, times: times.toSorted((a, b) => a - b) };
}

/** The time within which so many of a hundred answers came. */
export function percentile(times: readonly number[], percent: number): number {
  return times[Math.max(0, Math.ceil((times.length * percent) / 100) - 1)] ?? 0;
}
