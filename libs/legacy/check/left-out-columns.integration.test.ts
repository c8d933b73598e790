import { describeEngines, type TestDatabase } from '../../testing/mysql';
import { checkText } from './fixtures/check-text';

const TABLES = `
create table cust (id int not null primary key, nm varchar(20), deleted_at datetime, CANCELLED int);
create table bills (id int not null primary key, cust int, total decimal(12,2), VOIDSTTS smallint, removed_on datetime);
create table pays (id int not null primary key, bill int, amt decimal(12,2), deleted_at datetime);
insert into cust values (1, 'Anna', null, 0), (2, 'Ben', null, 1);
insert into bills values (1, 1, 10, 0, null), (2, 1, 20, 1, null), (3, 2, 30, 0, null);
insert into pays values (1, 1, 5, null), (2, 1, 5, '2024-01-01 10:00:00');
`;
const MAPPING = `
source: { id: shop, timezone: Europe/Paris, currency: EUR }
rows:
  Party: { from: cust c, key: c.id, fields: { name: c.nm } }
  Invoice:
    from: bills b
    key: b.id
    with: { p: { all: pays, on: p.bill = b.id } }
    fields: { number: b.id, customer: { ref: Party, from: b.cust }, amount: b.total, paid: sum(p.amt) }
`;

describeEngines('columns that say which rows count', (engine) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await engine.create();
    await database.run(TABLES);
  });
  afterAll(() => database.drop());

  const errors = async (text: string): Promise<readonly string[]> => {
    const { rowSets } = await checkText(text, database.url);
    const found = rowSets.flatMap(({ findings }) => findings.filter(({ severity }) => severity === 'error'));
    return found.map(({ code, where, message }) => `${code} ${where} ${message}`);
  };

  it('are missed by the check where they are set in some rows: void documents, and days of deletion in rows that are added up', async () => {
    expect(await errors(MAPPING)).toEqual([
      expect.stringMatching(
        /^void-not-read Invoice\.where bills\.VOIDSTTS looks like the flag of void documents and is set in 1 row/,
      ),
      expect.stringMatching(/^soft-delete Invoice\.with\.p pays\.deleted_at looks like a delete flag and is set in 1 row/),
    ]);
  });

  it('are no longer missed when they are read', async () => {
    const read = MAPPING.replace('on: p.bill = b.id', 'on: p.bill = b.id, where: p.deleted_at is null');
    expect(await errors(read.replace('amount: b.total', 'voidStored: b.VOIDSTTS = 1, amount: b.total'))).toEqual([]);
  });
});
