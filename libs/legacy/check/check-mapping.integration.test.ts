import { describeEngines, type TestDatabase } from '#testing/mysql';
import { checkText } from './fixtures/check-text';
import { REGION_LINK } from './fixtures/planted';
import { PLANTED_IN_ROWS } from './fixtures/planted-in-rows';
import { PLANTED_IN_VALUES } from './fixtures/planted-in-values';
import { SHOP_MAPPING, SHOP_TABLES, shopRows } from './fixtures/shop';
import { countOf, type Finding } from './finding';

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

  it.each([...PLANTED_IN_ROWS, ...PLANTED_IN_VALUES])('finds $mistake', async ({ text, instead, severity, code, says }) => {
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
      const found = await findings(SHOP_MAPPING.replace(REGION_LINK, link).replace('r.region_name', 'r.name'));
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
