import { byTime, type Survey } from './survey';

const aSurvey = (more: Partial<Survey>): Survey => ({
  system: 'tickets',
  key: '1',
  at: '2026-05-01T10:00:00+08:00',
  score: 5,
  nps: 9,
  remark: null,
  ...more,
});

describe('byTime', () => {
  it('puts the earliest instant first and those without time last', () => {
    const surveys = [
      aSurvey({ key: 'none', at: null }),
      aSurvey({ key: 'late', at: '2026-05-01T03:00:00Z' }),
      aSurvey({ key: 'early' }),
    ];
    expect(byTime(surveys).map(({ key }) => key)).toEqual(['early', 'late', 'none']);
  });
});
