import { killAgainAndAgain, losses, type KillReport } from './kill-again-and-again';

// A process for each kill; the machine may be busy.
jest.setTimeout(300_000);

const KILLS = 3;

describe(`a worker that is killed with signal 9, ${KILLS} times, while the sources change`, () => {
  let report: KillReport;
  beforeAll(async () => {
    report = await killAgainAndAgain(KILLS, 11);
  });

  it('loses and doubles nothing', () => {
    expect(losses(report)).toEqual([]);
  });

  it('shows what was changed and inserted between the kills', () => {
    const titles = report.killed.timeline.map(({ title }) => String(title));
    for (let kill = 1; kill <= KILLS; kill += 1) expect(titles).toContain(`KILL-${kill}-NEW`);
  });

  it.each([
    ['an entry that is missing', { timeline: [] }],
    ['a change that is left undone', { pending: [{ kind: 'PROFILE' }] }],
    ['a profile that counts twice', { profiles: [{ shown: 2, counted: 1 }] }],
  ])('would be found out by %s', (_what, part) => {
    expect(losses({ ...report, killed: { ...report.killed, ...part } })).not.toEqual([]);
  });
});
