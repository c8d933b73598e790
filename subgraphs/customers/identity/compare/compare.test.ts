import fc from 'fast-check';
import { isOneEditApart } from './one-edit-apart';
import { jaroWinkler } from './jaro-winkler';

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd', '王', '伟'), maxLength: 9 });

/** Damerau-Levenshtein (optimal string alignment) by the book. */
function distance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  for (let i = 1; i <= a.length; i += 1) {
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((rows[i - 1]?.[j] ?? 0) + 1, (rows[i]?.[j - 1] ?? 0) + 1, (rows[i - 1]?.[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (rows[i - 2]?.[j - 2] ?? 0) + 1);
      const row = rows[i];
      if (row) row[j] = best;
    }
  }
  return rows[a.length]?.[b.length] ?? 0;
}

describe('Jaro-Winkler', () => {
  it.each([
    ['martha', 'marhta', 0.9611],
    ['dixon', 'dicksonx', 0.8133],
    ['dwayne', 'duane', 0.84],
    ['abc', 'xyz', 0],
    ['', 'a', 0],
    ['a', 'a', 1],
  ])('%s and %s are %d', (a, b, similarity) => expect(jaroWinkler(a, b)).toBeCloseTo(similarity, 4));

  it('is symmetric, between 0 and 1, and 1 only for equal texts', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        const similarity = jaroWinkler(a, b);
        expect(similarity).toBeCloseTo(jaroWinkler(b, a), 12);
        expect(similarity).toBeGreaterThanOrEqual(0);
        expect(similarity === 1).toBe(a === b);
      }),
    );
  });

  it('is exact wherever it reaches the floor, and below it elsewhere', () => {
    fc.assert(
      fc.property(word, word, fc.constantFrom(0.7, 0.8, 0.9), (a, b, floor) => {
        const exact = jaroWinkler(a, b);
        const floored = jaroWinkler(a, b, floor);
        if (exact >= floor) expect(floored).toBe(exact);
        else expect(floored).toBeLessThan(floor);
      }),
    );
  });
});

describe('one edit apart', () => {
  it('is a Damerau-Levenshtein distance of one', () => {
    fc.assert(fc.property(word, word, (a, b) => expect(isOneEditApart(a, b)).toBe(distance(a, b) === 1)));
  });
});
