import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { openStore, type Store } from '#runtime/store/open-store';
import { describeEngines, type TestDatabase } from '#testing/mysql';
import { customersStore } from '../store';
import { stewardedRecords } from '../stewardship/fixtures/stewarded-records';
import { matchingOver } from './fixtures/matching-over';
import { laterSettings, readingOf, rematchedRecords } from './fixtures/rematched-records';

const ROOT = resolve(__dirname, '../../..');
const RECORDS =
  'select r.system, source_key, customer_id, home_id, record, evidence from source_record r order by r.system, source_key';
const EVERYTHING = [
  'select id, name, version, golden, search_hash from customer order by id',
  RECORDS,
  'select id, customer_id from customer_alias order by id',
  'select customer_id, term from search_term order by customer_id, term',
  'select a, b, score from match_pair order by a, b',
  'select part, version, content from identity_model order by part',
  'select kind, p.system, source_key from pending_change p order by kind, p.system, source_key',
  'select name, value from registry_setting order by name',
];

interface Ended {
  readonly signal: NodeJS.Signals | null;
  readonly printed: string;
}

const matchUntilKilled = (url: string, moment: string): Promise<Ended> =>
  new Promise((done, failed) => {
    const script = join(__dirname, 'fixtures/match-until-killed.ts');
    const child = spawn(process.execPath, ['--conditions=source', '--import', 'tsx', script, url, moment], { cwd: ROOT });
    let printed = '';
    child.stdout.on('data', (text) => (printed += String(text)));
    child.once('error', failed);
    child.once('exit', (_code, signal) => done({ signal, printed }));
  });

describeEngines('a process that is killed while it matches all records anew', (engine) => {
  let database: TestDatabase;
  let store: Store;

  beforeEach(async () => {
    database = await engine.create();
    store = await openStore(customersStore, database.url);
    await matchingOver(store).build(readingOf(stewardedRecords()));
  });
  afterEach(async () => {
    await store.close();
    await database.drop();
  });

  const rows = (sql: string): Promise<readonly object[]> => store.fork().getConnection().execute(sql);
  const stored = async (): Promise<readonly string[]> =>
    Promise.all(EVERYTHING.map(async (sql) => JSON.stringify(await rows(sql))));
  /** Which records are one customer, whatever it is called. */
  const clusters = async (): Promise<readonly string[]> => {
    const found: Record<string, string[]> = {};
    const all: readonly { system?: string; source_key?: string; customer_id?: string }[] = await rows(RECORDS);
    for (const { system, source_key, customer_id } of all) (found[String(customer_id)] ??= []).push(`${system} ${source_key}`);
    return Object.values(found)
      .map((records) => records.join(' | '))
      .sort();
  };
  const NEW = [
    'finance 1 | pms 5 | sales 1',
    'finance 2 | tickets 2',
    'finance 3 | sales 3',
    'pms 4',
    'sales 7',
    'sales 8',
    'tickets 3',
  ];

  it('makes the new customers when nobody kills it', async () => {
    expect(await matchUntilKilled(database.url, 'never')).toEqual({ signal: null, printed: '14' });
    expect(await clusters()).toEqual(NEW);
  }, 120_000);

  it.each(['FIT', 'write 1', 'write 8', 'commit'])(
    'leaves the old customers, and whoever comes next makes the new ones, at %s',
    async (moment) => {
      const before = await stored();
      expect(await matchUntilKilled(database.url, moment)).toEqual({ signal: 'SIGKILL', printed: '' });
      expect(await stored()).toEqual(before);
      await matchingOver(store, { settings: laterSettings() }).build(readingOf(rematchedRecords()));
      expect(await clusters()).toEqual(NEW);
    },
    120_000,
  );
});
