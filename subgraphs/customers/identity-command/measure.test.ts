import { bestThreshold, clusterQuality, pairQuality, truePairs, type Truth } from './measure';

const LABELS: Readonly<Record<string, string | null>> = { a1: 'A', a2: 'A', a3: 'A', b1: 'B', b2: 'B', c1: 'C', x: null };
const ids = Object.keys(LABELS);
const truth: Truth = { labelOf: (id) => LABELS[id] ?? null, fileOf: () => null };

describe('quality', () => {
  it('counts pairs inside clusters; records without a label do not count', () => {
    expect(truePairs(ids, truth)).toBe(4);
    expect(clusterQuality([['a1', 'a2', 'c1', 'x'], ['a3'], ['b1', 'b2']], ids, truth)).toMatchObject({
      found: 4,
      right: 2,
      precision: 0.5,
      recall: 0.5,
    });
  });

  it('counts only pairs of different files when files are linked', () => {
    const linked: Truth = { ...truth, fileOf: (id) => (id.endsWith('1') ? 'one' : 'two') };
    expect(truePairs(ids, linked)).toBe(3);
    expect(clusterQuality([['a1', 'a2', 'a3']], ids, linked)).toMatchObject({ found: 2, right: 2 });
  });

  it('finds the best threshold, with equal scores taken together', () => {
    const pairs = [
      { a: 'a1', b: 'a2', score: 9 },
      { a: 'a1', b: 'a3', score: 7 },
      { a: 'a1', b: 'c1', score: 5 },
      { a: 'b1', b: 'b2', score: 5 },
      { a: 'b1', b: 'c1', score: 1 },
      { a: 'b1', b: 'x', score: 8 },
    ];
    expect(bestThreshold(pairs, 4, truth)).toMatchObject({ threshold: 5, quality: { found: 4, right: 3 } });
    expect(pairQuality(pairs, 6, 4, truth)).toMatchObject({ precision: 1, recall: 0.5 });
  });
});
