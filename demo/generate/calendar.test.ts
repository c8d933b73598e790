import { clockTime, dateTime, dayOf, dueDay, isoDate, numberDate, unixTime, workday } from './calendar';

describe('calendar', () => {
  it.each([
    ['2024-01-31', 'N30', '2024-03-01'],
    ['2024-02-10', 'EOM', '2024-02-29'],
    ['2023-12-05', 'D20', '2024-01-20'],
  ])('a document of %s with terms %s is due on %s', (issued, terms, due) => {
    expect(isoDate(dueDay(dayOf(issued), terms))).toBe(due);
  });

  it('moves business of a weekend to the Monday after', () => {
    expect(isoDate(workday(dayOf('2024-06-08'), true))).toBe('2024-06-10');
    expect(isoDate(workday(dayOf('2024-06-07'), true))).toBe('2024-06-07');
  });

  it('writes the forms the old systems keep', () => {
    const day = dayOf('2024-03-09');
    expect(numberDate(day)).toBe(20240309);
    expect(clockTime(3723)).toBe('01:02:03');
    expect(dateTime(day, 90_000)).toBe('2024-03-10 01:00:00');
    expect(new Date(unixTime(day, 0) * 1000).toISOString()).toBe('2024-03-08T16:00:00.000Z');
  });
});
