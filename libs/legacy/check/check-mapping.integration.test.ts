import { describeEngines, type TestDatabase } from '#testing/mysql';
import { checkText } from './fixtures/check-text';
import { SHOP_MAPPING, SHOP_TABLES, shopRows } from './fixtures/shop';
import { countOf, type Finding, type Severity } from './finding';

interface Planted {
  readonly mistake: string;
  readonly text: string;
  readonly instead: string;
  readonly severity: Severity;
  readonly code: string;
  readonly says: RegExp;
}

const plant = (mistake: string, text: string, instead: string, severity: Severity, code: string, says: RegExp): Planted => ({
  mistake,
  text,
  instead,
  severity,
  code,
  says,
});

const AMOUNT = `{ from: "case when i.doc_type = 'RC' then -i.amt else i.amt end", currency: i.cur }`;
const BASE = `case when i.doc_type = 'RC' then -i.base_amt else i.base_amt end`;
const REGION = 'r: { first: region, on: r.region_id = i.region_id, order: r.valid_from desc, key: r.valid_from }';
const ISSUED = '{ from: i.issued, as: date yyyymmdd }';

const PLANTED: readonly Planted[] = [
  plant('an unknown table', 'from: invoice i', 'from: invoise i', 'error', 'unknown-name', /no table invoise \(near: invoice/),
  plant(
    'an unknown column',
    'number: i.doc_no',
    'number: i.docno',
    'error',
    'unknown-name',
    /no column invoice\.docno \(near: doc_no/,
  ),
  plant(
    'a key that is not unique',
    'key: i.doc_no',
    'key: i.cust_no',
    'error',
    'duplicate-key',
    /40 keys name several rows: 0000000001 \(\d+ rows\)/,
  ),
  plant(
    'key parts that are NULL',
    'where: p.rno is not null',
    "where: p.cust_no <> ''",
    'warning',
    'null-key',
    /1 row has NULL in the key \(rno\)/,
  ),
  plant(
    'a duplicated key in a union',
    'from: receipt p',
    'from: [receipt p, old_receipt p]',
    'error',
    'duplicate-key',
    /1 key names several rows: 1 \(2 rows\).*keep: first/,
  ),
  plant(
    'a one link that hits several rows',
    REGION,
    'r: { one: region, on: r.region_id = i.region_id }',
    'error',
    'several-rows',
    /at most one row of region.*such as 2/,
  ),
  plant(
    'a forgotten discriminator',
    '{ from: i.doc_type, codes: { RV: INVOICE, RC: CREDIT_NOTE } }',
    '{ value: INVOICE }',
    'warning',
    'mixed-sign',
    /of kind INVOICE \(6\.\d %\) are negative/,
  ),
  plant(
    'a kind that is not read',
    `{ from: i.doc_type, codes: { RV: INVOICE, RC: CREDIT_NOTE } }\n      statusStored: { from: i.status, codes: { O: OPEN, Z: VOID } }\n      issuedOn: ${ISSUED}\n      rate: i.rate\n      amount: ${AMOUNT}\n      baseAmount: ${BASE}`,
    '{ value: INVOICE }\n      statusStored: { from: i.status, codes: { O: OPEN, Z: VOID } }\n      amount: i.amt',
    'error',
    'kind-not-read',
    /invoice\.doc_type looks like the kind of row, has 2 values.*'RV' \(1398\), 'RC' \(100\)/,
  ),
  plant(
    'a wrong sign of credit notes',
    AMOUNT,
    '{ from: i.amt, currency: i.cur }',
    'error',
    'wrong-sign',
    /100 of 100 amounts of kind CREDIT_NOTE \(100 %\) are positive, and must be negative/,
  ),
  plant(
    'a wrong sign of receipts',
    'amount: p.amt',
    'amount: -p.amt',
    'error',
    'wrong-sign',
    /29 of 29 amounts of kind RECEIPT.*must be positive/,
  ),
  plant(
    'a wrong rate direction',
    'rate: i.rate',
    'rate: 1 / i.rate',
    'error',
    'rate-direction',
    /amount \* rate holds in 0 %.*amount \/ rate in 100 %/,
  ),
  plant('mojibake', ', clean: [repair gbk-in-latin1]', '', 'error', 'mojibake', /"º¼ÖÝÈñÃ÷" is "杭州锐明"; add clean/),
  plant(
    'a forgotten soft delete',
    " and i.del_flag <> 'X'",
    '',
    'error',
    'soft-delete',
    /invoice\.del_flag looks like a delete flag and is set in 2 rows/,
  ),
  plant(
    'a forgotten soft delete of added rows',
    ", where: a.del_flag <> 'X'",
    '',
    'error',
    'soft-delete',
    /alloc\.del_flag .*set in 1 row that are added up/,
  ),
  plant(
    'a tenant that is not fixed',
    "c.tenant = '01' and ",
    '',
    'error',
    'tenant',
    /customer\.tenant looks like a tenant and has 2 values: '01' \(35\), '02' \(4\)/,
  ),
  plant(
    'an unmapped code',
    '{ A: GOLD, Q: SILVER }',
    '{ A: GOLD }',
    'error',
    'unmapped-code',
    /1 stored code has no translation, in 1 row: 'Q' \(1\)/,
  ),
  plant(
    'a code that no row has',
    '{ A: GOLD, Q: SILVER }',
    '{ A: GOLD, Q: SILVER, B: BRONZE }',
    'warning',
    'unseen-code',
    /never seen: 'B'/,
  ),
  plant(
    'a sentinel read as a day',
    ", nullDates: ['19000101']",
    '',
    'warning',
    'suspect-date',
    /'19000101' \(3\); if it means "no date"/,
  ),
  plant('an impossible date', 'level:', 'level:', 'warning', 'impossible-date', /1 date is impossible: '20230230' \(1\)/),
  plant(
    'a date of another text format',
    ISSUED,
    '{ from: i.issued_text, as: date text yyyy-MM-dd }',
    'error',
    'date-form',
    /100 % of the filled values cannot be read.*as: date text d\/M\/yyyy reads them/,
  ),
  plant(
    'seconds read as days',
    ISSUED,
    '{ from: i.issued_unix, as: date yyyymmdd }',
    'error',
    'date-form',
    /as: date unix reads them/,
  ),
  plant(
    'days read as seconds',
    ISSUED,
    '{ from: i.issued, as: date unix }',
    'error',
    'date-form',
    /become days between 1970.*as: date yyyymmdd reads them/,
  ),
  plant(
    'a look-up that reads the table',
    'from: i.cust_no }',
    'from: [i.region_id] }',
    'warning',
    'full-scan',
    /look-up by customer reads all 1[45]\d\d rows of invoice; an index on invoice \(region_id\)/,
  ),
  plant(
    'unpadded keys',
    'from: i.cust_no }',
    'from: i.cust_short }',
    'error',
    'ref-misses',
    /0 of 40 distinct values found in Party.*variants: \[raw, pad 0 10\]/,
  ),
  plant(
    'a narrow that loses rows',
    "OPEN: i.status = 'O'",
    "OPEN: i.status = 'O' and i.region_id < 5",
    'error',
    'narrow-fails',
    /300 of 1497 rows with OPEN do not fulfil the condition/,
  ),
  plant(
    'a currency without translation',
    'RMB: CNY, USD: USD',
    'RMB: CNY',
    'error',
    'unmapped-currency',
    /currency without translation: 'USD' \(1498\)/,
  ),
  plant(
    'a required field that is empty',
    'number: i.doc_no',
    'number: { from: i.doc_type, nulls: [RC] }',
    'warning',
    'required-empty',
    /empty in 100 of 1498 rows \(6\.\d %\)/,
  ),
  plant(
    'text where a number is expected',
    'rate: i.rate',
    'rate: i.cur',
    'error',
    'not-a-number',
    /1498 values are no number.*'USD'/,
  ),
  plant(
    'some text among numbers',
    'rate: i.rate',
    'rate: i.note',
    'warning',
    'not-a-number',
    /1 value is no number.*'n\/a' \(1\)/,
  ),
  plant(
    'a watermark that is never filled',
    'by: i.upd_dt',
    'by: i.never_filled',
    'warning',
    'watermark-empty',
    /never_filled is empty in all 1498 rows.*only compare works/,
  ),
  plant('a watermark without an index', 'level:', 'level:', 'warning', 'watermark-not-indexed', /invoice\.upd_dt is not indexed/),
  plant(
    'a link of different types',
    REGION,
    'r: { first: region, on: r.region_id = i.region_code, order: r.valid_from desc, key: r.valid_from }',
    'error',
    'types-differ',
    /r\.region_id is int.* and i\.region_code is varchar\(4\)/,
  ),
  plant(
    'a code compared with a number',
    "i.tenant = '01'",
    'i.tenant = 1',
    'warning',
    'text-compared-with-number',
    /i\.tenant is char\(2\) and is compared with a number; write '1'/,
  ),
  plant(
    'a number compared with text',
    "i.tenant = '01'",
    "i.tenant = '01' and i.region_id <> 'none'",
    'error',
    'number-compared-with-text',
    /i\.region_id is int.* compared with 'none'/,
  ),
  plant(
    'a sum multiplied by a join',
    'sum(a.amt)',
    'sum(a.amt - b.amt)',
    'warning',
    'multiplied-sum',
    /a row of alloc has up to 2 rows of alloc_part/,
  ),
  plant(
    'a where that no row fulfils',
    'p.rno is not null',
    'p.rno = -1',
    'warning',
    'no-rows',
    /where leaves out all 30 rows of receipt/,
  ),
  plant(
    'a link that finds nothing',
    'on: a.doc_no = i.doc_no',
    'on: a.doc_no = i.note',
    'warning',
    'link-hits-nothing',
    /no row finds a row of alloc/,
  ),
];

describeEngines('check of a mapping', (engine) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await engine.create();
    await database.run(SHOP_TABLES);
    await database.run(shopRows());
    if (engine.name === 'mysql') await database.run('analyze table invoice, customer, alloc, region;');
  });
  afterAll(() => database.drop());

  const findings = async (text: string): Promise<readonly Finding[]> =>
    (await checkText(text, database.url)).rowSets.flatMap((rowSet) => rowSet.findings);

  it('has no error to tell of a mapping without a mistake', async () => {
    const report = await checkText(SHOP_MAPPING, database.url);
    const errors = report.rowSets.flatMap((rowSet) => rowSet.findings.filter(({ severity }) => severity === 'error'));
    expect(errors).toEqual([]);
    expect(report.rowSets.map(({ label, rows, decoded }) => [label, rows, decoded])).toEqual([
      ['Party', 40, 35],
      ['Invoice', 1500, 1498],
      ['Receipt', 30, 29],
    ]);
    const agreed = report.rowSets.flatMap((rowSet) => rowSet.findings).filter(({ code }) => code === 'rows-agree');
    expect(agreed.map(({ message }) => message)).toEqual([
      '40 rows in customer = 35 delivered + 5 left out by where',
      '1500 rows in invoice = 1498 delivered + 2 left out by where',
      '30 rows in receipt = 29 delivered + 1 left out by where',
    ]);
  });

  it.each(PLANTED)('finds $mistake', async ({ text, instead, severity, code, says }) => {
    expect(SHOP_MAPPING).toContain(text);
    const joined = instead.includes('b.amt')
      ? SHOP_MAPPING.replace('      r: {', '      b: { all: alloc_part, on: b.alloc_id = a.id }\n      r: {')
      : SHOP_MAPPING;
    const found = await findings(joined.replace(text, () => instead));
    const matching = found.filter((finding) => finding.code === code && finding.severity === severity);
    expect(matching.map(({ message }) => message).join('\n')).toMatch(says);
    expect(matching.every(({ line }) => line > 2)).toBe(true);
  });

  it('finds a constant written as a column before it asks the database', async () => {
    await expect(findings(SHOP_MAPPING.replace('rate: i.rate', 'rate: i.rate\n      currency: CNY'))).rejects.toThrow(
      'unknown alias (none) for CNY: a constant? write { value: CNY }',
    );
  });

  // SQLite has one character set.
  if (engine.name === 'mysql')
    it('finds a link between character sets', async () => {
      await database.run(
        'create table gbk_region (code varchar(4) character set gbk primary key, name varchar(20) character set gbk);',
      );
      await database.run("insert into gbk_region values ('1', '杭州');");
      const link = 'r: { one: gbk_region, on: r.code = i.region_code }';
      const found = await findings(SHOP_MAPPING.replace(REGION, link).replace('r.region_name', 'r.name'));
      expect(
        found.filter(({ code }) => code === 'charsets-differ').map(({ severity, where, message }) => [severity, where, message]),
      ).toEqual([
        [
          'error',
          'Invoice.with.r',
          expect.stringContaining('r.code is gbk and i.region_code is utf8mb4: compared in SQL no index is used'),
        ],
      ]);
    });

  it('warns of an empty table', async () => {
    const ticket = '  Ticket:\n    from: empty_ticket t\n    key: t.id\n    fields: { number: t.id, title: t.title }\n';
    const found = await findings(`${SHOP_MAPPING}${ticket}`);
    expect(found.filter(({ code }) => code === 'no-rows').map(({ message }) => message)).toEqual([
      'empty_ticket is empty: nothing could be proved',
    ]);
  });

  it('says which part of a big table it looked at', async () => {
    const report = await checkText(SHOP_MAPPING, database.url, { maxRows: 400 });
    const invoice = report.rowSets.find(({ label }) => label === 'Invoice');
    expect(invoice?.decoded).toBe(400);
    expect(invoice?.findings.find(({ code }) => code === 'sampled')?.message).toBe(
      '1500 rows in invoice: 2 left out by where; 400 of 1498 were decoded, the first and last ones in key order',
    );
    // Codes are counted over all rows all the same.
    expect(countOf(report, 'error')).toBe(0);
  });

  it('compares stored and delivered totals of plain columns', async () => {
    const found = await findings(SHOP_MAPPING);
    expect(found.filter(({ code }) => code === 'total-agrees').map(({ where, message }) => `${where}: ${message}`)).toEqual([
      'Receipt.amount: the rows delivered sum to 696.00, the stored column to 696.00 over 29 rows',
    ]);
  });
});
