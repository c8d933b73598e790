import { describeEngines } from '../../testing/mysql';
import { allPages, openMapped, scanAll, type Mapped } from '../fixtures/open-mapped';
import type { FieldOf } from '../canonical/row-types';

/** To a collation that looks past case, accents and width these are four words, to one that compares bytes eleven. */
const WORDS = ['e', 'E', 'é', 'É', 'ｅ', 'strasse', 'straße', 'STRASSE', 'a', 'A', ' '] as const;
/** Two by two the same number to a double. */
const NUMBERS = ['9007199254740992', '9007199254740993', '-9007199254740993', '-9007199254740992', '0', '9223372036854775807'];
const AMOUNTS = ['12345678901234567890.12', '12345678901234567890.13', '0.30', '0.31', '-12345678901234567890.13'];

const tables = (engine: 'mysql' | 'sqlite'): string => {
  const [loose, exact] = engine === 'mysql' ? [' collate utf8mb4_unicode_ci', ' collate utf8mb4_bin'] : [' collate nocase', ''];
  const huge = engine === 'mysql' ? 'decimal(30,2)' : 'text';
  const rows = WORDS.flatMap((word, index) =>
    [0, 1].map((copy) => {
      const id = 9_007_199_254_740_990n + BigInt(index * 2 + copy);
      const [number, amount] = [NUMBERS[index % NUMBERS.length], AMOUNTS[index % AMOUNTS.length]];
      return `(${id}, 1, '${word}', '${word}', ${number}, ${engine === 'mysql' ? amount : `'${amount}'`})`;
    }),
  );
  return `
create table cust (id int not null primary key, nm varchar(20));
create table docs (id bigint not null primary key, cust int, loose varchar(20)${loose}, exact varchar(20)${exact}, big bigint, huge ${huge});
create index docs_cust on docs (cust);
create table doc_lines (id int not null primary key, doc bigint not null, big bigint);
insert into cust values (1, 'Anna');
insert into docs values ${rows.join(', ')};
insert into doc_lines values (1, 9007199254740993, 9007199254740993), (2, 9007199254740992, 7), (3, 9007199254740994, null);
`;
};

const MAPPING = `
source: { id: shop, timezone: Europe/Paris, currency: EUR }
rows:
  Party: { from: cust c, key: c.id, fields: { name: c.nm } }
  Invoice:
    from: docs d
    key: d.id
    fields:
      number: d.loose
      text: d.exact
      customer: { ref: Party, from: d.cust }
      rate: d.big
      amount: d.huge
      order: { ref: Order, by: number, from: d.loose }
    derive:
      openAmount: -amount
  InvoiceLine:
    from: doc_lines l
    key: l.id
    fields: { invoice: { ref: Invoice, from: l.doc }, lineNo: l.big, quantity: l.big }
`;

const shop = (key: string) => ({ system: 'shop', key });
const SORTED = ['number', 'text', 'rate', 'amount', 'openAmount', 'dueOn'] as const satisfies readonly FieldOf<'Invoice'>[];

describeEngines('rows that the database takes for equal', (engine) => {
  let mapped: Mapped;
  beforeAll(async () => {
    mapped = await openMapped(engine, { shop: { sql: tables(engine.name), mapping: MAPPING } });
  });
  afterAll(() => mapped.close());

  it.each(SORTED)('stand once each in pages of any size, in one order, sorted by %s', async (field) => {
    for (const descending of [false, true]) {
      const query = { fields: [field], sort: { field, descending } } as const;
      const whole = await allPages(mapped, 'Invoice', 'customer', [shop('1')], { ...query, first: 100 });
      expect(new Set(whole.map(({ key }) => key)).size).toBe(WORDS.length * 2);
      for (const first of [1, 2, 3, 7]) {
        const paged = await allPages(mapped, 'Invoice', 'customer', [shop('1')], { ...query, first });
        expect(paged.map(({ key }) => key)).toEqual(whole.map(({ key }) => key));
      }
    }
  });

  it('are told apart by a filter', async () => {
    const count = async (value: string): Promise<number | undefined> =>
      (
        await mapped.reader().countByRef('Invoice', 'customer', [[shop('1')]], [{ field: 'number', op: 'in', values: [value] }])
      )[0];
    for (const word of WORDS.slice(0, -1)) expect(`${word} ${await count(word)}`).toBe(`${word} 2`);
  });

  it('whole numbers beyond 2^53 are exact as keys, as references and as values; where they do not fit they are no number', async () => {
    const keys = ['9007199254740992', '9007199254740993', '9007199254740994'];
    const rows = await mapped.reader().byKeys('Invoice', keys.map(shop), ['number', 'rate']);
    expect(rows.map((row) => [row?.key, row?.rate])).toEqual([
      [keys[0], NUMBERS[1]],
      [keys[1], NUMBERS[1]],
      [keys[2], NUMBERS[2]],
    ]);
    const lines = await mapped.reader().allByRef('InvoiceLine', 'invoice', [keys.map(shop)], ['invoice', 'lineNo', 'quantity']);
    expect(
      lines[0]
        ?.map(({ key, invoice, lineNo, quantity, reasons }) => [key, invoice?.key, lineNo, quantity, reasons?.lineNo?.code])
        .sort(),
    ).toEqual([
      ['1', keys[1], null, '9007199254740993', 'BAD_NUMBER'],
      ['2', keys[0], 7, '7', undefined],
      ['3', keys[2], null, null, undefined],
    ]);
    const scanned = await scanAll(mapped, 'shop', 'Invoice', ['rate']);
    expect(scanned.map(({ key }) => key)).toEqual(
      Array.from({ length: WORDS.length * 2 }, (_each, index) => String(9_007_199_254_740_990n + BigInt(index))),
    );
  });

  it.each([
    ['rate', '9007199254740993', 4],
    ['amount', '12345678901234567890.13', 4],
  ] as const)('numbers equal as floats are told apart by a filter of %s', async (field, value, count) => {
    const where = [{ field, op: 'in', values: [value] }] as const;
    expect(await mapped.reader().countByRef('Invoice', 'customer', [[shop('1')]], where)).toEqual([count]);
    const above = [{ field, op: 'gt', value: value.replace(/3$/, '2') }] as const;
    const [rows = []] = await mapped.reader().allByRef('Invoice', 'customer', [[shop('1')]], [field], above);
    expect(rows.length).toBe(field === 'rate' ? count + 2 : count);
  });
});
