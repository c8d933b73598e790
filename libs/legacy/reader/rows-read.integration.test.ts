import { describeMysql, type TestDatabase } from '../../testing/mysql';
import { checkText } from '../check/fixtures/check-text';
import { openMapped, scanAll, type Mapped } from '../fixtures/open-mapped';
import type { SentStatement } from '../source/legacy-database';

const PARTIES = 400;
const DOCS = 20_000;
const HISTORY = 6000;
/** Documents of the one customer that all passers-by are booked to. */
const CASH = 5000;

/** Rows that `n` counts from 1. */
const numbers = (count: number): string =>
  `(select 1 + a.d + 10 * b.d + 100 * c.d + 1000 * e.d + 10000 * f.d as n from digits a, digits b, digits c, digits e, digits f having n <= ${count}) s`;
const no = (expression: string): string => `lpad(${expression}, 10, '0')`;

const TABLES = `
create table digits (d int not null primary key);
insert into digits values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9);
create table cust (co char(3) not null, no char(10) not null, nm varchar(20), primary key (co, no)) engine=MyISAM;
create table docs (co char(3) not null, yr int not null, no char(10) not null, cust char(10), day int, amt decimal(12,2), state char(1), so varchar(20),
  primary key (co, yr, no), key docs_cust (co, cust, day), key docs_so (so)) engine=MyISAM;
create table pays (id int not null primary key, co char(3), yr int, doc char(10), amt decimal(12,2), key pays_doc (co, yr, doc)) engine=MyISAM;
create table stays (hotel char(3) not null, acc char(10) not null, guest char(10), state char(1), primary key (hotel, acc), key stays_guest (guest)) engine=MyISAM;
create table old_stays like stays;
insert into cust select '001', ${no('n')}, concat('c', n) from ${numbers(PARTIES)};
insert into docs select '001', 2020 + mod(n, 4), ${no('n')}, ${no(`mod(n, ${PARTIES}) + 1`)}, 20200101 + mod(n, 28), n, 'O', concat('SO', n) from ${numbers(DOCS)};
insert into docs select '001', 2030, ${no('n')}, ${no('999999')}, 20200101, n, 'O', concat('BIG', n) from ${numbers(CASH)};
insert into pays select n, '001', 2020 + mod(n, 4), ${no('n')}, 1 from ${numbers(DOCS)};
insert into old_stays select 'H01', ${no('n')}, ${no(`mod(n, ${PARTIES}) + 1`)}, 'O' from ${numbers(HISTORY)};
insert into stays select 'H01', ${no(`${HISTORY} - 5 + n`)}, ${no(`mod(n, ${PARTIES}) + 1`)}, 'I' from ${numbers(200)};
analyze table cust, docs, pays, stays, old_stays;
`;

const MAPPING = `
source: { id: fin, timezone: Asia/Shanghai, currency: CNY }
rows:
  Party: { from: cust c, key: [c.co, c.no], fields: { name: c.nm } }
  Invoice:
    from: docs d
    key: [d.co, d.yr, d.no]
    with: { p: { all: pays, on: p.co = d.co and p.yr = d.yr and p.doc = d.no } }
    fields:
      number: d.no
      customer: { ref: Party, from: [d.co, d.cust] }
      issuedOn: { from: d.day, as: date yyyymmdd }
      amount: d.amt
      paid: sum(p.amt)
      text: d.so
  Guest: { from: cust c, key: c.no, fields: { name: c.nm } }
  Stay:
    from: [stays s, old_stays s]
    keep: first
    key: [s.hotel, s.acc]
    fields: { hotel: s.hotel, account: s.acc, guest: { ref: Guest, from: s.guest }, status: { from: s.state, codes: { I: IN_HOUSE, O: CHECKED_OUT } } }
`;

const fin = (key: string) => ({ system: 'fin', key });
const customer = (number: number) => fin(`001|${String(number).padStart(10, '0')}`);

describeMysql('rows that a server looks at', (create) => {
  let mapped: Mapped;
  let database: TestDatabase;
  beforeAll(async () => {
    mapped = await openMapped({ name: 'mysql', create }, { fin: { sql: TABLES, mapping: MAPPING } });
    database = mapped.database('fin');
  });
  afterAll(() => mapped.close());
  beforeEach(() => void (mapped.statements.length = 0));

  async function looks({ sql, params }: SentStatement): Promise<number> {
    await database.rows('flush status', []);
    await database.rows(sql, params);
    const counts = await database.rows("show session status where variable_name like 'Handler_read%'", []);
    return counts.reduce((sum, { Value }) => sum + Number(Value), 0);
  }

  /** Look-ups of all statements that a read sends. */
  async function looksOf(read: () => Promise<unknown>): Promise<number> {
    await read();
    const sent = mapped.statements.splice(0);
    expect(sent.length).toBeGreaterThan(0);
    let sum = 0;
    for (const statement of sent) sum += await looks(statement);
    return sum;
  }

  it('for keys of three parts are as many as the keys, not a walk over the table', async () => {
    const keys = Array.from({ length: 500 }, (_each, index) =>
      fin(`001|${2020 + ((index + 1) % 4)}|${String(index + 1).padStart(10, '0')}`),
    );
    expect(await looksOf(() => mapped.reader().byKeys('Invoice', keys, ['number']))).toBeLessThan(2 * 512);
  });

  it('for the page of a scan are those of the page, not from the start of the table', async () => {
    await scanAll(mapped, 'fin', 'Invoice', ['number']);
    const pages = mapped.statements.splice(0);
    expect(pages.length).toBeGreaterThan(DOCS / 1000);
    const [first = 0, last = 0] = [await looks(pages[1] as SentStatement), await looks(pages.at(-2) as SentStatement)];
    expect(first).toBeLessThan(8 * 1000);
    expect(last).toBeLessThan(first * 1.5);
  });

  it('for the list of a customer are his rows, ordered by what has no index too', async () => {
    const rows = DOCS / PARTIES;
    for (const field of ['amount', 'issuedOn', 'number'] as const) {
      const query = { fields: ['number', 'amount'], sort: { field, descending: true }, first: 10 } as const;
      expect(await looksOf(() => mapped.reader().listByRef('Invoice', 'customer', [[customer(7)]], query))).toBeLessThan(
        10 * rows,
      );
    }
  });

  it('for sums of children are the children of the rows answered', async () => {
    const rows = DOCS / PARTIES;
    expect(await looksOf(() => mapped.reader().allByRef('Invoice', 'customer', [[customer(7)]], ['paid']))).toBeLessThan(
      5 * rows,
    );
  });

  it('for a filter by day are the days asked, because the stored form is compared', async () => {
    const where = [{ field: 'issuedOn', op: 'ge', value: '2020-01-28' }] as const;
    const all = await looksOf(() => mapped.reader().allByRef('Invoice', 'customer', [[customer(4)]], ['number']));
    const some = await looksOf(() => mapped.reader().allByRef('Invoice', 'customer', [[customer(4)]], ['number'], where));
    expect(all).toBeGreaterThanOrEqual(DOCS / PARTIES);
    expect(some).toBeLessThan(all / 4);
    expect(await looksOf(() => mapped.reader().countByRef('Invoice', 'customer', [[customer(4)]], where))).toBeLessThan(all / 4);
  });

  it('for a filter by a number that has an index are the rows with that number, also of a customer with thousands', async () => {
    const where = [{ field: 'text', op: 'in', values: ['BIG77', 'big78'] }] as const;
    const cash = [[customer(999_999)]];
    expect(await looksOf(() => mapped.reader().countByRef('Invoice', 'customer', cash, where))).toBeLessThan(300);
    const [rows = []] = await mapped.reader().allByRef('Invoice', 'customer', cash, ['text'], where);
    expect(rows.map(({ text }) => text)).toEqual(['BIG77']);
  });

  it('for a union that hides old copies are those of the parents, not a copy of the first table', async () => {
    const guest = fin('0000000007');
    expect(await looksOf(() => mapped.reader().allByRef('Stay', 'guest', [[guest]], ['status']))).toBeLessThan(100);
    const query = { fields: ['status'], sort: { field: 'account', descending: true }, first: 5 } as const;
    expect(await looksOf(() => mapped.reader().listByRef('Stay', 'guest', [[guest]], query))).toBeLessThan(500);
  });

  it('are the whole table for a reference by a number whose index starts with the company, and the check says so', async () => {
    const byNumber = `${MAPPING}  Receipt:
    from: pays r
    key: r.id
    fields: { customer: { ref: Party, from: [r.co, r.doc] }, amount: r.amt, bankRef: r.doc }
  Allocation:
    from: pays a
    key: a.id
    fields: { receipt: { ref: Receipt, from: a.id }, invoice: { ref: Invoice, by: number, from: a.doc } }
`;
    const { rowSets } = await checkText(byNumber, database.url, { maxRows: 500 });
    const scans = rowSets.flatMap(({ findings }) => findings.filter(({ code }) => code === 'full-scan'));
    expect(scans.map(({ where, message }) => `${where} ${message}`)).toContainEqual(
      expect.stringMatching(/Allocation\.invoice .*reads all .*docs/),
    );
  });
});
