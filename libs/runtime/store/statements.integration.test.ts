import { describeEngines, type TestDatabase } from '#testing/mysql';
import { notesStore } from './fixtures/migrate-in-process';
import { openStore, type Store } from './open-store';
import { addRows, change, marks, rowsOf } from './statements';

describeEngines('plain statements', (engine) => {
  let database: TestDatabase;
  let store: Store;
  const ids = async (): Promise<readonly string[]> =>
    (await rowsOf<{ readonly id: string }>(store.fork(), 'select id from note order by id')).map(({ id }) => id);
  const add = (rows: readonly string[], known?: 'STAYS'): Promise<void> =>
    addRows(
      store.fork(),
      'note',
      ['id', 'text'],
      rows.map((id) => ({ id, text: id })),
      known,
    );

  beforeEach(async () => {
    database = await engine.create();
    store = await openStore(notesStore, database.url);
    await change(store.fork(), 'delete from note', []);
  });
  afterEach(async () => {
    await store.close();
    await database.drop();
  });

  it('add more rows than one statement takes, and none', async () => {
    await add(Array.from({ length: 12_000 }, (_none, i) => `n${i}`));
    await add([]);
    expect(new Set(await ids()).size).toBe(12_000);
  });

  it('leave rows that are there alone when they are told to, and else refuse', async () => {
    await add(['a', 'b']);
    await add(['b', 'c'], 'STAYS');
    expect(await ids()).toEqual(['a', 'b', 'c']);
    await expect(add(['c', 'd'])).rejects.toThrow();
    expect(await ids()).toEqual(['a', 'b', 'c']);
  });

  it('replace rows that are there when they are told to, whatever these say', async () => {
    await add(['a', 'b']);
    const rows = [
      { id: 'b', text: 'now returning what' },
      { id: 'c', text: 'new' },
    ];
    await addRows(store.fork(), 'note', ['id', 'text'], rows, 'IS_REPLACED');
    expect(await rowsOf(store.fork(), 'select id, text from note order by id')).toEqual([{ id: 'a', text: 'a' }, ...rows]);
  });

  it('find nothing in a list without values, and say how many rows they changed', async () => {
    await add(['a', 'b', 'c']);
    expect(await change(store.fork(), `delete from note where id in (${marks([])})`, [])).toBe(0);
    expect(await change(store.fork(), `delete from note where id in (${marks(['a', 'b'])})`, ['a', 'b'])).toBe(2);
    expect(await ids()).toEqual(['c']);
  });

  it('are undone with the transaction they are part of', async () => {
    const undone = store.fork().transactional(async (em) => {
      await addRows(em, 'note', ['id', 'text'], [{ id: 'a', text: '' }]);
      expect(await rowsOf(em, 'select id from note')).toHaveLength(1);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await ids()).toEqual([]);
  });
});
