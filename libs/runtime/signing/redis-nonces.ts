import type { Logger } from 'pino';
import { openRedis } from '../redis-client';
import { memoryNonces, NONCE_LIFETIME_MS, type Nonces } from './nonces';

/**
 * Nonces that all processes of a subgraph share. While Redis does not answer each process still knows its own: an outage of Redis must not
 * take the graph down, and a replay to the same process is refused all the same. `problem` tells it.
 */
export async function redisNonces(url: string, subgraph: string, now: () => number, log: Logger): Promise<Nonces> {
  const own = memoryNonces(now);
  const redis = await openRedis(url, (error) =>
    log.error({ err: error }, 'redis does not answer: replays to other processes are not seen'),
  );
  return {
    async claim(nonce) {
      if (!(await own.claim(nonce))) return false;
      const stored = redis.client.set(`nonce:${subgraph}:${nonce}`, '1', {
        condition: 'NX',
        expiration: { type: 'PX', value: NONCE_LIFETIME_MS },
      });
      return redis.answer(stored).then(
        (answer) => answer !== null,
        () => true,
      );
    },
    problem: () => (redis.down() ? 'redis' : null),
    close: () => Promise.resolve(redis.close()),
  };
}
