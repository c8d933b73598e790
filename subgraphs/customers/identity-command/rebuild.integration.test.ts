import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openStore } from '#runtime/store/open-store';
import { describeEngines, type TestDatabase } from '#testing/mysql';
import { matchingOver } from '../registry/fixtures/matching-over';
import { readingOf } from '../registry/fixtures/rematched-records';
import { customersStore } from '../store';
import { stewardedRecords } from '../stewardship/fixtures/stewarded-records';

const ROOT = resolve(__dirname, '../../..');

// Each test starts processes.
jest.setTimeout(120_000);

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

const identity = (argv: readonly string[], settings: Readonly<Record<string, string>>): Promise<Ended> =>
  new Promise((done, failed) => {
    const command = join(__dirname, 'identity.ts');
    const env = { ...process.env, ...settings };
    const child = spawn(process.execPath, ['--conditions=source', '--import', 'tsx', command, ...argv], { cwd: ROOT, env });
    const printed = { out: '', err: '' };
    child.stdout.on('data', (text) => (printed.out += String(text)));
    child.stderr.on('data', (text) => (printed.err += String(text)));
    child.once('error', failed);
    child.once('exit', (code) => done({ code, ...printed }));
  });

describeEngines('npm run identity -- rebuild', (engine) => {
  let database: TestDatabase;
  let dataDir: string;

  beforeEach(async () => {
    database = await engine.create();
    dataDir = mkdtempSync(join(tmpdir(), 'rebuild-'));
    const store = await openStore(customersStore, database.url);
    await matchingOver(store).build(readingOf(stewardedRecords()));
    await store.close();
  });
  afterEach(async () => {
    rmSync(dataDir, { recursive: true, force: true });
    await database.drop();
  });

  const identityIn = (argv: readonly string[], url = database.url) =>
    identity(argv, { DATA_DIR: dataDir, DB_CUSTOMERS_URL: url });
  const pairs = () => database.rows('select a, b from match_pair', []);

  it('matches everything anew, says what came of it and ends with 0; a dry run writes nothing', async () => {
    const before = await pairs();
    await database.run('delete from match_pair;\n');
    const dry = await identityIn(['rebuild', '--dry-run']);
    expect(dry).toMatchObject({ code: 0, err: '' });
    expect(dry.out).toMatch(
      /^11 records in 7 customers, 7 before: 0 merged into others, 0 split off; .*nothing is written; \d+\.\d s\n$/,
    );
    expect(await pairs()).toEqual([]);
    expect(await identityIn(['rebuild', '--threads', '2'])).toMatchObject({ code: 0, err: '' });
    expect(await pairs()).toHaveLength(before.length);
  });

  it('is refused, with what to do, while another process works on the registry', async () => {
    const store = await openStore(customersStore, database.url);
    const lock = { pid: process.pid, host: hostname() };
    writeFileSync(join(dataDir, 'lock'), JSON.stringify(lock));
    await database.run('delete from match_pair;\n');
    const refused = await store.exclusively('registry', () => identityIn(['rebuild', '--wait', '1']));
    await store.close();
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toContain(
      engine.name === 'sqlite'
        ? `is in use by process ${lock.pid} on ${lock.host}. A store in a file belongs to one process: stop that one, rebuild, and start it again.`
        : 'Another process has held the lock of the store customers for 1 seconds.',
    );
    expect(await pairs()).toEqual([]);
  });

  it('is refused where no customers are, and makes no store there', async () => {
    const empty = await engine.create();
    const refused = await identityIn(['rebuild'], engine.name === 'sqlite' ? `file:${dataDir}/none.db` : empty.url);
    await empty.drop();
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toMatch(/^(There are no customers in|The store of customers \S+ has no records yet)/);
    expect(refused.err).not.toContain('    at ');
  });
});

describe('npm run identity -- rebuild, whatever the store', () => {
  it.each([
    [['rebuild', '--threads', '0'], '--threads is a whole number from 1 on, not 0'],
    [['rebuild', '--seed', '4'], 'rebuild takes no --seed'],
    [['rebuilt'], 'The command is evaluate, explain, train or rebuild'],
  ])('%j is a wrong command line', async (argv, message) => {
    const refused = await identity(argv, {});
    expect(refused).toMatchObject({ code: 2, out: '' });
    expect(refused.err).toContain(`${message}\n\nUsage:`);
  });

  it('tells a server that does not answer without its password', async () => {
    const refused = await identity(['rebuild'], { DB_CUSTOMERS_URL: 'mysql://crm:hidden-word@127.0.0.1:1/crm' });
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toContain('The store of customers 127.0.0.1:1/crm does not open');
    expect(refused.err).not.toContain('hidden-word');
  });
});
