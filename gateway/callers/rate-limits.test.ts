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
  rowsPerDay: { STAFF: 100, BI: 1000, PARTNER: 20 },
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

describe('rows of a day', () => {
  let rates: RateLimits;
  beforeEach(async () => {
    rates = await rateLimits(LIMITS, null, silent);
  });

  it('[T26] are counted for each caller, up to the last one, and end 24 hours after the first', async () => {
    expect(await rates.takeRows(caller('a'), 0)).toMatchObject({ allowed: true, remaining: 100 });
    expect(await rates.takeRows(caller('a'), 99)).toEqual({ allowed: true, limit: 100, remaining: 1, reset: 86_400 });
    expect(await rates.takeRows(caller('a'), 0)).toMatchObject({ allowed: true, remaining: 1 });
    expect(await rates.takeRows(caller('a'), 1)).toMatchObject({ allowed: true, remaining: 0 });
    expect(await rates.takeRows(caller('a'), 0)).toMatchObject({ allowed: false, reset: 86_400 });
    expect(await rates.takeRows(caller('a'), 1)).toMatchObject({ allowed: false });
    expect(await rates.takeRows(caller('b'), 100)).toMatchObject({ allowed: true });
  });

  it('are used up by an answer that was too much', async () => {
    await rates.takeRows(caller('a'), 90);
    expect(await rates.takeRows(caller('a'), 20)).toMatchObject({ allowed: false, remaining: 0 });
    expect(await rates.takeRows(caller('a'), 0)).toMatchObject({ allowed: false });
  });

  it('are others for other audiences, also of one name, and none for auditors', async () => {
    await rates.takeRows(caller('a'), 100);
    expect(await rates.takeRows(caller('a', 'BI'), 1000)).toMatchObject({ allowed: true, limit: 1000, remaining: 0 });
    expect(await rates.takeRows(caller('a', 'PARTNER'), 21)).toMatchObject({ allowed: false, limit: 20 });
    expect(await rates.takeRows(caller('a', 'AUDITOR'), 1)).toBeNull();
  });

  it('are no requests', async () => {
    await rates.takeRows(caller('a'), 3);
    expect((await rates.take(caller('a'))).remaining).toBe(2);
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

  it('[T26] hold for rows of all processes, and after redis is gone for those that each process showed itself', async () => {
    const [first, second] = [await open(), await open()];
    expect(await first.takeRows(caller('a'), 60)).toMatchObject({ allowed: true, remaining: 40, reset: 86_400 });
    expect(await second.takeRows(caller('a'), 30)).toMatchObject({ allowed: true, remaining: 10 });
    expect(await first.takeRows(caller('a'), 11)).toMatchObject({ allowed: false });
    expect(await second.takeRows(caller('a'), 0)).toMatchObject({ allowed: false, reset: 86_400 });
    await redis.stop();
    expect(await second.takeRows(caller('a'), 70)).toMatchObject({ allowed: true, remaining: 0 });
    expect(await first.takeRows(caller('a'), 0)).toMatchObject({ allowed: true, remaining: 29 });
    expect(first.problem()).toBe('redis');
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
