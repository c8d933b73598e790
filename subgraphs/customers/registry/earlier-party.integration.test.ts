import { openStore, type Store } from '#runtime/store/open-store';
import { describeEngines, type TestDatabase } from '#testing/mysql';
import { customersStore } from '../store';
import { aPartyRecord } from './fixtures/party-records';
import { readingOf } from './fixtures/rematched-records';
import { matchingOver } from './fixtures/matching-over';
import type { PartyMatching } from './party-matching';
import { RegistryWriter } from './registry-writer.store';
import { ReviewQueue } from './review-queue';

const KEY = { system: 'pms', key: '1' };
const [ONE, OTHER] = ['谭帅嘉', '马娜宁'];

describeEngines('one file that two customers use by turns [GW-03]', (engine) => {
  let database: TestDatabase;
  let store: Store;
  let matching: PartyMatching;

  const read = (name: string, more: object = {}) => aPartyRecord({ ...KEY, kind: 'PERSON', name, ...more });
  const becomes = (name: string, more: object = {}): Promise<number> =>
    matching.applyPartyChanges([{ ...KEY, record: read(name, more), contracts: null }]);
  const mixed = async () => (await new ReviewQueue(matching).mixed({ first: 10, after: null })).rows;
  const earlier = async () => [...(await new RegistryWriter(store.fork).recordsByIds(['pms 1'])).values()][0]?.earlier;

  beforeEach(async () => {
    database = await engine.create();
    store = await openStore(customersStore, database.url);
    matching = matchingOver(store);
    await matching.build(readingOf([read(ONE), aPartyRecord({ system: 'sales', key: '2', kind: 'PERSON', name: OTHER })]));
  });
  afterEach(async () => {
    await store.close();
    await database.drop();
  });

  it('is found when the first comes back, and by a process that has started since', async () => {
    await becomes(OTHER);
    expect(await mixed()).toEqual([]);
    await becomes(ONE);
    const found = [{ reason: 'ALTERNATES', record: KEY, parties: [{ says: ONE }, { says: OTHER }], leaving: [] }];
    expect(await mixed()).toMatchObject(found);
    matching = matchingOver(store);
    expect(await mixed()).toMatchObject(found);
  });

  it('is still found after everything else of the record changed, and after all was matched anew', async () => {
    await becomes(OTHER);
    await becomes(ONE);
    await becomes(ONE, { phones: ['13912345678'] });
    await matching.rebuild({ isFitted: false, isDryRun: false });
    expect(await mixed()).toMatchObject([{ reason: 'ALTERNATES', record: KEY }]);
  });

  it('remembers the last six parties, and nobody who was only renamed', async () => {
    await becomes('谭帅佳');
    expect(await earlier()).toEqual([]);
    const names = ['李明', '王芳', '赵六一', '孙七七', '周八八', '吴九九', '郑十十'];
    for (const name of names) await becomes(name);
    expect((await earlier())?.map(({ name }) => name)).toEqual(['李明', '王芳', '赵六一', '孙七七', '周八八', '吴九九']);
  });
});
