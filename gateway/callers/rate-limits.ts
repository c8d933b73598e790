import type { Logger } from 'pino';
import { RateLimiterMemory, RateLimiterRedis, type RateLimiterAbstract } from 'rate-limiter-flexible';
import { isOfGraph, type Claims } from '#policy/claims';
import type { OperationLimits } from '#policy/operation-limits';
import { openRedis, type SharedRedis } from '#runtime/redis-client';

/** What a caller takes, against its limit. */
export interface Turn {
  readonly allowed: boolean;
  /** Requests, or rows, of one period, and how many of them are left in this one. */
  readonly limit: number;
  readonly remaining: number;
  /** Seconds until the period ends. */
  readonly reset: number;
}

/** How often each caller may ask, and how much it may be shown. */
export interface RateLimits {
  take(claims: Claims): Promise<Turn>;
  /** Counts an answer in which a caller found nothing; whoever guesses keys is refused for the rest of the period. */
  miss(claims: Claims): Promise<void>;
  /** Counts rows of an answer before it leaves; with 0 rows it tells whether one more may. Auditors are shown no rows that count: null. */
  takeRows(claims: Claims, rows: number): Promise<Turn | null>;
  /** Why it counts less than it should; null when it is well. */
  problem(): string | null;
  close(): void;
}

const DAY_SECONDS = 24 * 60 * 60;

/**
 * @param redisUrl Redis that the processes of the gateway share; each counts for itself without it, and while it does not answer
 */
export async function rateLimits(
  { rate, misses, rowsPerDay }: Pick<OperationLimits, 'rate' | 'misses' | 'rowsPerDay'>,
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
        counts.add(`requests:${audience}:${sub}`, 1, period.seconds),
        guesses ? counts.add(`misses:${audience}:${sub}`, 0, guesses.seconds) : null,
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
      if (guesses) await counts.add(`misses:${audience}:${sub}`, 1, guesses.seconds);
    },
    async takeRows(claims, rows) {
      if (!isOfGraph(claims)) return null;
      const { sub, audience } = claims;
      const limit = rowsPerDay[audience];
      // What was refused counts as well: who goes over its limit is shown nothing more until the day ends.
      const { count, endsInMs } = await counts.add(`rows:${audience}:${sub}`, rows, DAY_SECONDS);
      return {
        allowed: rows === 0 ? count < limit : count <= limit,
        limit,
        remaining: Math.max(limit - count, 0),
        reset: Math.ceil(endsInMs / 1000),
      };
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

  async add(key: string, points: number, seconds: number): Promise<Counted> {
    // Counted here as well: when Redis goes away the count does not start again.
    const alone = await addTo(this.own, key, points, seconds);
    if (!this.redis || !this.shared) return alone;
    return this.redis.answer(addTo(this.shared, key, points, seconds)).catch(() => alone);
  }
}

async function addTo(limiter: RateLimiterAbstract, key: string, points: number, seconds: number): Promise<Counted> {
  const counted = points === 0 ? await limiter.get(key) : await limiter.consume(key, points, { customDuration: seconds });
  return { count: counted?.consumedPoints ?? 0, endsInMs: counted?.msBeforeNext ?? 0 };
}
