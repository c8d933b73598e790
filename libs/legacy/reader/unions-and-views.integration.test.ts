import { describeEngines } from '../../testing/mysql';
import type { Condition } from '../legacy-reader';
import { allPages, openMapped, scanAll, type Mapped } from '../fixtures/open-mapped';

const YEARLY = {
  sql: `
create table cust (id int not null primary key, nm varchar(40));
create table ord2023 (nr int not null primary key, kd int, dt int, betrag decimal(12,2), st char(1));
create table ord2024 (no int not null primary key, customer int, day date, cents int, state varchar(8), deleted int);
create table tags (tag varchar(20) not null, cust_id int not null, hidden int not null, primary key (tag, cust_id));
insert into cust values (1, 'Anna'), (2, 'Ben');
insert into ord2023 values (1, 1, 20230105, 10.50, 'O'), (2, 2, 20231231, 5, 'X'), (7, 1, 0, 7, 'O');
insert into ord2024 values (3, 1, '2024-02-01', 1234, 'open', 0), (4, 1, '2024-02-02', 99, 'open', 1), (5, 2, null, -50, 'done', 0), (7, 1, '2024-03-01', 700, 'done', 0);
insert into tags values ('vip', 1, 0), ('late', 1, 0), ('vip', 2, 1), ('new', 2, 0);
`,
  mapping: `
source: { id: shop, timezone: Europe/Paris, currency: EUR, params: { hidden: '1' } }
rows:
  Party:
    from: cust c
    key: c.id
    fields: { name: c.nm }
  Order:
    from:
      - table: ord2024 o
        where: o.deleted = 0
        fields: { total: o.cents / 100, status: o.state }
      - table: ord2023 o
        columns: { no: o.nr, customer: o.kd }
        fields:
          orderedOn: case when o.dt > 0 then concat(substr(o.dt, 1, 4), '-', substr(o.dt, 5, 2), '-', substr(o.dt, 7, 2)) end
          status: o.st
          total: o.betrag
    keep: first
    key: o.no
    fields:
      number: o.no
      customer: { ref: Party, from: o.customer }
      orderedOn: o.day
      total: o.cents
      status: { from: o.state, codes: { O: OPEN, X: FULFILLED, open: OPEN, done: FULFILLED } }
  Contact:
    from:
      view: v
      sql: >-
        select t.cust_id as cust_id, min(t.tag) as first_tag, count(*) as tags
        from tags t where /*keys*/ and t.hidden <> :hidden group by t.cust_id
      columns: { cust_id: int, first_tag: text, tags: int }
      keys: [t.cust_id]
    key: v.cust_id
    fields:
      name: v.first_tag
      party: { ref: Party, from: v.cust_id }
      department: v.tags
`,
};
const ANNA = [{ system: 'shop', key: '1' }];
const BEN = [{ system: 'shop', key: '2' }];

const OLD_SERVER = { ...YEARLY, mapping: YEARLY.mapping.replace('currency: EUR,', 'currency: EUR, windowFunctions: false,') };

describe.each([
  ['a page numbered by the database', YEARLY],
  ['a page for servers without window functions', OLD_SERVER],
])('%s', (_form, system) => {
  describeEngines('over a union whose tables differ, and over a view', (engine) => {
    let mapped: Mapped;
    beforeAll(async () => {
      mapped = await openMapped(engine, { shop: system });
    });
    afterAll(() => mapped.close());
    beforeEach(() => void (mapped.statements.length = 0));

    it('fits its database', async () => {
      expect(await mapped.catalog.check()).toEqual([]);
    });

    it('reads each field as its table keeps it, and hides the old copy', async () => {
      const rows = await scanAll(mapped, 'shop', 'Order', ['number', 'orderedOn', 'total', 'status']);
      expect(rows.map(({ number, orderedOn, total, status }) => [number, orderedOn, total?.amount, status])).toEqual([
        ['1', '2023-01-05', '10.50', 'OPEN'],
        ['2', '2023-12-31', '5.00', 'FULFILLED'],
        ['3', '2024-02-01', '12.34', 'OPEN'],
        ['5', null, '-0.50', 'FULFILLED'],
        ['7', '2024-03-01', '7.00', 'FULFILLED'],
      ]);
    });

    it.each([1, 2, 5])('pages a customer through both tables, %d at a time', async (first) => {
      for (const descending of [true, false]) {
        const query = { fields: ['number'], sort: { field: 'orderedOn', descending }, first } as const;
        const numbers = (await allPages(mapped, 'Order', 'customer', ANNA, query)).map(({ number }) => number);
        expect(numbers).toEqual(descending ? ['7', '3', '1'] : ['1', '3', '7']);
        expect(await allPages(mapped, 'Order', 'customer', BEN, query)).toHaveLength(2);
      }
    });

    it('answers several parents at once, each from its first row', async () => {
      const query = { fields: ['number'], sort: { field: 'total', descending: true }, first: 1 } as const;
      const pages = await mapped.reader().listByRef('Order', 'customer', [BEN, ANNA, []], query);
      expect(pages.map(({ rows, hasNextPage }) => [rows.map(({ number }) => number), hasNextPage])).toEqual([
        [['2'], true],
        [['3'], true],
        [[], false],
      ]);
      expect(mapped.statements).toHaveLength(1);
    });

    it.each<[string, Condition<'Order'>, string[]]>([
      ['codes of both tables', { field: 'status', op: 'in', values: ['OPEN'] }, ['1', '3']],
      ['an amount computed in one of them', { field: 'total', op: 'ge', value: '10.5' }, ['1', '3']],
      ['days', { field: 'orderedOn', op: 'lt', value: '2024-01-01' }, ['1']],
    ])('filters by %s', async (_what, condition, expected) => {
      const query = { fields: ['number'], sort: { field: 'number', descending: false }, first: 1, where: [condition] } as const;
      expect((await allPages(mapped, 'Order', 'customer', ANNA, query)).map(({ number }) => number)).toEqual(expected);
      expect(await mapped.reader().countByRef('Order', 'customer', [ANNA], [condition])).toEqual([expected.length]);
    });

    it('reads by key from whichever table has the row', async () => {
      const keys = ['5', '1', '4', '7'].map((key) => ({ system: 'shop', key }));
      const rows = await mapped.reader().byKeys('Order', keys, ['total', 'status']);
      expect(rows.map((row) => row?.total?.amount ?? null)).toEqual(['-0.50', '10.50', null, '7.00']);
    });

    it('reads a view, its condition inside, by key, by parent and as a whole', async () => {
      const row = (key: string) => ({ system: 'shop', key });
      const rows = await mapped.reader().byKeys('Contact', [row('2'), row('9'), row('1')], ['name', 'department']);
      expect(rows.map((each) => [each?.name ?? null, each?.department ?? null])).toEqual([
        ['new', '1'],
        [null, null],
        ['late', '2'],
      ]);
      expect(mapped.statements[0]?.sql).toMatch(/where [^1]*cust_id[^1]* in \(.*\) and t\.hidden <> \?/);
      const query = { fields: ['name'], sort: { field: 'name', descending: false }, first: 5 } as const;
      const [page] = await mapped.reader().listByRef('Contact', 'party', [ANNA], query);
      expect(page?.rows.map(({ name }) => name)).toEqual(['late']);
      expect((await scanAll(mapped, 'shop', 'Contact', ['name'])).map(({ name }) => name)).toEqual(['late', 'new']);
    });
  });
});
