import { describeEngines, describeMysql } from '../../testing/mysql';
import { checkText } from '../check/fixtures/check-text';
import { allPages, openMapped, scanAll, type Mapped } from '../fixtures/open-mapped';

const shop = (key: string) => ({ system: 'shop', key });

describeEngines('a question mark, which a driver may take for a place of a value', (engine) => {
  const quote = engine.name === 'mysql' ? '`' : '"';
  const SYSTEM = {
    sql: `
create table cust (id varchar(9) not null primary key, ${quote}what?${quote} varchar(20), nm varchar(20));
create table tags (cust varchar(9) not null, tag varchar(9) not null, primary key (cust, tag));
insert into cust values ('?', 'a?', '?'), ('??', 'b', 'x'), ('x', 'why?', ':tenant');
insert into tags values ('?', '?'), ('?', 'vip'), ('x', 'new?');
`,
    mapping: `
source: { id: shop, timezone: Europe/Paris, currency: EUR, params: { ask: '?' } }
rows:
  Party:
    from: cust c
    key: c.id
    where: "c.nm <> ':ask' and c.id <> 'what?'"
    fields:
      name: c.nm
      number: "c.\`what?\`"
      level: "case when c.nm = '?' then 'a ? b' when c.nm = :ask then 'never' else concat(c.id, '?') end"
  Contact:
    from:
      view: v
      sql: "select t.cust as cust, max(t.tag) as tag from tags t where /*keys*/ and t.tag <> '??' and t.tag <> :ask group by t.cust"
      columns: { cust: text, tag: text }
      keys: [t.cust]
    key: v.cust
    fields: { name: v.tag, party: { ref: Party, from: v.cust } }
`,
  };
  let mapped: Mapped;
  beforeAll(async () => {
    mapped = await openMapped(engine, { shop: SYSTEM });
  });
  afterAll(() => mapped.close());

  it('is a character in keys, values, literals, parameters, column names and views', async () => {
    const rows = await mapped.reader().byKeys('Party', ['?', '??', 'x', '???'].map(shop), ['name', 'number', 'level']);
    expect(rows.map((row) => row && [row.name, row.number, row.level])).toEqual([
      ['?', 'a?', 'a ? b'],
      ['x', 'b', '???'],
      [':tenant', 'why?', 'x?'],
      null,
    ]);
    const contacts = await mapped.reader().allByRef('Contact', 'party', [[shop('?')], [shop('x')]], ['name']);
    expect(contacts.map((each) => each.map(({ name }) => name))).toEqual([['vip'], ['new?']]);
    const query = { fields: ['name'], sort: { field: 'name', descending: false }, first: 1 } as const;
    const where = [{ field: 'name', op: 'in', values: ['?', 'new?'] }] as const;
    expect(await allPages(mapped, 'Contact', 'party', [shop('x'), shop('?')], { ...query, where })).toHaveLength(1);
    expect(await scanAll(mapped, 'shop', 'Party', ['name'])).toHaveLength(3);
  });
});

describeEngines('amounts kept as floats, cents and texts', (engine) => {
  const SYSTEM = {
    sql: `
create table cust (id int not null primary key, nm varchar(20));
create table docs (id int not null primary key, cust int, fl double, cents int);
create table parts (id int not null primary key, doc int, fl double, amt decimal(12,2));
create table notes (id int not null primary key, doc int, amt decimal(12,2));
insert into cust values (1, 'Anna');
insert into docs values (1, 1, -109.25, 1), (2, 1, 0.30000000000000004, -150), (3, 1, 1e15, 99), (4, 1, 2.675, 7);
insert into parts values (1, 1, 0.1, 1.10), (2, 1, 0.2, 2.20), (3, 1, 0.7, 3.30), (4, 2, 1, 1);
insert into notes values (1, 1, 10), (2, 1, 20);
`,
    mapping: `
source: { id: shop, timezone: Europe/Paris, currency: EUR }
rows:
  Party: { from: cust c, key: c.id, fields: { name: c.nm } }
  Invoice:
    from: docs d
    key: d.id
    with:
      p: { all: parts, on: p.doc = d.id }
      n: { all: notes, on: n.doc = d.id }
    fields:
      number: d.id
      customer: { ref: Party, from: d.cust }
      amount: d.fl
      tax: d.cents / 100
      baseAmount: sum(p.fl)
      paid: sum(p.amt) - sum(n.amt)
      rate: count(p.id) + count(n.id)
`,
  };
  let mapped: Mapped;
  beforeAll(async () => {
    mapped = await openMapped(engine, { shop: SYSTEM });
  });
  afterAll(() => mapped.close());

  it('are exact to the digits of their currency, and two links are added up each by itself', async () => {
    const rows = await scanAll(mapped, 'shop', 'Invoice', ['amount', 'tax', 'baseAmount', 'paid', 'rate']);
    expect(
      rows.map(({ amount, tax, baseAmount, paid, rate }) =>
        [amount, tax, baseAmount, paid].map((each) => each?.amount ?? null).concat(rate),
      ),
    ).toEqual([
      ['-109.25', '0.01', '1.00', '-23.40', '5'],
      ['0.30', '-1.50', '1.00', null, '1'],
      ['1000000000000000.00', '0.99', null, null, '0'],
      ['2.68', '0.07', null, null, '0'],
    ]);
  });

  it('are found by what is delivered', async () => {
    for (const [field, value, key] of [
      ['amount', '0.3', '2'],
      ['amount', '2.68', '4'],
      ['tax', '0.07', '4'],
      ['tax', '-1.5', '2'],
    ] as const) {
      const [found = []] = await mapped
        .reader()
        .allByRef('Invoice', 'customer', [[shop('1')]], [], [{ field, op: 'in', values: [value] }]);
      expect(found.map((row) => row.key)).toEqual([key]);
    }
  });
});

describeMysql('character sets of old servers', (create) => {
  const SYSTEM = {
    sql: `
set session sql_mode = '';
create table cust (id char(9) not null primary key, nm varchar(20), lat varchar(40) character set latin1, twice varchar(80) character set latin1) character set gbk;
insert into cust values ('张1', '王?', convert(cast(convert('杭州锐明' using gbk) as binary) using latin1), convert(cast(convert('杭州' using utf8mb4) as binary) using latin1));
insert into cust values ('?', '䶮', 'Müller', 'Müller');
create table docs (id int not null primary key, cust char(9) character set gbk, key docs_cust (cust));
insert into docs values (1, '张1'), (2, '?');
`,
    mapping: `
source: { id: shop, timezone: Asia/Shanghai, currency: CNY }
rows:
  Party:
    from: cust c
    key: c.id
    fields:
      name: c.nm
      shortName: { from: c.lat, clean: [repair gbk-in-latin1] }
      note: { from: c.twice, clean: [repair utf8-in-latin1] }
      address: c.lat
  Invoice:
    from: docs d
    key: d.id
    fields: { number: d.id, text: d.cust, customer: { ref: Party, from: d.cust } }
`,
  };
  let mapped: Mapped;
  beforeAll(async () => {
    mapped = await openMapped({ name: 'mysql', create }, { shop: SYSTEM });
  });
  afterAll(() => mapped.close());

  it('deliver Chinese, also where GBK or UTF-8 bytes were written into latin1', async () => {
    const rows = await scanAll(mapped, 'shop', 'Party', ['name', 'shortName', 'note']);
    expect(rows.map(({ key, name, shortName, note }) => [key, name, shortName, note])).toEqual([
      ['?', '?', 'Müller', 'Müller'],
      ['张1', '王?', '杭州锐明', '杭州'],
    ]);
  });

  it('find nothing, and not the rows that lost the character, for one that GBK does not have', async () => {
    expect(await mapped.reader().byKeys('Party', ['䶮', '张1', '?'].map(shop), ['name'])).toMatchObject([
      null,
      { key: '张1' },
      { key: '?' },
    ]);
    const [odd, known] = await mapped.reader().allByRef('Invoice', 'customer', [[shop('䶮')], [shop('张1')]], ['number']);
    expect([odd, known?.map(({ key }) => key)]).toEqual([[], ['1']]);
    expect(await mapped.reader().countByRef('Invoice', 'customer', [[shop('䶮')], [shop('?')]])).toEqual([0, 1]);
    const query = { fields: ['number'], sort: { field: 'number', descending: false }, first: 5 } as const;
    expect(await mapped.reader().listByRef('Invoice', 'customer', [[shop('䶮')]], query)).toMatchObject([{ rows: [] }]);
    for (const op of ['in', 'prefix'] as const)
      for (const [value, count] of [
        ['䶮', 0],
        ['张1', 1],
      ] as const) {
        const where = op === 'in' ? ({ field: 'text', op, values: [value] } as const) : ({ field: 'text', op, value } as const);
        expect(await mapped.reader().countByRef('Invoice', 'customer', [[shop('张1')], [shop('?')]], [where])).toEqual([
          count,
          0,
        ]);
      }
  });

  it('are repaired as the check advises', async () => {
    const unrepaired = SYSTEM.mapping.replace(/clean: \[repair \S+\]/g, 'clean: [trim]');
    const { rowSets } = await checkText(unrepaired, mapped.database('shop').url);
    const advice = rowSets.flatMap(({ findings }) => findings).filter(({ code }) => code === 'mojibake');
    expect(advice.map(({ where, message }) => `${where} ${message.replace(/^.*; /, '')}`)).toEqual([
      'Party.shortName add clean: [repair gbk-in-latin1]',
      'Party.note add clean: [repair utf8-in-latin1]',
      'Party.address add clean: [repair gbk-in-latin1]',
    ]);
  });
});

describeEngines('a stored row that is several', (engine) => {
  const part = (list: string): string =>
    engine.name === 'mysql'
      ? `substring_index(substring_index(b.${list}, ',', n.n), ',', -1)`
      : `json_extract('["' || replace(b.${list}, ',', '","') || '"]', '$[' || (n.n - 1) || ']')`;
  const SYSTEM = {
    sql: `
create table cust (id int not null primary key, nm varchar(20), st char(2));
create table bills (id int not null primary key, cust int, accounts varchar(20), amounts varchar(20), deleted char(1));
create table digits (n int not null primary key);
insert into cust values (1, 'Anna', '0'), (2, 'Ben', '00'), (3, 'Carl', '01');
insert into bills values (1, 1, '7,8', '10.5,-2', '0'), (2, 2, '9', '3', '0'), (3, 1, '7', '99', '1');
insert into digits values (1), (2), (3);
`,
    mapping: `
source: { id: shop, timezone: Asia/Shanghai, currency: CNY, params: { gone: '1' } }
rows:
  Party: { from: cust c, key: c.id, fields: { name: c.nm, level: { from: c.st, codes: { 0: ZERO, 00: DOUBLE, 01: ONE } } } }
  Receipt:
    from:
      view: v
      sql: >-
        select b.id as id, n.n as n, b.cust as cust, ${part('accounts')} as account, ${part('amounts')} as amount
        from bills b join digits n on n.n <= length(b.accounts) - length(replace(b.accounts, ',', '')) + 1
        where /*keys*/ and b.deleted <> :gone
      columns: { id: int, n: int, cust: int, account: text, amount: text }
      keys: { id: b.id, n: n.n, cust: b.cust }
    key: [v.id, v.n]
    fields: { customer: { ref: Party, from: v.cust }, bankRef: v.account, amount: v.amount }
`,
  };
  let mapped: Mapped;
  beforeAll(async () => {
    mapped = await openMapped(engine, { shop: SYSTEM });
  });
  afterAll(() => mapped.close());

  it('is taken apart by a view: lists of accounts and amounts side by side', async () => {
    const lists = await mapped.reader().allByRef('Receipt', 'customer', [[shop('1')], [shop('2')]], ['bankRef', 'amount']);
    expect(lists.map((rows) => rows.map(({ key, bankRef, amount }) => `${key} ${bankRef} ${amount?.amount}`).sort())).toEqual([
      ['1|1 7 10.50', '1|2 8 -2.00'],
      ['2|1 9 3.00'],
    ]);
    const [row] = await mapped.reader().byKeys('Receipt', [shop('1|2')], ['amount']);
    expect(row?.amount?.amount).toBe('-2.00');
  });

  it('reads codes that look like numbers to the letter', async () => {
    const rows = await scanAll(mapped, 'shop', 'Party', ['level']);
    expect(rows.map(({ level }) => level)).toEqual(['ZERO', 'DOUBLE', 'ONE']);
  });
});
