import { describeEngines, type TestDatabase } from '../../testing/mysql';
import { checkText } from '../check/fixtures/check-text';
import { openMapped, scanAll, type Mapped } from '../fixtures/open-mapped';

const MAPPING = `
source: { id: shop, timezone: Europe/Paris, currency: EUR }
rows:
  Party: { from: cust c, key: c.id, fields: { name: c.nm } }
  Invoice:
    from: docs d
    key: [d.co, d.no]
    fields:
      number: d.no
      customer: { ref: Party, from: d.cust }
`;

/** MySQL and MariaDB decide by the collation whether trailing blanks and case count, SQLite by another one. */
const tables = (collation: string, keys: readonly string[], customers: readonly string[] = []): string => `
create table cust (id varchar(10) ${collation} not null, nm varchar(20));
create table docs (co int not null, no varchar(10) ${collation} not null, cust varchar(10) ${collation});
create index cust_id on cust (id);
create index docs_no on docs (co, no);
create index docs_cust on docs (cust);
insert into cust values ${keys.map((key, index) => `('${key}', 'n${index}')`).join(', ')};
insert into docs values ${keys.map((key, index) => `(1, '${key}', '${customers[index] ?? key}')`).join(', ')};
`;

const shop = (key: string) => ({ system: 'shop', key });

describeEngines('keys without a unique index', (engine) => {
  const loose = engine.name === 'mysql' ? 'collate utf8mb4_unicode_ci' : 'collate nocase';
  let database: TestDatabase;
  beforeEach(async () => void (database = await engine.create()));
  afterEach(() => database.drop());

  const duplicates = async (keys: readonly string[]): Promise<readonly string[]> => {
    await database.run(tables(loose, keys));
    const { rowSets } = await checkText(MAPPING, database.url);
    const findings = rowSets.flatMap(({ label, findings: found }) => (label === 'Invoice' ? found : []));
    return findings
      .filter(({ code, severity }) => code === 'duplicate-key' && severity === 'error')
      .map(({ message }) => message);
  };

  it('are an error of the check when rows share one', async () => {
    expect(await duplicates(['a1', 'b1', 'b1', 'B1 '])).toEqual([
      expect.stringMatching(/^1 key names several rows: 1\|b1 \(2 rows\)/),
    ]);
  });

  it('are an error of the check when the database takes two for one', async () => {
    expect(await duplicates(['a1', 'b1', 'B1'])).toEqual([
      expect.stringMatching(/^1 key is one to the database, which looks past case.*: 1\|b1 \(2 rows\); pages would lose rows/i),
    ]);
  });

  it('are as good as others when they differ', async () => {
    expect(await duplicates(['a1', 'b1', 'c1'])).toEqual([]);
  });
});

// MariaDB and MySQL name those that count trailing blanks differently; each server reads the comment that is meant for it.
const NOPAD_BIN = '/*M! utf8mb4_nopad_bin */ /*!80000 utf8mb4_0900_bin */';
const NOPAD_CI = '/*M! utf8mb4_unicode_nopad_ci */ /*!80000 utf8mb4_0900_ai_ci */';

describeEngines('keys with trailing blanks', (engine) => {
  const collations =
    engine.name === 'mysql' ? ['utf8mb4_unicode_ci', 'utf8mb4_bin', NOPAD_BIN, NOPAD_CI] : ['nocase', 'binary', 'rtrim'];

  describe.each(collations)('collation %s', (collation) => {
    let mapped: Mapped;
    beforeAll(async () => {
      const sql = tables(`collate ${collation}`, ['a1 ', 'b1', 'c1   '], ['a1', 'a1  ', 'b1 ']);
      mapped = await openMapped(engine, { shop: { sql, mapping: MAPPING } });
    });
    afterAll(() => mapped.close());

    it('are the keys without, in every read', async () => {
      const reader = mapped.reader();
      const found = await reader.byKeys('Party', ['a1', 'b1', 'c1', 'a1 '].map(shop), ['name']);
      expect(found.map((row) => row && `${row.key} ${row.name}`)).toEqual(['a1 n0', 'b1 n1', 'c1 n2', null]);
      expect((await scanAll(mapped, 'shop', 'Party', ['name'])).map(({ key }) => key)).toEqual(['a1', 'b1', 'c1']);
      const parents = ['a1', 'b1', 'c1'].map((key) => [shop(key)]);
      const lists = await reader.allByRef('Invoice', 'customer', parents, ['number']);
      expect(lists.map((rows) => rows.map(({ key }) => key))).toEqual([['1|a1', '1|b1'], ['1|c1'], []]);
      expect(await reader.countByRef('Invoice', 'customer', parents)).toEqual([2, 1, 0]);
      const where = [{ field: 'customer', op: 'in', values: ['a1'] }] as const;
      expect(await reader.countByRef('Invoice', 'customer', parents, where)).toEqual([2, 0, 0]);
      const query = { fields: ['number'], sort: { field: 'number', descending: true }, first: 1 } as const;
      const pages = await reader.listByRef('Invoice', 'customer', parents, query);
      expect(pages.map(({ rows, hasNextPage }) => [rows.map(({ number }) => number), hasNextPage])).toEqual([
        [['b1'], true],
        [['c1'], false],
        [[], false],
      ]);
    });
  });
});
