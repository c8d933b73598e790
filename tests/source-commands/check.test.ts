import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeEngines, type TestDatabase } from '#testing/mysql';
import { FOREIGN_ERP, loadForeignErp } from '../fixtures/foreign-erp/load-foreign-erp';
import { runCommand } from './run-command';

describeEngines('source check on a foreign database', (engine) => {
  let database: TestDatabase;
  const mapping = join(FOREIGN_ERP, 'foreign-erp.mapping.yaml');

  beforeAll(async () => {
    database = await engine.create();
    await loadForeignErp(database);
  });
  afterAll(() => database.drop());

  it('names the two faults that its rows hold on purpose, at their lines, and exits 1', async () => {
    const { code, out } = await runCommand(['check', mapping, '--errors-only'], { SOURCE_URL: database.url });
    expect(code).toBe(1);
    expect(out.split('\n').filter((line) => line.includes('ERROR'))).toEqual([
      expect.stringMatching(
        /foreign-erp\.mapping\.yaml:41 Order\.status\.codes: 1 stored code has no translation, in 1 row: 'X' \(1\)/,
      ),
      expect.stringMatching(
        /foreign-erp\.mapping\.yaml:43 Order\.total: 1 amount has a currency without translation: 'XXX' \(1\)/,
      ),
    ]);
  });

  it('takes the URL from the call or from the environment and never prints it', async () => {
    const given = await runCommand(['check', mapping, '--url', database.url]);
    const ofSource = await runCommand(['check', mapping], { SOURCE_HANDEL_URL: database.url });
    expect([given.code, ofSource.code]).toEqual([1, 1]);
    expect(given.out).toBe(ofSource.out);
    expect(given.out).not.toContain(database.url);
  });
});

describe('source check, called wrongly', () => {
  it.each([
    [['chekc'], 'There is no command chekc; there are check, draft, sample, explain'],
    [['check', 'a', 'b'], 'check takes no b'],
    [['check', '--rows', 'many'], '--rows is a whole number from 1, not many'],
    [['check', '--key', 'x'], '--key belongs to sample'],
    [['check', 'nobody'], 'has no source nobody; it has finance, sales, tickets, pms'],
    [['check', '--today', '2026-13-01'], '--today is a day such as 2026-06-30, not 2026-13-01'],
  ])('%j is refused with exit code 2', async (argv, message) => {
    const { code, error } = await runCommand(argv);
    expect(code).toBe(2);
    expect(error).toContain(message);
  });

  it('says where to give a URL', async () => {
    const { code, error } = await runCommand(['check', 'finance'], { DATA_DIR: '/nowhere' });
    expect([code, error.split('\n')[0]]).toEqual([
      2,
      'Source finance has no database: give --url, or set SOURCE_URL or SOURCE_FINANCE_URL',
    ]);
  });

  it('exits 1 when the database does not answer, without its password', async () => {
    const mapping = join(FOREIGN_ERP, 'foreign-erp.mapping.yaml');
    const { code, error } = await runCommand(['check', mapping], { SOURCE_URL: 'mysql://nobody:secret@127.0.0.1:9/handel' });
    expect(code).toBe(1);
    expect(error).toContain('Source handel did not answer');
    expect(error).not.toContain('secret');
  });

  it('exits 1 with file and line when the mapping itself is broken', async () => {
    const mapping = join(mkdtempSync(join(tmpdir(), 'broken-')), 'broken.mapping.yaml');
    writeFileSync(mapping, 'source: { id: broken, timezone: Asia/Shanghai, currency: RMB¥ }\nrows: {}\n');
    const { code, error } = await runCommand(['check', mapping], { SOURCE_URL: 'file:/nowhere.db' });
    expect([code, error]).toEqual([
      1,
      expect.stringMatching(/broken\.mapping\.yaml:1 source\.currency: is not an ISO 4217 code/),
    ]);
  });
});
