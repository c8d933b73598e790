import { openStore } from '#runtime/store/open-store';
import { StoreSchema } from '#runtime/store/store-schema';
import { describeEngines, type TestDatabase } from '#testing/mysql';
import { customersStore } from '../store';
import { OwnedStewardDecisions } from '../stewardship/steward-decision.store';
import { wholeAnswers } from './0011-whole-answers';

const before = { ...customersStore, migrations: customersStore.migrations.filter(({ name }) => name < wholeAnswers.name) };
const AT = '2026-01-01T00:00:00.000Z';
/** As a release of before wrote it: ASCII in pieces. */
const ANSWER = JSON.stringify({ decision: null, outcome: null, userErrors: ['x'.repeat(150_000), '地址'] }).replace(
  '地址',
  '\\u5730\\u5740',
);
const pieces = (id: string, size: number) =>
  Array.from({ length: Math.ceil(ANSWER.length / size) }, (_, part) => ({
    id,
    part,
    order_hash: `order ${id}`,
    at: AT,
    answer: ANSWER.slice(part * size, (part + 1) * size),
  }));

describeEngines('answers of before that were kept in pieces', (engine) => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await engine.create();
    const store = await openStore(before, database.url);
    const rows = [
      ...pieces('long', 60_000),
      ...Array.from({ length: 450 }, (_, i) => ({ ...pieces('', 60_000)[0], id: `o${i}` })),
    ];
    for (const row of rows)
      await store.knex('answered_order').insert({ ...row, answer: row.id === 'long' ? row.answer : '{"a":1}' });
    await store.close();
  });
  afterEach(() => database.drop());

  const expectAll = async (): Promise<void> => {
    const store = await openStore(customersStore, database.url);
    const decisions = new OwnedStewardDecisions(store.fork);
    expect(await decisions.answered('long')).toEqual({ id: 'long', order: 'order long', at: AT, answer: JSON.parse(ANSWER) });
    expect(await decisions.answered('o449')).toMatchObject({ at: AT, answer: { a: 1 } });
    expect(await store.knex('answered_order').count({ rows: '*' })).toEqual([{ rows: 451 }]);
    await store.close();
  };

  it('are whole afterwards, each of them', expectAll);

  it.each(['dropTable', 'renameTable'] as const)('are whole also when the migration was cut off before %s', async (moment) => {
    const store = await openStore(before, database.url);
    const cut = (): object =>
      new Proxy(store.knex.schema, {
        get: (schema, name): unknown => {
          if (name === moment) throw new Error('cut off');
          const value: unknown = Reflect.get(schema, name);
          return typeof value === 'function' ? (value.bind(schema) as unknown) : value;
        },
      });
    const knex = new Proxy(store.knex, {
      get: (from, name): unknown => (name === 'schema' ? cut() : Reflect.get(from, name)),
    });
    await expect(wholeAnswers.up(new StoreSchema(knex))).rejects.toThrow('cut off');
    await store.close();
    await expectAll();
  });
});
