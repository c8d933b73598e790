import { createConnection } from 'mysql2/promise';
import { blockProcess } from '../../testing/block-process';
import { openFaultProxy, type FaultProxy } from '../../testing/fault-proxy';
import { describeMysql, type TestDatabase } from '../../testing/mysql';
import type { LegacyDatabase } from './legacy-database';
import { MysqlDatabase } from './mysql-database';

const limits = (timeoutMs: number) => ({ rowType: 'Party', timeoutMs });
const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'OK',
    (error: { code?: string }) => error.code,
  );

describeMysql('a MySQL or MariaDB source that hangs', (create) => {
  let database: TestDatabase;
  let proxy: FaultProxy;
  let source: LegacyDatabase;

  /** Statements of this source that the server works on. */
  const underWay = async (): Promise<number> => {
    const sql = "select count(*) as n from information_schema.processlist where db = database() and info like 'select sleep%'";
    const [row] = await database.rows(sql, []);
    return Number(row?.n);
  };
  const untilNoneIsUnderWay = async (): Promise<void> => {
    const end = Date.now() + 15_000;
    while ((await underWay()) > 0) {
      if (Date.now() > end) throw new Error('the server still works on it');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  /** Asks again when a busy machine took longer to connect than it may; of connections that are all in use none would answer then either. */
  const answer = async (asks = 3): Promise<unknown> => {
    const answered = source.query("select 'here'", [], limits(3000));
    return asks === 1 ? answered : answered.catch(() => answer(asks - 1));
  };
  const sleep = (seconds: number, timeoutMs: number) => source.query(`select sleep(${seconds})`, [], limits(timeoutMs));

  beforeEach(async () => {
    database = await create();
    const { hostname, port } = new URL(database.url);
    proxy = await openFaultProxy(hostname, Number(port || 3306));
    const through = new URL(database.url);
    through.port = String(proxy.port);
    source = new MysqlDatabase('finance', through.href);
  });
  afterEach(async () => {
    await proxy.apply(null);
    await source.close();
    await proxy.close();
    await database.drop();
  });

  it('costs the statement, not the connections: the next one is answered, and the server works on none of the others', async () => {
    const hung = Array.from({ length: 10 }, () => codeOf(sleep(30, 400)));
    expect(new Set(await Promise.all(hung))).toEqual(new Set(['SOURCE_TIMEOUT']));
    expect(await answer()).toEqual([['here']]);
    await untilNoneIsUnderWay();
  });

  it('works on no statement for long although nobody gets through to stop it', async () => {
    const hung = codeOf(sleep(30, 800));
    const end = Date.now() + 700;
    while ((await underWay()) === 0 && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 10));
    await proxy.apply('black hole');
    expect(await hung).toBe('SOURCE_TIMEOUT');
    expect(await underWay()).toBe(1);
    await untilNoneIsUnderWay();
  });

  it('lets a bulk read take its time on the connection that a short one has used', async () => {
    expect(await source.query("select 'here'", [], limits(1500))).toEqual([['here']]);
    expect(await source.query("select concat('slept ', sleep(2.3))", [], limits(15_000))).toEqual([['slept 0']]);
  });

  it('has answered in time when its answer was there, although this process was busy and heard of the end of the time first', async () => {
    // Not through the proxy, which is busy with this process.
    const near = new MysqlDatabase('finance', database.url);
    await near.query('select 1', [], limits(3000));
    const answer = near.query("select concat('slept ', sleep(0.1))", [], limits(400));
    await new Promise((resolve) => setTimeout(resolve, 50));
    await new Promise((resolve) => setImmediate(resolve));
    blockProcess(800);
    expect(await answer).toEqual([['slept 0']]);
    await near.close();
  });

  it('takes no longer than a part of its time to say that every connection is in use', async () => {
    const ended: string[] = [];
    const slow = Array.from({ length: 10 }, () => sleep(1.5, 5000).then(() => ended.push('slow')));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await codeOf(source.query('select 1', [], limits(1200)))).toBe('SOURCE_TIMEOUT');
    expect(ended).toEqual([]);
    await Promise.all(slow);
    expect(await codeOf(source.query('select 1', [], limits(1200)))).toBe('OK');
  });

  it('keeps connections for people while bulk reads hold all of theirs and hundreds more wait', async () => {
    const bulk = (seconds: number, timeoutMs: number) =>
      source.query(`select sleep(${seconds})`, [], { ...limits(timeoutMs), bulk: true });
    const ended: string[] = [];
    const machines = Array.from({ length: 150 }, () => codeOf(bulk(1, 6000)).then((code) => ended.push(String(code))));
    while ((await underWay()) < 4) await new Promise((resolve) => setTimeout(resolve, 20));
    const people = await Promise.all(Array.from({ length: 30 }, () => source.query("select 'here'", [], limits(1200))));
    expect(people).toEqual(Array.from({ length: 30 }, () => [['here']]));
    expect(ended).toEqual([]);
    expect(await underWay()).toBe(4);
    await Promise.all(machines);
    expect(new Set(ended)).toEqual(new Set(['OK', 'SOURCE_TIMEOUT']));
    expect(await codeOf(bulk(0, 1200))).toBe('OK');
  });

  it('lets no more than 200 statements wait', async () => {
    const waiting = Array.from({ length: 200 }, () => codeOf(sleep(0.01, 20_000)));
    expect(await codeOf(source.query('select 1', [], limits(20_000)))).toBe('SOURCE_UNAVAILABLE');
    expect(new Set(await Promise.all(waiting))).toEqual(new Set(['OK']));
  });

  it('is read again when the first connection ever was made into a black hole', async () => {
    await proxy.apply('black hole');
    expect(await codeOf(source.query('select 1', [], limits(400)))).toBe('SOURCE_TIMEOUT');
    await proxy.apply(null);
    expect(await codeOf(source.query('select 1', [], limits(5000)))).toBe('OK');
  });
});

describeMysql('a statement that a MySQL or MariaDB server refuses', (create) => {
  it('does not read as a source that is down', async () => {
    const database = await create();
    const user = `reader_${process.pid}`;
    const { host, pathname } = new URL(database.url);
    await database.run(`create table secrets (id int);\ncreate table open_to_all (id int);`);
    await database.run(`create user '${user}'@'%' identified by 'right';\ngrant select on open_to_all to '${user}'@'%';`);
    const source = new MysqlDatabase('finance', `mysql://${user}:right@${host}${pathname}`);
    expect(await source.query('select id from open_to_all', [], limits(3000))).toEqual([]);
    await expect(source.query('select id from secrets', [], limits(3000))).rejects.toMatchObject({
      code: 'SOURCE_UNAVAILABLE',
      details: { source: 'finance', rowType: 'Party' },
      message: 'Source finance refuses to answer Party: look at the rights of its user and at the tables behind it',
    });
    await source.close();
    const root = await createConnection({ uri: database.url });
    await root.query(`drop user '${user}'@'%'`);
    await root.end();
    await database.drop();
  });
});
