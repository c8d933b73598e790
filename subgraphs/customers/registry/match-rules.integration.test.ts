import { pino } from 'pino';
import { openMapped, type Mapped } from '../../../libs/legacy/fixtures/open-mapped';
import { openStore, type Store } from '#runtime/store/open-store';
import { describeEngines, type TestDatabase } from '#testing/mysql';
import { NO_CONTRACTS } from './fixtures/no-contracts';
import { customersStore } from '../store';
import { buildRegistry } from './build-registry';
import { matchingOver } from './fixtures/matching-over';
import { legacyPartyRecordSource } from './party-record.source.legacy';
import { RegistryStore } from './registry.store';

const SHOP = `
  CREATE TABLE buyers (id INT NOT NULL PRIMARY KEY, nm VARCHAR(60), tel VARCHAR(40), mail VARCHAR(60));
  INSERT INTO buyers VALUES (1, '欧阳明哲', '139-1234-5678', NULL);
  INSERT INTO buyers VALUES (2, '司徒建华', '13887654321', NULL);`;
const DESK = `
  CREATE TABLE callers (id INT NOT NULL PRIMARY KEY, nm VARCHAR(60), tel VARCHAR(40), mail VARCHAR(60));
  INSERT INTO callers VALUES (1, '欧阳明哲', '13912345678', NULL);
  INSERT INTO callers VALUES (2, '司徒建华', '13887654321', NULL);`;
const mapping = (id: string, table: string, match = ''): string => `
source: { id: ${id}, timezone: Asia/Shanghai, currency: CNY }
rows:
  Party:
    from: ${table} c
    key: c.id
    fields: { name: c.nm, kind: { value: PERSON }, phones: { from: c.tel, as: phones }, email: c.mail }
    ${match}
`;

describeEngines('the match rules of a mapping', (engine) => {
  let mapped: Mapped;
  let database: TestDatabase;
  let store: Store;

  const customersWith = async (match: string): Promise<readonly (string | undefined)[]> => {
    mapped = await openMapped(engine, {
      shop: { sql: SHOP, mapping: mapping('shop', 'buyers', match) },
      desk: { sql: DESK, mapping: mapping('desk', 'callers') },
    });
    const { catalog } = mapped;
    const parties = legacyPartyRecordSource(
      mapped.reader(),
      (value) => value,
      (party) => catalog.matchRules(party),
    );
    await buildRegistry({ parties, contracts: NO_CONTRACTS }, matchingOver(store), pino({ level: 'silent' }));
    const registry = new RegistryStore(store.fork);
    const keys = ['1', '2'].flatMap((key) => ['shop', 'desk'].map((system) => ({ system, key })));
    const ids = (await registry.bySource(keys)).map((customer) => customer?.id);
    const [found] = await registry.bySource([{ system: 'shop', key: '1' }]);
    expect(found?.sourceRecords.length).toBeGreaterThan(0);
    return ids;
  };

  beforeEach(async () => {
    database = await engine.create();
    store = await openStore(customersStore, database.url);
  });
  afterEach(async () => {
    await store.close();
    await database.drop();
    await mapped.close();
  });

  it('absent, a name and a phone join the records of two systems', async () => {
    const [first, firstToo, second, secondToo] = await customersWith('');
    expect([first === firstToo, second === secondToo]).toEqual([true, true]);
  });

  it('keep a placeholder phone from joining two customers, however it is written, and no other', async () => {
    const [first, firstToo, second, secondToo] = await customersWith("match: { ignore: ['139 1234 5678'] }");
    expect([first === firstToo, second === secondToo]).toEqual([false, true]);
  });

  it('keep a field that identifies nobody from joining any', async () => {
    const [first, firstToo, second, secondToo] = await customersWith('match: { never: [phones] }');
    expect([first === firstToo, second === secondToo]).toEqual([false, false]);
  });
});
