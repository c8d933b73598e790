import { existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { describeEngines, mysqlServerUrl, type TestDatabase } from '../../testing/mysql';
import { openCatalog } from './legacy-catalog';
import { openLegacyDatabase, type LegacyDatabase } from './legacy-database';

const LIMITS = { rowType: 'Party', timeoutMs: 3000 } as const;

async function failureOf(work: Promise<unknown>): Promise<Error & { code?: string; details?: object }> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('It did not fail');
}

describeEngines('a connection to a legacy database', (engine) => {
  let database: TestDatabase;
  let connection: LegacyDatabase;

  beforeAll(async () => {
    database = await engine.create();
    await database.run(`
      create table kinds (id int not null primary key, day date, at datetime, amount decimal(18,2), big bigint, name char(6));
      insert into kinds values (1, '2024-02-29', '2024-02-29 08:00:00', 12.50, 12, 'ab');
    `);
    connection = openLegacyDatabase('finance', database.url);
  });
  afterAll(async () => {
    await connection.close();
    await database.drop();
  });

  it('delivers dates as they are stored, never through a time zone', async () => {
    const [row] = await connection.query('select day, at, name from kinds where id = ?', ['1'], LIMITS);
    expect(row).toEqual(['2024-02-29', '2024-02-29 08:00:00', 'ab']);
  });

  it('cannot write', async () => {
    const failure = await failureOf(connection.query("update kinds set name = 'x'", [], LIMITS));
    expect(failure.code).toBe('SOURCE_UNAVAILABLE');
    expect(await connection.query('select name from kinds', [], LIMITS)).toEqual([['ab']]);
  });

  it('says that the mapping is wrong when a column does not exist, and shows no SQL', async () => {
    const failure = await failureOf(connection.query('select secret_column from kinds', [], LIMITS));
    expect(failure).toMatchObject({ code: 'SOURCE_UNAVAILABLE', details: { source: 'finance', rowType: 'Party' } });
    expect(failure.message).toBe('Source finance cannot answer Party: its mapping does not fit the database');
    expect(failure.cause).toBeInstanceOf(Error);
  });

  it('knows the columns of a table', async () => {
    expect((await connection.columnsOf('kinds', LIMITS))?.toSorted()).toEqual(['amount', 'at', 'big', 'day', 'id', 'name']);
    expect(await connection.columnsOf('nothing', LIMITS)).toBeNull();
  });

  it('reports a mapping that does not fit at the line of the mapping', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'mapping-'));
    writeFileSync(
      join(directory, 'wrong.mapping.yaml'),
      [
        'source: { id: finance, timezone: Asia/Shanghai, currency: CNY }',
        'rows:',
        '  Party:',
        '    from: kinds k',
        '    key: k.id',
        '    fields:',
        '      name: k.nmae',
        '      number: k.id',
        '  Employee: { from: nothing n, key: n.id, fields: { name: n.name } }',
      ].join('\n'),
    );
    writeFileSync(join(directory, 'sources.yaml'), 'sources: [{ mapping: wrong.mapping.yaml, subgraphs: [sales] }]');
    const catalog = await openCatalog({ sourcesFile: join(directory, 'sources.yaml'), urlFor: () => database.url });
    const problems = (await catalog.check()).map(({ line, message }) => `${line} ${message}`);
    expect(problems).toEqual(['7 Party.name: no column kinds.nmae (near: name)', '9 Employee: no table nothing']);
    const reader = catalog.reader({ today: '2024-01-01', deadlineMs: 3000 });
    const key = { system: 'finance', key: '1' };
    await expect(reader.byKeys('Party', [key], ['name'])).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
    expect((await reader.byKeys('Party', [key], ['number']))[0]?.number).toBe('1');
    await catalog.close();
    rmSync(directory, { recursive: true });
  });
});

describe('a database that is not there', () => {
  it('is an error for a missing file, and creates none', async () => {
    const file = join(tmpdir(), 'no-such-directory', 'none.db');
    const connection = openLegacyDatabase('finance', `file:${file}`);
    const failure = await failureOf(connection.query('select 1', [], LIMITS));
    expect(failure).toMatchObject({ code: 'SOURCE_UNAVAILABLE', message: 'Source finance did not answer' });
    expect(existsSync(join(tmpdir(), 'no-such-directory'))).toBe(false);
    await connection.close();
  });

  it('reads the file that took the place of another, and misses one that is taken away', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'legacy-'));
    const write = (name: string, value: number): void => {
      const database = new Database(join(directory, name));
      database.exec(`create table t (a int); insert into t values (${value})`);
      database.close();
    };
    write('served.db', 1);
    write('next.db', 2);
    const connection = openLegacyDatabase('finance', `file:${join(directory, 'served.db')}`);
    const read = (): Promise<readonly (readonly unknown[])[]> => connection.query('select a from t', [], LIMITS);
    expect(await read()).toEqual([[1]]);
    renameSync(join(directory, 'next.db'), join(directory, 'served.db'));
    expect(await read()).toEqual([[2]]);
    rmSync(join(directory, 'served.db'));
    expect(await failureOf(read())).toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
    await connection.close();
    rmSync(directory, { recursive: true });
  });

  it('is an error for a file that is no database', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'legacy-'));
    writeFileSync(join(directory, 'text.db'), 'this is no database at all, only some text that is long enough');
    const connection = openLegacyDatabase('finance', `file:${join(directory, 'text.db')}`);
    expect((await failureOf(connection.query('select * from t', [], LIMITS))).code).toBe('SOURCE_UNAVAILABLE');
    await connection.close();
    rmSync(directory, { recursive: true });
  });

  it('is an error at once when nobody listens', async () => {
    const connection = openLegacyDatabase('finance', 'mysql://reader:hidden@127.0.0.1:1/db');
    const failure = await failureOf(connection.query('select 1', [], LIMITS));
    expect(failure.message).toBe('Source finance did not answer');
    await connection.close();
  });

  it('is a timeout when the server accepts and says nothing', async () => {
    const silent: Server = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const connection = openLegacyDatabase(
      'finance',
      `mysql://reader:hidden@127.0.0.1:${(silent.address() as AddressInfo).port}/db`,
    );
    const failure = await failureOf(connection.query('select 1', [], { rowType: 'Party', timeoutMs: 200 }));
    expect(failure.code).toBe('SOURCE_TIMEOUT');
    await connection.close();
    silent.close();
  });

  it('refuses relative files, memory and other schemes', () => {
    for (const url of [':memory:', 'file:data.db', 'postgres://x/y'])
      expect(() => openLegacyDatabase('finance', url)).toThrow('finance');
  });
});

const server = mysqlServerUrl();
(server ? describe : describe.skip)('a MySQL server', () => {
  it('turns a wrong password into an unavailable source without naming it', async () => {
    const connection = openLegacyDatabase('finance', `${(server ?? '').replace('root@', 'nobody:hidden@')}/mysql`);
    const failure = await failureOf(connection.query('select 1', [], LIMITS));
    expect(failure).toMatchObject({ code: 'SOURCE_UNAVAILABLE', message: 'Source finance did not answer' });
    await connection.close();
  });

  it('stops a statement whose time is over, and answers the next one', async () => {
    const connection = openLegacyDatabase('finance', `${server ?? ''}/mysql`);
    const failure = await failureOf(connection.query('select sleep(20.5)', [], { rowType: 'Party', timeoutMs: 300 }));
    expect(failure.code).toBe('SOURCE_TIMEOUT');
    const running = "select count(*) from information_schema.processlist where info = 'select sleep(20.5)'";
    let left = '1';
    for (let attempt = 0; attempt < 50 && left !== '0'; attempt += 1) {
      const [row] = await connection.query(running, [], LIMITS);
      left = String(row?.[0]);
    }
    expect(left).toBe('0');
    await connection.close();
  });
});
