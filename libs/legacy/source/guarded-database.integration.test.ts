import type { BreakerState } from '#core/breaker/circuit-breaker';
import { openFaultProxy, type FaultProxy } from '../../testing/fault-proxy';
import { ManualClock } from '../../testing/manual-clock';
import { describeMysql, type TestDatabase } from '../../testing/mysql';
import { GuardedDatabase } from './guarded-database';
import { MysqlDatabase } from './mysql-database';

const SECOND = 1000;
const limits = (timeoutMs: number) => ({ rowType: 'Party', timeoutMs });

describeMysql('a source behind a breaker', (create) => {
  let database: TestDatabase;
  let proxy: FaultProxy;
  let clock: ManualClock;
  let source: GuardedDatabase;

  const ask = (sql = 'select 1', timeoutMs = 600): Promise<unknown> =>
    source.query(sql, [], limits(timeoutMs)).then(
      () => 'OK',
      ({ code, details }: { code: string; details: { retryInMs?: number } }) =>
        details.retryInMs === undefined ? code : `${code}, again in ${details.retryInMs}`,
    );
  const askTimes = (n: number, sql?: string, timeoutMs?: number) =>
    Promise.all(Array.from({ length: n }, () => ask(sql, timeoutMs)));
  /** Looks take their time, which the clock of the breaker knows nothing of. */
  const untilItIs = async (state: BreakerState): Promise<void> => {
    const end = Date.now() + 5 * SECOND;
    while (source.state !== state && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(source.state).toBe(state);
  };

  beforeEach(async () => {
    database = await create();
    const { hostname, port } = new URL(database.url);
    proxy = await openFaultProxy(hostname, Number(port || 3306));
    const through = new URL(database.url);
    through.port = String(proxy.port);
    clock = new ManualClock();
    source = new GuardedDatabase('finance', new MysqlDatabase('finance', through.href), clock, () => undefined);
  });
  afterEach(async () => {
    await proxy.apply(null);
    await source.close();
    await proxy.close();
    await database.drop();
  });

  it.each([
    ['black hole', 'SOURCE_TIMEOUT'],
    ['reset', 'SOURCE_UNAVAILABLE'],
    ['half answer', 'SOURCE_UNAVAILABLE'],
    ['stuck answer', 'SOURCE_TIMEOUT'],
    ['late', 'SOURCE_TIMEOUT'],
  ] as const)('hears of nothing while it does not answer, and is asked again when it does: %s', async (fault, code) => {
    await proxy.apply(fault);
    expect(new Set(await askTimes(10))).toEqual(new Set([code]));
    await untilItIs('OPEN');
    const before = proxy.taken;
    const refused = await askTimes(100);
    expect([new Set(refused), proxy.taken - before]).toEqual([new Set([`SOURCE_UNAVAILABLE, again in ${SECOND}`]), 0]);
    await proxy.apply(null);
    await clock.advance(SECOND);
    await untilItIs('TRYING');
    expect(await ask('select 1', 5000)).toBe('OK');
    expect(source.state).toBe('CLOSED');
    expect(await askTimes(5, 'select 1', 5000)).toEqual(Array(5).fill('OK'));
  });

  it('stays closed when statements are too slow, whoever sends them, when all its connections are in use, and when no time is left', async () => {
    expect(new Set(await askTimes(20, 'select sleep(5)', 600))).toEqual(new Set(['SOURCE_TIMEOUT']));
    const slow = Array.from({ length: 10 }, () => ask('select sleep(1.5)', 5000));
    expect(new Set(await askTimes(20, 'select 1', 1200))).toEqual(new Set(['SOURCE_TIMEOUT']));
    expect(new Set(await Promise.all(slow))).toEqual(new Set(['OK']));
    expect(new Set(await askTimes(10, 'select sleep(1)', 100))).toEqual(new Set(['SOURCE_TIMEOUT']));
    expect(await source.answers(SECOND)).toBe(true);
    expect([source.state, await ask('select 1', 5000)]).toEqual(['CLOSED', 'OK']);
  });

  it('answers within 50 ms while it is open', async () => {
    await proxy.apply('black hole');
    await askTimes(10);
    await untilItIs('OPEN');
    const took = [];
    for (let i = 0; i < 100; i += 1) {
      const started = performance.now();
      await ask();
      took.push(performance.now() - started);
    }
    expect(Math.max(...took)).toBeLessThanOrEqual(50);
  });

  it('stays closed when it refuses statements or does not know what a mapping names', async () => {
    expect(new Set(await askTimes(20, 'select x from not_there', 5000))).toEqual(new Set(['SOURCE_UNAVAILABLE']));
    expect(source.state).toBe('CLOSED');
  });
});
