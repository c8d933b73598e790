import { windowStart } from './window-start';

it.each([
  ['2026-06-30', 12, '2025-07-01'],
  ['2026-12-31', 12, '2026-01-01'],
  ['2024-02-29', 12, '2023-03-02'],
  ['2026-06-30', 3, '2026-03-31'],
  ['2026-01-15', 1, '2025-12-16'],
])('to %s of %i months starts on %s', (today, months, start) => {
  expect(windowStart(today, months)).toBe(start);
});
