import type { SourceKey } from '#core/source-key';
import { openStore, type Store } from '#runtime/store/open-store';
import { describeEngines, type TestDatabase } from '#testing/mysql';
import { matchingOver } from '../registry/fixtures/matching-over';
import { aPartyRecord } from '../registry/fixtures/party-records';
import { customersStore } from '../store';
import { qualityOver, type QualityWorld } from './fixtures/quality-over';
import { aQualityRecord } from './fixtures/quality-records';
import { IssueStewardship } from './issue-stewardship.service';
import type { QualityIssue, QualityIssueFilter } from './quality-issue';
import { OwnedQualityIssues } from './quality-issue.store';
import type { QualityRecord } from './quality-record';
import { OwnedQualityRuns } from './quality-run.store';
import { qualityScore } from './quality-score';

const ANY: QualityIssueFilter = {
  system: null,
  key: null,
  dimension: null,
  domain: null,
  department: null,
  steward: null,
  severity: null,
  state: null,
  rule: null,
};
const GOOD = {
  phones: ['13912345678'],
  taxNo: '91350100M000100Y43',
  address: '文三路1号',
  industry: '贸易',
  createdOn: '2020-01-01',
  changedOn: '2026-06-01',
};
const good = (record: SourceKey & Partial<QualityRecord>): QualityRecord => aQualityRecord({ ...GOOD, ...record });

describeEngines('data quality', (engine) => {
  let database: TestDatabase;
  let store: Store;
  let world: QualityWorld;
  let issues: OwnedQualityIssues;
  let runs: OwnedQualityRuns;

  beforeEach(async () => {
    database = await engine.create();
    store = await openStore(customersStore, database.url);
    world = {
      store,
      records: [
        good({ system: 'finance', key: '1' }),
        good({ system: 'finance', key: '2', taxNo: null }),
        good({ system: 'finance', key: '3', taxNo: '91350100M000100Y34', phones: ['1391234567'] }),
        good({ system: 'sales', key: '1', sameAs: { system: 'finance', key: '9' } }),
      ],
      systems: ['finance', 'sales'],
      down: new Set(),
      failures: [],
      now: Date.UTC(2026, 5, 30),
      pause: () => Promise.resolve(),
    };
    issues = new OwnedQualityIssues(store.fork);
    runs = new OwnedQualityRuns(store.fork, () => world.now);
    const records = world.records.map(({ system, key }) => aPartyRecord({ system, key, name: `${system} ${key}` }));
    await matchingOver(store).build({ records, down: new Set(), contracts: { byRecord: new Map(), isComplete: true } });
  });
  afterEach(async () => {
    await store.close();
    await database.drop();
  });

  const run = async (quality = qualityOver(world)): Promise<string> => {
    world.now += 3_600_000;
    const { run: begun } = await quality.start('u-1');
    await quality.settled();
    return begun?.id ?? 'CONFLICT';
  };
  const all = async (filter: Partial<QualityIssueFilter> = {}): Promise<readonly QualityIssue[]> =>
    (await issues.page({ filter: { ...ANY, ...filter }, first: 100, after: null })).rows;
  const said = async (filter: Partial<QualityIssueFilter> = {}): Promise<readonly string[]> =>
    (await all(filter)).map(({ record: { system, key }, rule, state }) => `${system} ${key} ${rule} ${state}`).sort();
  const change = (key: string, changed: Partial<QualityRecord>): void => {
    world.records = world.records.map((record) =>
      record.key === key && record.system === 'finance' ? { ...record, ...changed } : record,
    );
  };
  const counts = async (): Promise<unknown> => {
    const latest = await runs.latest();
    return latest && [latest.opened, latest.reopened, latest.closed];
  };

  it('opens an issue for each rule that a record breaks, with who answers for it', async () => {
    await run();
    expect(await said()).toEqual([
      'finance 2 tax-number-present OPEN',
      'finance 3 phone-valid OPEN',
      'finance 3 tax-number-valid OPEN',
      'sales 1 reference-exists OPEN',
    ]);
    const [issue] = await all({ rule: 'tax-number-valid' });
    expect(issue).toMatchObject({ field: 'taxNo', dimension: 'VALIDITY', department: '财务部', steward: 'u-1501', version: 1 });
    expect(JSON.stringify(await database.rows('select * from quality_issue', []))).not.toContain('1391234567');
    expect(await counts()).toEqual([4, 0, 0]);
  });

  it('keeps an issue that is found again, closes one that is not, and opens it again when it comes back', async () => {
    await run();
    const [first] = await all({ rule: 'tax-number-present' });
    change('2', { taxNo: GOOD.taxNo });
    await run();
    expect(await said({ state: 'CLOSED' })).toEqual(['finance 2 tax-number-present CLOSED']);
    expect(await said({ state: 'OPEN' })).toHaveLength(3);
    expect(await counts()).toEqual([0, 0, 1]);
    change('2', { taxNo: null });
    await run();
    const [again] = await all({ rule: 'tax-number-present' });
    expect(again).toMatchObject({ id: first?.id, state: 'OPEN', closedAt: null, version: 3 });
    expect((again?.openedAt ?? '') > (first?.openedAt ?? '')).toBe(true);
    expect(await counts()).toEqual([0, 1, 0]);
  });

  it('closes the issues of a record that is gone', async () => {
    await run();
    world.records = world.records.filter(({ key }) => key !== '3');
    await run();
    expect(await said({ key: '3', state: 'OPEN' })).toEqual([]);
    expect(await runs.ofRecords([{ system: 'finance', key: '3' }])).toEqual([null]);
  });

  it('leaves what it found of a source alone while that source does not answer, and says why', async () => {
    await run();
    const [before] = await runs.ofRecords([{ system: 'finance', key: '3' }]);
    world.down.add('finance');
    world.records = [good({ system: 'finance', key: '1', phones: null }), good({ system: 'sales', key: '1' })];
    const id = await run();
    expect(await said({ state: 'OPEN' })).toEqual([
      'finance 2 tax-number-present OPEN',
      'finance 3 phone-valid OPEN',
      'finance 3 tax-number-valid OPEN',
    ]);
    const [details] = await runs.details([id]);
    expect(details?.sources).toEqual([
      { system: 'finance', records: 0, unavailable: 'Source finance did not answer' },
      { system: 'sales', records: 1, unavailable: null },
    ]);
    expect(new Set(details?.figures.map(({ system }) => system))).toEqual(new Set(['sales']));
    expect(await runs.ofRecords([{ system: 'finance', key: '3' }])).toEqual([before]);
  });

  it('scores each record, and all of them by the sums of their checks', async () => {
    const id = await run();
    const [details] = await runs.details([id]);
    const keys = world.records.map(({ system, key }) => ({ system, key }));
    const records = (await runs.ofRecords(keys)).map((checked) => Object.values(checked ?? {}));
    const sum = (of: 'checked' | 'failed'): number => records.flat().reduce((total, one) => total + one[of], 0);
    const score = qualityScore(details?.figures ?? []);
    expect([score.checked, score.failed]).toEqual([sum('checked'), sum('failed')]);
    expect(score.failed).toBe(4);
    expect(score.completeness).toBe(1 - 1 / 24);
    expect(await runs.ofRecords([{ system: 'sales', key: 'unknown' }])).toEqual([null]);
  });

  it('refuses a second run at the same time, in this process and in another', async () => {
    let refused: unknown;
    world.pause = async () => {
      world.pause = () => Promise.resolve();
      refused = [await quality.start('u-2'), await qualityOver(world).start('u-3')];
    };
    const quality = qualityOver(world);
    const id = await run(quality);
    expect(refused).toEqual([
      { run: null, running: id },
      { run: null, running: null },
    ]);
    expect(await run(quality)).not.toBe('CONFLICT');
  });

  it('counts what the last run found until a new one is done: one whose process ended has left nothing', async () => {
    await run();
    const before = [await said(), await runs.latest(), await runs.ofRecords([{ system: 'finance', key: '1' }])];
    change('1', { phones: null, taxNo: null });
    let stopped: () => void = () => undefined;
    const paused = new Promise<void>((isPaused) => {
      world.pause = () => {
        isPaused();
        return new Promise((_done, failed) => (stopped = () => failed(new Error('killed'))));
      };
    });
    const dying = qualityOver(world);
    world.now += 1000;
    await dying.start('u-1');
    await paused;
    expect([await said(), await runs.latest(), await runs.ofRecords([{ system: 'finance', key: '1' }])]).toEqual(before);
    world.now += 61_000;
    expect((await runs.page({ first: 1, after: null })).rows.map(({ state }) => state)).toEqual(['INTERRUPTED']);
    world.pause = () => Promise.resolve();
    await run();
    expect(await said({ key: '1', system: 'finance' })).toEqual([
      'finance 1 phone-present OPEN',
      'finance 1 tax-number-present OPEN',
    ]);
    stopped();
    await dying.settled();
    expect(world.failures).toHaveLength(1);
    expect((await runs.page({ first: 9, after: null })).rows.map(({ state }) => state)).toEqual(['DONE', 'INTERRUPTED', 'DONE']);
    expect(await database.rows('select * from quality_finding', [])).toEqual([]);
    expect(await database.rows('select distinct run as run from quality_record', [])).toHaveLength(1);
  });

  it('begins by itself when its time has come, and not before', async () => {
    const quality = qualityOver(world);
    await quality.startWhenDue(0);
    expect(await runs.latest()).toBeNull();
    for (const [laterMs, done] of [
      [0, 1],
      [86_399_000, 1],
      [1000, 2],
    ] as const) {
      world.now += laterMs;
      await quality.startWhenDue(86_400_000);
      await quality.settled();
      expect((await runs.page({ first: 9, after: null })).rows).toHaveLength(done);
    }
    expect((await runs.latest())?.requestedBy).toBeNull();
  });

  it('pages through issues in one order, whatever the size of a page, and refuses the cursor of another list', async () => {
    await run();
    change('1', { phones: null });
    await run();
    const whole = (await all()).map(({ id }) => id);
    for (const first of [1, 2, 3]) {
      const seen: string[] = [];
      for (let after: string | null = null; ;) {
        const page: Awaited<ReturnType<OwnedQualityIssues['page']>> = await issues.page({ filter: ANY, first, after });
        seen.push(...page.rows.map(({ id }) => id));
        after = page.cursors.at(-1) ?? null;
        if (!page.hasNextPage) break;
      }
      expect(seen).toEqual(whole);
    }
    expect(await issues.count({ ...ANY, system: 'finance', dimension: 'VALIDITY' })).toBe(2);
    expect(await said({ department: '销售部' })).toEqual([]);
    const { cursors } = await issues.page({ filter: ANY, first: 1, after: null });
    const other = issues.page({ filter: { ...ANY, system: 'sales' }, first: 1, after: cursors[0] ?? null });
    await expect(other).rejects.toMatchObject({ code: 'BAD_CURSOR' });
    await expect(issues.page({ filter: ANY, first: 1, after: 'x' })).rejects.toMatchObject({ code: 'BAD_CURSOR' });
  });

  it('keeps what a steward said through later runs, and refuses who has seen another version', async () => {
    await run();
    const stewardship = new IssueStewardship(issues, () => world.now);
    const [issue] = await all({ rule: 'tax-number-present' });
    const order = { id: issue?.id ?? '', version: 1, reason: 'a public body has none' };
    const refused = async (changed: object): Promise<unknown> =>
      (await stewardship.decide('IGNORED', { ...order, ...changed }, 'u-1')).userErrors.map(({ code, field }) => [code, field]);
    expect(await refused({ reason: ' ' })).toEqual([['INVALID', 'reason']]);
    expect(await refused({ reason: 'x'.repeat(501) })).toEqual([['INVALID', 'reason']]);
    expect(await refused({ id: 'dqi_x' })).toEqual([['UNKNOWN_ID', 'id']]);
    expect(await refused({ version: 7 })).toEqual([['CONFLICT', 'version']]);
    expect(await refused({})).toEqual([]);
    expect(await refused({})).toEqual([['CONFLICT', 'version']]);
    await run();
    expect(await all({ rule: 'tax-number-present' })).toMatchObject([
      { state: 'IGNORED', version: 2, decision: { actor: 'u-1', reason: 'a public body has none' } },
    ]);
    change('2', { taxNo: GOOD.taxNo });
    await run();
    expect(await refused({ version: 3 })).toEqual([['NOT_POSSIBLE', 'id']]);
  });
});
