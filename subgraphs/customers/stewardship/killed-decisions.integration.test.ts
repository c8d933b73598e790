import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { openStore, type Store } from '#runtime/store/open-store';
import { describeEngines, type TestDatabase } from '#testing/mysql';
import { matchingOver } from '../registry/fixtures/matching-over';
import { readIdentitySettings } from '../registry/identity-settings';
import { RegistryStore } from '../registry/registry.store';
import { customersStore } from '../store';
import { stewardedRecords } from './fixtures/stewarded-records';
import { OwnedStewardDecisions } from './steward-decision.store';

const ROOT = resolve(__dirname, '../../..');
const READ = { records: stewardedRecords(), down: new Set<string>(), contracts: { byRecord: new Map(), isComplete: true } };
const CUSTOMERS = 'select id, version, golden, search_hash from customer order by id';
const RECORDS = 'select r.system, source_key, customer_id, record, evidence from source_record r order by r.system, source_key';

/** Ends when the process does. @returns the signal that ended it */
const mergeUntilKilled = (url: string, write: number): Promise<NodeJS.Signals | null> =>
  new Promise((done, failed) => {
    const script = join(__dirname, 'fixtures/merge-until-killed.ts');
    const child = spawn(process.execPath, ['--conditions=source', '--import', 'tsx', script, url, String(write)], { cwd: ROOT });
    child.once('error', failed);
    child.once('exit', (_code, signal) => done(signal));
  });

describeEngines('a process that is killed while it follows a decision', (engine) => {
  let database: TestDatabase;
  let store: Store;

  beforeEach(async () => {
    database = await engine.create();
    store = await openStore(customersStore, database.url);
    await matchingOver(store).build(READ);
  });
  afterEach(async () => {
    await store.close();
    await database.drop();
  });

  const rows = (sql: string): Promise<unknown> => store.fork().getConnection().execute(sql);
  const stored = async (): Promise<string> => JSON.stringify([await rows(CUSTOMERS), await rows(RECORDS)]);
  const together = async (): Promise<boolean> => {
    const [a, b] = await new RegistryStore(store.fork).bySource(['7', '8'].map((key) => ({ system: 'sales', key })));
    return a?.id === b?.id;
  };

  it.each([
    [1, 'SIGKILL'],
    [4, 'SIGKILL'],
    [9, 'SIGKILL'],
    [1000, null],
  ] as const)(
    'leaves the old or the new customers, and nothing between, here before write %i',
    async (write, signal) => {
      const before = await stored();
      expect(await mergeUntilKilled(database.url, write)).toBe(signal);
      const decisions = new OwnedStewardDecisions(store.fork);
      const isDecided = (await decisions.open()).length > 0;
      expect([isDecided, await together()]).toEqual(signal === null ? [true, true] : [false, false]);
      expect(await rows('select action from audit_event')).toEqual(isDecided ? [{ action: 'MERGE' }] : []);
      if (!isDecided) expect((await stored()) === before).toBe(true);
      const left = await stored();
      const settings = { ...readIdentitySettings(), rules: 'others' };
      await matchingOver(store, { decisions, settings }).build(READ);
      expect((await stored()) === left).toBe(true);
    },
    60_000,
  );
});
