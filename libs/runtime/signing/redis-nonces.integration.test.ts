import { pino } from 'pino';
import { describeRedis, startRedis, type EphemeralRedis } from '#testing/redis';
import type { Nonces } from './nonces';
import { redisNonces } from './redis-nonces';

describeRedis('nonces in redis', () => {
  let redis: EphemeralRedis;
  const opened: Nonces[] = [];
  const logged: string[] = [];
  const log = pino({ level: 'error' }, { write: (line: string) => void logged.push(line) });
  const open = async (subgraph: string): Promise<Nonces> => {
    const nonces = await redisNonces(redis.url, subgraph, Date.now, log);
    opened.push(nonces);
    return nonces;
  };
  beforeEach(async () => {
    redis = await startRedis();
    logged.length = 0;
  });
  afterEach(async () => {
    for (const nonces of opened.splice(0)) await nonces.close();
    await redis.stop();
  });

  it('are seen by every process of a subgraph, and by no other subgraph', async () => {
    const [first, second, other] = [await open('sales'), await open('sales'), await open('customers')];
    expect(await first.claim('n1')).toBe(true);
    expect(await second.claim('n1')).toBe(false);
    expect(await other.claim('n1')).toBe(true);
    expect([first.problem(), logged]).toEqual([null, []]);
  });

  it('are still known to their own process while redis is down, which is told, and shared again afterwards', async () => {
    const [first, second] = [await open('sales'), await open('sales')];
    const port = Number(new URL(redis.url).port);
    await redis.stop();
    const start = performance.now();
    expect([await first.claim('n1'), await first.claim('n1')]).toEqual([true, false]);
    expect(performance.now() - start).toBeLessThan(1000);
    expect([first.problem(), logged.length]).toEqual(['redis', expect.any(Number)]);
    redis = await startRedis(port);
    const end = Date.now() + 10_000;
    for (let i = 0; (first.problem() ?? second.problem()) !== null && Date.now() < end; i += 1) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      await Promise.all([first.claim(`first ${i}`), second.claim(`second ${i}`)]);
    }
    expect(await first.claim('n2')).toBe(true);
    expect(await second.claim('n2')).toBe(false);
  });
});

it('start without redis', async () => {
  const nonces = await redisNonces('redis://127.0.0.1:1', 'sales', Date.now, pino({ level: 'silent' }));
  expect([await nonces.claim('n1'), await nonces.claim('n1'), nonces.problem()]).toEqual([true, false, 'redis']);
  await nonces.close();
});
