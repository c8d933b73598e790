import { assignIds, type HomedRecord } from './assign-ids';

const record = (id: string, home: string | null = null): HomedRecord => ({ id, home });
let next = 0;
const newId = () => `new-${(next += 1)}`;
beforeEach(() => {
  next = 0;
});
const idsOf = (...clusters: HomedRecord[][]) => assignIds(clusters, newId).map(({ id }) => id);

describe('assignIds', () => {
  it('keeps the id of a cluster over restarts', () => {
    expect(idsOf([record('s 1', 'cus_a'), record('s 2', 'cus_a')])).toEqual(['cus_a']);
  });

  it('lets the oldest id survive a merge, remembers the absorbed one, and gives it back when the records part', () => {
    const [merged] = assignIds([[record('s 1', 'cus_b'), record('s 2', 'cus_a')]], newId);
    expect(merged).toMatchObject({ id: 'cus_a', absorbed: ['cus_b'] });
    const parted = assignIds(
      (merged?.records ?? []).map((one) => [one]),
      newId,
    );
    expect(parted).toMatchObject([
      { id: 'cus_b', absorbed: [] },
      { id: 'cus_a', absorbed: [] },
    ]);
  });

  it('gives a record that leaves its cluster a new id that it keeps, and absorbs nothing', () => {
    const [stays, leaves] = assignIds([[record('s 1', 'cus_a')], [record('s 2', 'cus_a')]], newId);
    expect([stays, leaves]).toMatchObject([
      { id: 'cus_a', absorbed: [] },
      { id: 'new-1', absorbed: [], records: [{ home: 'new-1' }] },
    ]);
    expect(idsOf([...(stays?.records ?? []), ...(leaves?.records ?? [])])).toEqual(['cus_a']);
  });

  it('leaves an id where most of its records are, not where one of them went', () => {
    expect(idsOf([record('s 1', 'cus_a'), record('t 1', 'cus_b')], [record('s 2', 'cus_a'), record('s 3', 'cus_a')])).toEqual([
      'cus_b',
      'cus_a',
    ]);
    expect(idsOf([record('s 1', 'cus_a'), record('t 1', 'cus_b')], [record('s 2', 'cus_a')])).toEqual(['cus_b', 'cus_a']);
  });
});
