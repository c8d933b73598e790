import { WINDOW_MS } from './signed-request';

/** Remembers which requests were seen. */
export interface Nonces {
  /** Whether the nonce is new; it counts as seen from now on. */
  claim(nonce: string): Promise<boolean>;
  /** Why it guards less than it should; null when it is well. */
  problem(): string | null;
  close(): Promise<void>;
}

/** A clock may be ahead by the window and behind by the window: a nonce must be known for both. */
export const NONCE_LIFETIME_MS = 2 * WINDOW_MS;

/** Nonces of one process. */
export function memoryNonces(now: () => number): Nonces {
  const seen = new Map<string, number>();
  return {
    claim(nonce) {
      const time = now();
      // A map keeps its order, and all nonces live equally long: the oldest come first.
      for (const [old, expires] of seen) {
        if (expires > time) break;
        seen.delete(old);
      }
      if (seen.has(nonce)) return Promise.resolve(false);
      seen.set(nonce, time + NONCE_LIFETIME_MS);
      return Promise.resolve(true);
    },
    problem: () => null,
    close: () => Promise.resolve(),
  };
}
