import { readDemoParties } from './demo-parties';
import { measureMixed } from './measure-mixed';

// Generates and loads four databases: a busy machine takes its time.
jest.setTimeout(240_000);

describe('files with many customers', () => {
  it('[GW-03] are found where the demo has them, and nowhere else', async () => {
    const qualities = measureMixed(await readDemoParties(102, 800));
    expect(qualities.map(({ reason }) => reason)).toEqual(['TWO_NAMES', 'POINTS_TO_ANOTHER']);
    for (const { planted, missed, wrong } of qualities) {
      expect(planted).toBeGreaterThan(0);
      expect({ missed, wrong }).toEqual({ missed: [], wrong: [] });
    }
  });
});
