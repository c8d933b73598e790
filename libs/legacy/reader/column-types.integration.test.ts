import { describeMysql } from '../../testing/mysql';
import type { FieldOf } from '../canonical/row-types';
import { allPages, openMapped, scanAll, type Mapped } from '../fixtures/open-mapped';

/** Types that only a server has: bits, sets, enums, bytes, unsigned and padded numbers. */
const SYSTEM = {
  sql: `
create table cust (id int unsigned not null primary key, nm varbinary(40), locked bit(1), flags bit(8), opts set('a','b','c'), yr year,
  lim float, big bigint unsigned);
create table docs (id bigint unsigned not null primary key, cust int unsigned, no varbinary(40), body blob, cents mediumint unsigned zerofill,
  made timestamp null, opt set('x','y','z'), lvl enum('low','high','extra'));
insert into cust values (1, 'Müller', b'1', b'101', 'a,c', 2024, 0.1, 18446744073709551615), (2, 'Ng', b'0', b'0', '', null, 1234567.5, 0),
  (3, 'Bo', null, null, null, null, null, null);
insert into docs values (18446744073709551614, 1, 'é', 'b', 7, '2024-03-30 02:30:00', 'x,y', 'extra'), (2, 1, 'É', 'a', 99, null, 'z', 'low'),
  (3, 1, 'e', 'B', 123, '2024-01-01 00:00:00', '', 'high'), (4, 1, 'f', null, 5, null, 'y', 'low'), (5, 1, 'z', 'ü', 5, null, 'x', null);
`,
  mapping: `
source: { id: shop, timezone: Europe/Berlin, currency: EUR }
rows:
  Party:
    from: cust c
    key: c.id
    fields:
      name: c.nm
      blocked: c.locked
      creditUnlimited: c.locked = 1
      class: c.flags + 0
      level: c.opts
      website: c.yr
      creditLimit: c.lim
      helpCode: c.big
  Invoice:
    from: docs d
    key: d.id
    fields:
      number: d.no
      text: d.body
      terms: d.opt
      amount: d.cents / 100
      customer: { ref: Party, from: d.cust }
      issuedOn: { from: d.made, as: date datetime }
  Ticket: { from: docs d, key: d.id, fields: { number: d.no, category: d.lvl, customer: { ref: Party, from: d.cust } } }
`,
};
const ANNA = [{ system: 'shop', key: '1' }];
const SORTED = ['number', 'text', 'terms', 'amount', 'issuedOn'] as const satisfies readonly FieldOf<'Invoice'>[];

describeMysql('columns of types that only a server has', (create) => {
  let mapped: Mapped;
  beforeAll(async () => {
    mapped = await openMapped({ name: 'mysql', create }, { shop: SYSTEM });
  });
  afterAll(() => mapped.close());

  it('are read as what they mean, a bit as a flag', async () => {
    const fields = ['name', 'blocked', 'creditUnlimited', 'class', 'level', 'website', 'creditLimit', 'helpCode'] as const;
    const rows = await scanAll(mapped, 'shop', 'Party', fields);
    expect(
      rows.map((row) => fields.map((field) => (field === 'creditLimit' ? (row[field]?.amount ?? null) : row[field]))),
    ).toEqual([
      ['Müller', true, true, '5', 'a,c', '2024', '0.10', '18446744073709551615'],
      ['Ng', false, false, '0', null, null, '1234567.50', '0'],
      ['Bo', null, null, null, null, null, null, null],
    ]);
    expect(rows.every(({ reasons }) => reasons === undefined)).toBe(true);
  });

  it.each(SORTED)('are in one order in pages of any size, sorted by %s', async (field) => {
    for (const descending of [false, true]) {
      const query = { fields: [field], sort: { field, descending } } as const;
      const whole = (await allPages(mapped, 'Invoice', 'customer', ANNA, { ...query, first: 9 })).map(({ key }) => key);
      expect(new Set(whole).size).toBe(5);
      for (const first of [1, 2])
        expect((await allPages(mapped, 'Invoice', 'customer', ANNA, { ...query, first })).map(({ key }) => key)).toEqual(whole);
    }
  });

  it('are found by a key beyond what a signed number holds', async () => {
    const [row] = await mapped
      .reader()
      .byKeys('Invoice', [{ system: 'shop', key: '18446744073709551614' }], ['number', 'amount']);
    expect([row?.number, row?.amount?.amount]).toEqual(['é', '0.07']);
  });

  it.each([
    ['number', 'É', 1],
    ['text', 'B', 1],
    ['terms', 'x,y', 1],
  ] as const)('are filtered to the letter by %s', async (field, value, count) => {
    const where = [{ field, op: 'in', values: [value] }] as const;
    expect(await mapped.reader().countByRef('Invoice', 'customer', [ANNA], where)).toEqual([count]);
  });

  it('an enum is ordered by its texts and not by its list, each row once', async () => {
    for (const first of [1, 2, 4]) {
      const query = { fields: ['category'], sort: { field: 'category', descending: false }, first } as const;
      const seen = await allPages(mapped, 'Ticket', 'customer', ANNA, query);
      expect(seen.map(({ category }) => category)).toEqual([null, 'extra', 'high', 'low', 'low']);
    }
  });
});
