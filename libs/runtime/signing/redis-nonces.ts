import { createClient } from '@redis/client';
import type { Logger } from 'pino';
import { memoryNonces, NONCE_LIFETIME_MS, type Nonces } from './nonces';

const ANSWER_MS = 200;
const RECONNECT_MS = 1000;

/**
 * Nonces that all processes of a subgraph share. While Redis does not answer each process still knows its own: an outage of Redis must not
 * take the graph down, and a replay to the same process is refused all the same. `problem` tells it.
 */
export async function redisNonces(url: string, subgraph: string, now: () => number, log: Logger): Promise<Nonces> {
  const own = memoryNonces(now);
  let down = false;
  const client = createClient({
    url,
    disableOfflineQueue: true,
    socket: { connectTimeout: RECONNECT_MS, reconnectStrategy: RECONNECT_MS },
  });
  const note = (failed: boolean, error?: unknown): void => {
    if (failed && !down) log.error({ err: error }, 'redis does not answer: replays to other processes are not seen');
    down = failed;
  };
  client.on('error', (error: unknown) => note(true, error));
  // A wrong address must not stop the start either; the client keeps trying.
  await Promise.race([client.connect().catch((error: unknown) => note(true, error)), delay(RECONNECT_MS)]);
  return {
    async claim(nonce) {
      if (!(await own.claim(nonce))) return false;
      try {
        const stored = client.set(`nonce:${subgraph}:${nonce}`, '1', {
          condition: 'NX',
          expiration: { type: 'PX', value: NONCE_LIFETIME_MS },
        });
        stored.catch(() => undefined);
        const answer = await Promise.race([stored, delay(ANSWER_MS)]);
        note(answer === undefined, new Error('no answer in time'));
        return answer !== null;
      } catch (error) {
        note(true, error);
        return true;
      }
    },
    problem: () => (down ? 'redis' : null),
    close: () => {
      client.destroy();
      return Promise.resolve();
    },
  };
}

const delay = (ms: number): Promise<undefined> => new Promise((resolve) => setTimeout(() => resolve(undefined), ms).unref());
