import { describeEngines, type TestEngine } from '../../testing/mysql';
import type { FieldOf } from '../canonical/row-types';
import { checkText } from '../check/fixtures/check-text';
import { allPages, openMapped, scanAll, type Mapped } from '../fixtures/open-mapped';

const ANNA = [{ system: 'shop', key: '1' }];
/** Words that collations order and compare in different ways. */
const WORDS = ['b', 'A', 'a', 'é', 'B', 'E', 'C', '_', 'Z', 'strasse', 'STRASSE', '10', '9', '100', null];

interface Form {
  readonly text: string;
  /** A number as this table keeps it. */
  readonly number: string;
  readonly day: string;
  /** The days as it keeps them: 2024-01-01 and so on. */
  readonly dayOf: (day: number) => string;
}

const NATIVE: Omit<Form, 'text'> = { number: 'int', day: 'date', dayOf: (day) => `'2024-01-${String(day).padStart(2, '0')}'` };
const TYPED: Omit<Form, 'text'> = { ...NATIVE, number: 'varchar(30)', day: 'varchar(10)' };

/** Three tables of the same documents, made at different times. */
function tablesOf(forms: readonly Form[]): string {
  const tables = forms.map(({ text, number, day, dayOf }, table) => {
    const rows = WORDS.map((word, index) => {
      const id = table * 100 + index;
      const quoted = word === null ? 'null' : `'${word}'`;
      const figure = (index * 7) % 110;
      return `(${id}, 1, ${quoted}, ${quoted}, ${figure}, ${dayOf(1 + ((index * 5) % 28))})`;
    });
    return `create table docs${table} (id int not null primary key, cust int, no ${text}, sub ${text}, figure ${number}, day ${day});
insert into docs${table} values ${rows.join(', ')};`;
  });
  return `create table cust (id int not null primary key, nm varchar(20));
insert into cust values (1, 'Anna');
${tables.join('\n')}
`;
}

const MAPPING = `
source: { id: shop, timezone: Asia/Shanghai, currency: CNY }
rows:
  Party: { from: cust c, key: c.id, fields: { name: c.nm } }
  Invoice:
    from:
      - { table: docs0 d, fields: { terms: upper(d.no) } }
      - { table: docs1 d, fields: { terms: "concat(d.sub, '')" } }
      - { table: docs2 d, fields: { terms: d.no } }
    key: d.id
    fields:
      number: d.no
      text: concat(d.no, '/', d.sub)
      terms: d.no
      customer: { ref: Party, from: d.cust }
      rate: d.figure
      amount: d.figure * 1.1
      issuedOn: d.day
`;
const SORTED = ['number', 'text', 'terms', 'rate', 'amount', 'issuedOn'] as const satisfies readonly FieldOf<'Invoice'>[];

const varchar = (collation: string, charset = 'utf8mb4'): string => `varchar(30) character set ${charset} collate ${collation}`;
const BYTES = varchar('utf8mb4_bin');
const LOOSE = varchar('utf8mb4_unicode_ci');
const OLDER = varchar('utf8mb4_general_ci');

const FORMS: Readonly<Record<TestEngine['name'], readonly (readonly [string, readonly Form[]])[]>> = {
  mysql: [
    ['three collations', [BYTES, LOOSE, OLDER].map((text) => ({ ...NATIVE, text }))],
    [
      'three character sets',
      [varchar('gbk_chinese_ci', 'gbk'), varchar('utf8mb3_general_ci', 'utf8mb3'), LOOSE].map((text) => ({ ...NATIVE, text })),
    ],
    [
      'numbers and days as texts in one of them',
      [
        { ...NATIVE, text: BYTES },
        { ...TYPED, text: LOOSE },
        { ...NATIVE, number: 'decimal(12,2)', day: 'datetime', text: BYTES },
      ],
    ],
    ['floats in one of them', ['int', 'double', 'varchar(30)'].map((number) => ({ ...NATIVE, number, text: BYTES }))],
  ],
  sqlite: [
    [
      'three ways to compare texts',
      [
        { ...NATIVE, text: 'varchar(30)' },
        { ...TYPED, text: 'varchar(30) collate nocase' },
        { ...NATIVE, number: 'real', text: 'varchar(30) collate rtrim' },
      ],
    ],
  ],
};

describeEngines('a union of tables that were made at different times', (engine) => {
  describe.each(FORMS[engine.name])('%s', (_what, forms) => {
    let mapped: Mapped;
    beforeAll(async () => {
      mapped = await openMapped(engine, { shop: { sql: tablesOf(forms), mapping: MAPPING } });
    });
    afterAll(() => mapped.close());

    it('fits its database', async () => {
      expect(await mapped.catalog.check()).toEqual([]);
      const { rowSets } = await checkText(MAPPING, mapped.database('shop').url);
      const findings = rowSets.flatMap((each) => each.findings);
      expect(findings.filter(({ severity, code }) => severity === 'error' || code === 'not-checked')).toEqual([]);
    });

    it.each(SORTED)('is paged by %s, each row once and in one order, whatever the size of a page', async (field) => {
      for (const descending of [false, true]) {
        const query = { fields: [field], sort: { field, descending } } as const;
        const whole = (await allPages(mapped, 'Invoice', 'customer', ANNA, { ...query, first: 100 })).map(({ key }) => key);
        expect(new Set(whole).size).toBe(WORDS.length * 3);
        for (const first of [2, 7]) {
          const paged = await allPages(mapped, 'Invoice', 'customer', ANNA, { ...query, first });
          expect(paged.map(({ key }) => key)).toEqual(whole);
        }
      }
    });

    it('orders numbers and days as such, whatever they are kept as', async () => {
      for (const field of ['rate', 'amount', 'issuedOn'] as const) {
        const rows = await allPages(mapped, 'Invoice', 'customer', ANNA, {
          fields: [field],
          sort: { field, descending: false },
          first: 7,
        });
        const values = rows.map((row) => {
          const value = row[field];
          return field === 'issuedOn' ? String(value) : Number(typeof value === 'object' ? value?.amount : value);
        });
        expect(values).toEqual(values.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
      }
    });

    it('reads every text as it is stored', async () => {
      const rows = await scanAll(mapped, 'shop', 'Invoice', ['number', 'text']);
      const expected = [0, 1, 2].flatMap(() => WORDS);
      expect(rows.map(({ number }) => number)).toEqual(expected);
      expect(rows.map(({ text }) => text)).toEqual(expected.map((word) => (word === null ? null : `${word}/${word}`)));
    });
  });
});

const KEYS = {
  mysql: { bytes: BYTES, loose: OLDER, words: 'varchar(30)', number: 'int' },
  sqlite: { bytes: 'varchar(30)', loose: 'varchar(30) collate nocase', words: 'varchar(30)', number: 'int' },
};

describeEngines('a union whose keys are in two orders', (engine) => {
  const types = KEYS[engine.name];

  it.each([
    ['two collations', types.bytes, types.loose],
    ['a number and a text', types.number, types.words],
  ])('is an error of the check, and is not served: %s', async (_what, one, other) => {
    const system = {
      sql: `
create table a (no ${one} not null primary key);
create table b (nr ${other} not null primary key);
insert into a values ('7'), ('10');
insert into b values ('8');
`,
      mapping: `
source: { id: shop, timezone: Asia/Shanghai, currency: CNY }
rows:
  Party:
    from: [{ table: a p }, { table: b p, columns: { no: p.nr } }]
    key: p.no
    fields: { name: p.no }
`,
    };
    const mapped = await openMapped(engine, { shop: system });
    const report = await checkText(system.mapping, mapped.database('shop').url);
    const errors = report.rowSets.flatMap(({ findings }) => findings.filter(({ code }) => code === 'collations-differ'));
    const pattern = /so pages would lose rows: a\.no \(.+\), b\.nr \(.+\); make it one row set for each table/;
    expect(errors.map(({ severity, message }) => `${severity} ${message}`)).toEqual([expect.stringMatching(pattern)]);
    expect((await mapped.catalog.check()).map(({ message }) => message)).toEqual([expect.stringMatching(pattern)]);
    await mapped.close();
  });
});
