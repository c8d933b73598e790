import { pino } from 'pino';
import type { Claims } from '#policy/claims';
import { describeRedis, startRedis, type EphemeralRedis } from '#testing/redis';
import { rateLimits, type RateLimits } from './rate-limits';

const LIMITS = {
  rate: {
    STAFF: { requests: 3, seconds: 60 },
    BI: { requests: 2, seconds: 60 },
    PARTNER: { requests: 100, seconds: 60 },
    AUDITOR: { requests: 100, seconds: 60 },
  },
  misses: { PARTNER: { requests: 2, seconds: 30 } },
};
const caller = (sub: string, audience: Claims['audience'] = 'STAFF'): Claims => ({ sub, roles: [], audience });
const silent = pino({ level: 'silent' });

describe('in one process', () => {
  let rates: RateLimits;
  beforeEach(async () => {
    rates = await rateLimits(LIMITS, null, silent);
  });

  it('[T6] counts each caller alone, and refuses what is over its limit until the period ends', async () => {
    const turns = [];
    for (let i = 0; i < 4; i++) turns.push(await rates.take(caller('a')));
    expect(turns.map(({ allowed, limit, remaining }) => [allowed, limit, remaining])).toEqual([
      [true, 3, 2],
      [true, 3, 1],
      [true, 3, 0],
      [false, 3, 0],
    ]);
    expect(turns[3]?.reset).toBeGreaterThan(50);
    expect(turns[3]?.reset).toBeLessThanOrEqual(60);
    expect((await rates.take(caller('b'))).allowed).toBe(true);
  });

  it('has other limits for other audiences, also of one name', async () => {
    for (let i = 0; i < 3; i++) await rates.take(caller('a'));
    expect(await rates.take(caller('a', 'BI'))).toMatchObject({ allowed: true, limit: 2, remaining: 1 });
  });

  it('[T3] refuses a partner who found nothing too often, and nobody else', async () => {
    const partner = caller('p', 'PARTNER');
    for (let i = 0; i < 2; i++) {
      expect((await rates.take(partner)).allowed).toBe(true);
      await rates.miss(partner);
    }
    expect(await rates.take(partner)).toMatchObject({ allowed: false, remaining: 0, reset: 30 });
    expect((await rates.take(caller('q', 'PARTNER'))).allowed).toBe(true);
  });

  it('lets staff look for what is not there', async () => {
    for (let i = 0; i < 2; i++) {
      await rates.miss(caller('a'));
      expect((await rates.take(caller('a'))).allowed).toBe(true);
    }
  });
});

describeRedis('[T6] limits in redis', () => {
  let redis: EphemeralRedis;
  const opened: RateLimits[] = [];
  const open = async (): Promise<RateLimits> => {
    const rates = await rateLimits(LIMITS, redis.url, silent);
    opened.push(rates);
    return rates;
  };
  beforeEach(async () => {
    redis = await startRedis();
  });
  afterEach(async () => {
    for (const rates of opened.splice(0)) rates.close();
    await redis.stop();
  });

  it('are shared by all processes of the gateway', async () => {
    const [first, second] = [await open(), await open()];
    expect((await first.take(caller('a'))).remaining).toBe(2);
    expect((await second.take(caller('a'))).remaining).toBe(1);
    expect((await first.take(caller('a'))).remaining).toBe(0);
    expect(await second.take(caller('a'))).toMatchObject({ allowed: false, limit: 3 });
    const partner = caller('p', 'PARTNER');
    await first.miss(partner);
    await second.miss(partner);
    expect(await first.take(partner)).toMatchObject({ allowed: false });
    expect([first.problem(), second.problem()]).toEqual([null, null]);
  });

  it('are kept by each process alone while redis is down, from where its own count stood', async () => {
    const rates = await open();
    for (let i = 0; i < 2; i++) await rates.take(caller('a'));
    await redis.stop();
    expect(await rates.take(caller('a'))).toMatchObject({ allowed: true, remaining: 0 });
    expect(await rates.take(caller('a'))).toMatchObject({ allowed: false });
    expect(rates.problem()).toBe('redis');
  });
});
