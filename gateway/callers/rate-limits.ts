import type { Logger } from 'pino';
import { RateLimiterMemory, RateLimiterRedis, type RateLimiterAbstract } from 'rate-limiter-flexible';
import type { Claims } from '#policy/claims';
import type { OperationLimits, Rate } from '#policy/operation-limits';
import { openRedis, type SharedRedis } from '#runtime/redis-client';

/** One request of a caller against its limit. */
export interface Turn {
  readonly allowed: boolean;
  /** Requests of one period, and how many of them are left in this one. */
  readonly limit: number;
  readonly remaining: number;
  /** Seconds until the period ends. */
  readonly reset: number;
}

/** How often each caller may ask. */
export interface RateLimits {
  take(claims: Claims): Promise<Turn>;
  /** Counts an answer in which a caller found nothing; whoever guesses keys is refused for the rest of the period. */
  miss(claims: Claims): Promise<void>;
  /** Why it counts less than it should; null when it is well. */
  problem(): string | null;
  close(): void;
}

/**
 * @param redisUrl Redis that the processes of the gateway share; each counts for itself without it, and while it does not answer
 */
export async function rateLimits(
  { rate, misses }: Pick<OperationLimits, 'rate' | 'misses'>,
  redisUrl: string | null,
  log: Logger,
): Promise<RateLimits> {
  const redis =
    redisUrl === null
      ? null
      : await openRedis(redisUrl, (error) =>
          log.error({ err: error }, 'redis does not answer: each gateway counts requests alone'),
        );
  const counts = new Counts(redis);
  return {
    async take({ sub, audience }) {
      const [period, guesses] = [rate[audience], misses[audience]];
      const [taken, missed] = await Promise.all([
        counts.add(`requests:${audience}:${sub}`, 1, period),
        guesses ? counts.add(`misses:${audience}:${sub}`, 0, guesses) : null,
      ]);
      const guessing = guesses && missed && missed.count >= guesses.requests ? missed : null;
      return {
        allowed: taken.count <= period.requests && !guessing,
        limit: period.requests,
        remaining: guessing ? 0 : Math.max(period.requests - taken.count, 0),
        reset: Math.ceil((guessing ?? taken).endsInMs / 1000),
      };
    },
    async miss({ sub, audience }) {
      const guesses = misses[audience];
      if (guesses) await counts.add(`misses:${audience}:${sub}`, 1, guesses);
    },
    problem: () => (redis?.down() ? 'redis' : null),
    close: () => redis?.close(),
  };
}

interface Counted {
  readonly count: number;
  readonly endsInMs: number;
}

// The limiters are asked for their counts only: what is too many, and how long a period is, depends on who asks.
const COUNT_ONLY = { points: Number.MAX_SAFE_INTEGER, duration: 60 };

/** Counts by key, each of its own period, in this process and in the Redis that several processes share. */
class Counts {
  private readonly own = new RateLimiterMemory(COUNT_ONLY);
  private readonly shared: RateLimiterRedis | null;

  constructor(private readonly redis: SharedRedis | null) {
    this.shared = redis && new RateLimiterRedis({ ...COUNT_ONLY, storeClient: redis.client, useRedisPackage: true });
  }

  async add(key: string, requests: 0 | 1, period: Rate): Promise<Counted> {
    // Counted here as well: when Redis goes away the count does not start again.
    const alone = await addTo(this.own, key, requests, period);
    if (!this.redis || !this.shared) return alone;
    return this.redis.answer(addTo(this.shared, key, requests, period)).catch(() => alone);
  }
}

async function addTo(limiter: RateLimiterAbstract, key: string, requests: 0 | 1, { seconds }: Rate): Promise<Counted> {
  const counted = requests === 0 ? await limiter.get(key) : await limiter.consume(key, requests, { customDuration: seconds });
  return { count: counted?.consumedPoints ?? 0, endsInMs: counted?.msBeforeNext ?? 0 };
}
