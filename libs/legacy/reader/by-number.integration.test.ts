import { describeEngines } from '../../testing/mysql';
import { openMapped, scanAll, type Mapped } from '../fixtures/open-mapped';

const fin = (key: string) => ({ system: 'fin', key });

const CUSTOMERS = (names: string) => ({
  sql: `
create table cust (id int not null primary key, code varchar(10), nm varchar(20));
create unique index cust_code on cust (code);
insert into cust values ${names};
`,
  mapping: (id: string) => `
source: { id: ${id}, timezone: Europe/Paris, currency: EUR }
rows:
  Party: { from: cust c, key: c.id, fields: { name: c.nm, number: c.code } }
`,
});
const FIN = CUSTOMERS("(1, 'C1', 'Anna'), (2, 'C2', 'Ben')");
const SHOP = CUSTOMERS("(8, 'C1', 'not Anna'), (9, 'C3', 'Carl')");

describeEngines('documents that name their customer by number', (engine) => {
  let mapped: Mapped;
  beforeAll(async () => {
    const sql = `${FIN.sql}
create table bills (id int not null primary key, cust_code varchar(10), total decimal(12,2));
create index bills_code on bills (cust_code);
insert into bills values (1, 'C1', 10), (2, 'C2', 20), (3, 'C1', -5), (4, 'gone', 7), (5, null, 8);
`;
    const mapping = `${FIN.mapping('fin')}
  Invoice:
    from: bills b
    key: b.id
    with: { c: { one: cust, on: c.code = b.cust_code } }
    fields: { number: b.id, customer: { ref: Party, from: c.id }, amount: b.total }
`;
    mapped = await openMapped(engine, { fin: { sql, mapping } });
  });
  afterAll(() => mapped.close());

  it('are listed through a link to the row that has the number', async () => {
    const parents = ['1', '2', '3'].map((key) => [fin(key)]);
    const lists = await mapped.reader().allByRef('Invoice', 'customer', parents, ['amount']);
    expect(lists.map((rows) => rows.map(({ key }) => key).sort())).toEqual([['1', '3'], ['2'], []]);
    const query = { fields: ['number'], sort: { field: 'amount', descending: true }, first: 1 } as const;
    const pages = await mapped.reader().listByRef('Invoice', 'customer', parents, query);
    expect(pages.map(({ rows, hasNextPage }) => [rows.map(({ number }) => number), hasNextPage])).toEqual([
      [['1'], true],
      [['2'], false],
      [[], false],
    ]);
    expect(await mapped.reader().countByRef('Invoice', 'customer', parents)).toEqual([2, 1, 0]);
    const rows = await scanAll(mapped, 'fin', 'Invoice', ['customer']);
    expect(rows.map(({ customer }) => customer?.key ?? null)).toEqual(['1', '2', '1', null, null]);
  });
});

describeEngines('a reference by text to one of two sources', (engine) => {
  const NOTES = {
    sql: `
create table notes (id int not null primary key, code varchar(10));
insert into notes values (1, 'C1'), (2, 'C3'), (3, 'C4'), (4, null);
`,
    mapping: `
source: { id: notes, timezone: Europe/Paris, currency: EUR }
rows:
  Ticket:
    from: notes n
    key: n.id
    fields: { number: n.id, customer: { ref: [fin.Party, shop.Party], by: number, from: n.code } }
`,
  };
  let mapped: Mapped;
  beforeEach(async () => {
    mapped = await openMapped(engine, {
      notes: NOTES,
      fin: { sql: FIN.sql, mapping: FIN.mapping('fin') },
      shop: { sql: SHOP.sql, mapping: SHOP.mapping('shop') },
    });
  });
  afterEach(() => mapped.close());

  const read = async () =>
    (await scanAll(mapped, 'notes', 'Ticket', ['customer'])).map(({ customer, reasons }) =>
      customer ? `${customer.system} ${customer.key}` : (reasons?.customer?.code ?? null),
    );
  const breakDown = (source: string) => mapped.database(source).run('drop table cust;');

  it('is looked for in the order of the targets', async () => {
    expect(await read()).toEqual(['fin 1', 'shop 9', 'NOT_FOUND', null]);
  });

  it('is not looked for in the next target while the first is down', async () => {
    await breakDown('fin');
    expect(await read()).toEqual(['NOT_AVAILABLE', 'NOT_AVAILABLE', 'NOT_AVAILABLE', null]);
  });

  it('is found in the first target while the next is down', async () => {
    await breakDown('shop');
    expect(await read()).toEqual(['fin 1', 'NOT_AVAILABLE', 'NOT_AVAILABLE', null]);
  });
});
