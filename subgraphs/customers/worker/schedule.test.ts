import { backOffMs, compareIntervalMs } from './schedule';

it.each([
  [1, 5_000],
  [2, 10_000],
  [3, 20_000],
  [7, 300_000],
  [1000, 300_000],
])('after %i failures a feed is left alone for %i ms', (failures, ms) => {
  expect(backOffMs(failures)).toBe(ms);
});

const DAY = 86_400_000;

it.each<[string, boolean, number | null, number, number, number]>([
  ['a marked table as its mapping says', true, 3_600_000, 100, DAY, 3_600_000],
  ['a marked table once a day when the mapping does not say', true, null, 100, DAY, DAY],
  ['a table without marks at every look', false, DAY, 100, DAY, 5_000],
  ['no table more often than 1/20 of the time allows', false, DAY, 60_000, DAY, 1_200_000],
  ['every table at least as often as the installation says', true, DAY, 10, 5_000, 5_000],
])('compares %s', (_what, hasWatermark, compareEveryMs, lastMs, atMostMs, expected) => {
  expect(compareIntervalMs({ hasWatermark, compareEveryMs }, lastMs, { everyMs: 5_000, atMostMs })).toBe(expected);
});
