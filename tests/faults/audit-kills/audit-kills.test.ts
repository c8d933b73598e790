import { describeEngines, type TestDatabase } from '#testing/mysql';
import { gaps, killAnswering, type AuditKillReport } from './kill-answering';

// A process for each kill; the machine may be busy.
jest.setTimeout(300_000);

const KILLS = 3;

describeEngines(`a gateway that is killed with signal 9, ${KILLS} times, while it answers`, (engine) => {
  let database: TestDatabase;
  let report: AuditKillReport;
  beforeAll(async () => {
    database = await engine.create();
    report = await killAnswering(KILLS, 7, { storeUrl: database.url });
  });
  afterAll(() => database.drop());

  it('[SA-07] gives no answer about a person without its record, and its trail is whole', () => {
    expect(gaps(report, KILLS)).toEqual([]);
  });

  it.each([
    ['an answer without a record', { written: new Set<string>() }],
    ['a trail that is not whole', { problems: ['record 2 is missing'] }],
    ['a chain that is not there', { chains: KILLS - 1 }],
  ])('would be found out by %s', (_what, part) => {
    expect(gaps({ ...report, ...part }, KILLS)).not.toEqual([]);
  });
});
