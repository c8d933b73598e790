import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeEngines, describeMysql, type TestDatabase } from '#testing/mysql';
import { notesStore } from './fixtures/migrate-in-process';
import type { Migration } from './migration';
import { openStore } from './open-store';

describeEngines('an owned store', (engine) => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await engine.create();
  });
  afterEach(() => database.drop());

  // The folder of a file is locked by the process that uses it, so that only a server is opened by several at once.
  const together = engine.name === 'mysql';

  it(`is migrated once by processes that start ${together ? 'at the same moment' : 'one after another'}`, async () => {
    const script = require.resolve('./fixtures/migrate-in-process');
    const migrate = (): Promise<string> =>
      new Promise((resolve) => {
        const child = spawn(process.execPath, ['--conditions=source', '--import', 'tsx', script, database.url]);
        let said = '';
        child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
        child.on('exit', (code) => resolve(`${code} ${said}`.trim()));
      });
    const ends = together ? await Promise.all([migrate(), migrate(), migrate()]) : [await migrate(), await migrate()];
    expect(new Set(ends)).toEqual(new Set(['0']));
    expect(await database.rows('select id from note', [])).toEqual([{ id: 'first' }]);
    expect(await database.rows('select name from schema_migration', [])).toEqual([{ name: '0001-notes' }]);
  });

  it('is refused when a newer release has migrated it', async () => {
    const store = await openStore(notesStore, database.url);
    await store.close();
    await database.run("insert into schema_migration (name, applied_at) values ('0002-note-authors', '2026-01-01');");
    await expect(openStore(notesStore, database.url)).rejects.toThrow(
      'The store notes holds 0002-note-authors, which this release does not know: a newer release wrote it. ' +
        'Start that release, or restore a backup from before it.',
    );
  });

  it('lets one at a time do what is exclusive', async () => {
    const stores = [await openStore(notesStore, database.url), await openStore({ ...notesStore, name: 'second' }, database.url)];
    let inside = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      most = Math.max(most, (inside += 1));
      await stores[0]?.fork().getConnection().execute('select 1');
      inside -= 1;
    };
    await Promise.all(stores.map((store) => store.exclusively('work', work)));
    // A file belongs to one process, which does not compete with itself.
    if (engine.name === 'mysql') expect(most).toBe(1);
    expect(inside).toBe(0);
    for (const store of stores) await store.close();
  });
});

it('a store in a file keeps what is set for its connection, however long it is open', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'store-'));
  const store = await openStore(notesStore, `file:${join(directory, 'notes.db')}`);
  await store.knex.raw('pragma busy_timeout = 777');
  const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 3_600_000);
  expect(await store.knex.raw('pragma busy_timeout')).toEqual([{ timeout: 777 }]);
  clock.mockRestore();
  await store.close();
  rmSync(directory, { recursive: true });
});

describeMysql('a statement of an owned store', (create) => {
  it('is ended by the server when it takes too long, on every connection; a migration is not', async () => {
    const database = await create();
    const slow: Migration = { name: '0001-slow', up: ({ knex }) => knex.raw('select sleep(1.5)') };
    const store = await openStore({ name: 'slow', entities: [], migrations: [slow] }, database.url, 1);
    const started = performance.now();
    // MariaDB refuses the statement, MySQL ends the sleep early and answers 1.
    const endedEarly = async (): Promise<boolean> => {
      const [[row]] = (await store.knex.raw('select sleep(20) as early').catch(() => [[{ early: 1 }]])) as [[{ early: number }]];
      return row.early === 1;
    };
    expect(await Promise.all(Array.from({ length: 12 }, endedEarly))).toEqual(Array.from({ length: 12 }, () => true));
    expect(performance.now() - started).toBeLessThan(15_000);
    expect(await store.knex.raw('select 1 as one').then(([rows]: [unknown]) => rows)).toEqual([{ one: 1 }]);
    await store.close();
    await database.drop();
  });
});
