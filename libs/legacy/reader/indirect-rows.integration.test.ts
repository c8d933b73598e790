import { describeEngines } from '../../testing/mysql';
import { allPages, openMapped, type Mapped } from '../fixtures/open-mapped';

const fin = (key: string) => ({ system: 'fin', key });
const shop = (key: string) => ({ system: 'shop', key });
const PARENTS = ['1', '2', '3', '4'].map((key) => [fin(key)]);

// Two rows of one number: the smaller key has its documents. Codes that a collation takes for one are two.
const CUSTOMERS = `
create table cust (id int not null primary key, code varchar(12), nm varchar(20));
create index cust_code on cust (code);
insert into cust values (1, '0012', 'Anna'), (2, 'AB-7', 'Ben'), (3, 'ab-7', 'Carl'), (4, '0012', 'Anna again'), (5, null, 'Eve');
`;
const PARTY = 'Party: { from: cust c, key: c.id, fields: { name: c.nm, number: c.code } }';
const HEADER = 'timezone: Europe/Paris, currency: EUR';

interface Shape {
  readonly shape: string;
  readonly customer: string;
  readonly stored: readonly (readonly [number, string | null])[];
  /** Documents of each of the four customers. */
  readonly expected: readonly (readonly string[])[];
}

const BY_NUMBER: readonly (readonly [number, string | null])[] = [
  [1, '0012'],
  [2, 'AB-7'],
  [3, 'ab-7'],
  [4, '0012'],
  [5, '12'],
  [6, 'gone'],
  [7, null],
  [8, ' 0012'],
  [9, '000012'],
  [10, 'a b 7'],
  [11, ''],
  [12, '0012x'],
];

const SHAPES: readonly Shape[] = [
  {
    shape: 'looked up by a number',
    customer: '{ ref: Party, by: number, from: d.cust }',
    stored: BY_NUMBER,
    expected: [['1', '4'], ['2'], ['3'], []],
  },
  {
    shape: 'looked up by a padded number',
    customer: "{ ref: Party, by: number, from: d.cust, variants: [raw, 'pad 0 4'] }",
    stored: BY_NUMBER,
    expected: [['1', '4', '5'], ['2'], ['3'], []],
  },
  {
    shape: 'looked up by a number in capitals, with and without',
    customer: '{ ref: Party, by: number, from: d.cust, variants: [raw, upper] }',
    stored: [...BY_NUMBER, [13, 'Ab-7']],
    expected: [['1', '4'], ['2', '13'], ['3'], []],
  },
  {
    shape: 'looked up by a cleaned number',
    customer: '{ ref: Party, by: number, from: d.cust, clean: [trim] }',
    stored: [...BY_NUMBER, [13, '\t0012 ']],
    expected: [['1', '4', '8', '13'], ['2'], ['3'], []],
  },
  {
    shape: 'a cleaned key',
    customer: "{ ref: Party, from: d.cust, clean: [trim, 'drop K-', unpad] }",
    stored: [
      [1, 'K-1'],
      [2, '01'],
      [3, ' 2'],
      [4, '12'],
      [5, '21'],
      [6, 'K-K-3'],
      [7, '1'],
      [8, null],
    ],
    expected: [['1', '2', '7'], ['3'], ['6'], []],
  },
  {
    shape: 'a key without its zeros',
    customer: '{ ref: Party, from: d.cust, variants: [unpad] }',
    stored: [
      [1, '1'],
      [2, '0000000001'],
      [3, '10'],
      [4, '02'],
      [5, 'x2'],
    ],
    expected: [['1', '2'], ['4'], [], []],
  },
  {
    shape: 'a computed key',
    customer: '{ ref: Party, from: "substr(d.cust, 3)" }',
    stored: [
      [1, 'AA1'],
      [2, 'BB1'],
      [3, 'AA12'],
      [4, '1'],
      [5, 'AA2'],
      [6, null],
    ],
    expected: [['1', '2'], ['5'], [], []],
  },
  {
    shape: 'a key made of a number',
    customer: '{ ref: Party, from: d.amount - 1000 }',
    stored: [
      [1, null],
      [2, null],
      [3, null],
    ],
    expected: [['1'], ['2'], ['3'], []],
  },
];

const documents = (stored: Shape['stored']): string => `
create table docs (id int not null primary key, cust varchar(12), amount int not null);
create index docs_cust on docs (cust);
insert into docs values ${stored.map(([id, cust]) => `(${id}, ${cust === null ? 'null' : `'${cust}'`}, ${1000 + id})`).join(', ')};
`;

describeEngines('rows of a reference that does not hold the key it leads to', (engine) => {
  const opened: Mapped[] = [];
  afterEach(async () => {
    for (const mapped of opened.splice(0)) await mapped.close();
  });

  it.each(SHAPES)('are listed, counted and paged, each once and with its own customer: $shape', async (shape) => {
    const mapping = `
source: { id: fin, ${HEADER} }
rows:
  ${PARTY}
  Invoice: { from: docs d, key: d.id, fields: { number: d.id, customer: ${shape.customer}, amount: d.amount } }
`;
    const mapped = await openMapped(engine, { fin: { sql: CUSTOMERS + documents(shape.stored), mapping } });
    opened.push(mapped);
    const reader = mapped.reader();
    const all = await reader.allByRef('Invoice', 'customer', PARENTS, ['number', 'customer']);
    const keys = all.map((rows) =>
      rows
        .map(({ key }) => Number(key))
        .sort((a, b) => a - b)
        .map(String),
    );
    expect(keys).toEqual(shape.expected);
    expect(all.map((rows) => rows.map(({ customer }) => customer?.key))).toEqual(
      all.map((rows, index) => rows.map(() => String(index + 1))),
    );
    expect(await reader.countByRef('Invoice', 'customer', PARENTS)).toEqual(shape.expected.map(({ length }) => length));
    const big = [{ field: 'amount', op: 'gt', value: '1001' }] as const;
    expect(await reader.countByRef('Invoice', 'customer', PARENTS, big)).toEqual(
      shape.expected.map((list) => list.filter((key) => key !== '1').length),
    );
    // A customer with all of these records: his documents in one order, page by page.
    const everything = PARENTS.flat();
    const query = { fields: ['number'], sort: { field: 'amount', descending: true }, first: 2 } as const;
    const paged = await allPages(mapped, 'Invoice', 'customer', everything, query);
    const expected = shape.expected.flat().map(Number);
    expect(paged.map(({ key }) => Number(key))).toEqual(expected.sort((a, b) => b - a));
  });
});

describeEngines('rows of a reference by number to one of two systems', (engine) => {
  let mapped: Mapped;
  beforeEach(async () => {
    const own = (id: string): string => `\nsource: { id: ${id}, ${HEADER} }\nrows:\n  ${PARTY}\n`;
    const notes = `
source: { id: notes, ${HEADER} }
rows:
  Ticket: { from: notes n, key: n.id, fields: { number: n.id, customer: { ref: [fin.Party, shop.Party], by: number, from: n.code } } }
`;
    mapped = await openMapped(engine, {
      notes: {
        sql: `create table notes (id int not null primary key, code varchar(12));
insert into notes values (1, '0012'), (2, 'S-1'), (3, 'AB-7'), (4, 'S-1'), (5, 'none');`,
        mapping: notes,
      },
      fin: { sql: CUSTOMERS, mapping: own('fin') },
      shop: {
        sql: `create table cust (id int not null primary key, code varchar(12), nm varchar(20));
insert into cust values (1, 'S-1', 'Sue'), (2, '0012', 'not Anna');`,
        mapping: own('shop'),
      },
    });
  });
  afterEach(() => mapped.close());

  it('are of the first that has the number, also for a customer known to both under one key', async () => {
    const parents = [[fin('1')], [shop('1')], [shop('2')], [fin('1'), shop('1')]];
    const lists = await mapped.reader().allByRef('Ticket', 'customer', parents, ['number']);
    expect(lists.map((rows) => rows.map(({ key }) => key).sort())).toEqual([['1'], ['2', '4'], [], ['1', '2', '4']]);
    expect(await mapped.reader().countByRef('Ticket', 'customer', parents)).toEqual([1, 2, 0, 3]);
    const query = { fields: ['number'], sort: { field: 'number', descending: false }, first: 2 } as const;
    const pages = await mapped.reader().listByRef('Ticket', 'customer', parents, query);
    expect(pages.map(({ rows, hasNextPage }) => [rows.map(({ key }) => key), hasNextPage])).toEqual([
      [['1'], false],
      [['2', '4'], false],
      [[], false],
      [['1', '2'], true],
    ]);
  });

  it('are not listed while a system is down that could know the number', async () => {
    await mapped.database('fin').run('drop table cust;');
    const left: unknown[] = [];
    const reader = mapped.reader({ onRead: ({ source, status, reason }) => left.push([source, status, reason]) });
    const query = { fields: ['number'], sort: { field: 'number', descending: false }, first: 2 } as const;
    const why = 'Ticket of source notes cannot be listed by customer: source fin did not answer';
    await expect(reader.listByRef('Ticket', 'customer', [[shop('1')]], query)).rejects.toMatchObject({
      code: 'NOT_AVAILABLE',
      message: why,
    });
    expect(left).toContainEqual(['notes', 'NOT_AVAILABLE', why]);
    await expect(reader.allByRef('Ticket', 'customer', [[shop('1')]], ['number'])).rejects.toMatchObject({ message: why });
  });
});

describeEngines('a look-up from a customer to his rows', (engine) => {
  it.each([
    ['by number', '{ ref: Party, by: number, from: d.cust }', "'0012'"],
    ['by a key behind a letter', '{ ref: Party, from: "concat(\'\', d.cust)" }', "'1'"],
  ])('uses the index of the stored text: %s', async (_how, customer, stored) => {
    const rows = Array.from({ length: 3000 }, (_row, index) => `(${index}, 'x${index}', 1)`).join(', ');
    const mapping = `
source: { id: fin, ${HEADER} }
rows:
  ${PARTY}
  Invoice: { from: docs d, key: d.id, fields: { number: d.id, customer: ${customer}, amount: d.amount } }
`;
    const sql = `${CUSTOMERS}${documents([[9000, '?']])} insert into docs values ${rows}, (9001, ${stored}, 2);`;
    const mapped = await openMapped(engine, { fin: { sql, mapping } });
    try {
      const lists = await mapped.reader().allByRef('Invoice', 'customer', [[fin('1')]], ['number']);
      expect(lists.map((list) => list.map(({ key }) => key))).toEqual([['9001']]);
      const asked = mapped.statements.find(({ sql: text }) => text.includes('docs'));
      expect(asked?.sql).not.toMatch(/convert|typeof|distinct| like /);
    } finally {
      await mapped.close();
    }
  });
});
