import { assignIds } from './assign-ids';
import type { PartyRecord } from './party-record';
import type { Cluster } from './stitch';

const cluster = (...keys: string[]): Cluster =>
  keys.map((key) => ({ record: { system: 's', key } as PartyRecord, matchedBy: 'FIRST_RECORD' }));
let next = 0;
const newId = () => `new-${(next += 1)}`;
beforeEach(() => {
  next = 0;
});

describe('assignIds', () => {
  it('keeps the id of a cluster over restarts', () => {
    const { clusters } = assignIds(
      [cluster('1', '2')],
      new Map([
        ['s 1', 'cus_a'],
        ['s 2', 'cus_a'],
      ]),
      newId,
    );
    expect(clusters[0]?.id).toBe('cus_a');
  });

  it('lets the oldest id survive a merge and remembers the absorbed one', () => {
    const { clusters, absorbed } = assignIds(
      [cluster('1', '2')],
      new Map([
        ['s 1', 'cus_b'],
        ['s 2', 'cus_a'],
      ]),
      newId,
    );
    expect(clusters[0]?.id).toBe('cus_a');
    expect([...absorbed]).toEqual([['cus_b', 'cus_a']]);
  });

  it('gives a record that left its cluster a new id and absorbs nothing', () => {
    const { clusters, absorbed } = assignIds(
      [cluster('1'), cluster('2')],
      new Map([
        ['s 1', 'cus_a'],
        ['s 2', 'cus_a'],
      ]),
      newId,
    );
    expect(clusters.map(({ id }) => id)).toEqual(['cus_a', 'new-1']);
    expect(absorbed.size).toBe(0);
  });
});
