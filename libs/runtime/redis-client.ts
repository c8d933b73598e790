import type { RedisClientType } from '@redis/client';

const ANSWER_MS = 200;
const RECONNECT_MS = 1000;

/** A Redis that may be away: nothing waits for it longer than a moment, and `down` says so. */
export interface SharedRedis {
  readonly client: RedisClientType;
  readonly down: () => boolean;
  /** The answer of a command. @throws Error when it fails or does not come in time; `down` tells it until the next answer */
  answer<T>(command: Promise<T>): Promise<T>;
  close(): void;
}

/**
 * Connects to a Redis. A wrong address does not stop the start: the client keeps trying, and what is shared through it is not shared meanwhile.
 * @param onDown hears once of each outage
 */
export async function openRedis(url: string, onDown: (error: unknown) => void): Promise<SharedRedis> {
  // Most processes have no Redis and start sooner without its client.
  const { createClient } = await import('@redis/client');
  let down = false;
  const note = (error: unknown): void => {
    if (!down) onDown(error);
    down = true;
  };
  const client: RedisClientType = createClient({
    url,
    disableOfflineQueue: true,
    socket: { connectTimeout: RECONNECT_MS, reconnectStrategy: RECONNECT_MS },
  });
  client.on('error', note);
  await Promise.race([client.connect().catch(note), delay(RECONNECT_MS)]);
  return {
    client,
    down: () => down,
    async answer(command) {
      try {
        const answer = await Promise.race([command, late()]);
        down = false;
        return answer;
      } catch (error) {
        command.catch(() => undefined);
        note(error);
        throw error;
      }
    },
    close: () => client.destroy(),
  };
}

const delay = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms).unref());

async function late(): Promise<never> {
  await delay(ANSWER_MS);
  throw new Error('no answer in time');
}
