import { readMapping } from '#legacy/mapping/load-mapping';
import { describeEngines, type TestDatabase } from '#testing/mysql';
import { runCommand } from './run-command';

// A schema that no mapping of this project was written for.
const TABLES = `
create table crm_client (client_id int primary key, client_name varchar(80), vat_no varchar(20), tel varchar(40), is_deleted smallint, reg_date int);
create table crm_sales_order (order_id int primary key, order_no varchar(20), client_id int, order_date varchar(10), order_total decimal(12,2), ccy char(3), order_status char(1));
create table crm_order_line (line_id int primary key, order_id int, qty decimal(10,2), unit_price decimal(12,2));
create table crm_memo (a int, b int);
`;
const ROWS = `
insert into crm_client values (1, 'Alpha Ltd', 'GB123', '0571-88880001', 0, 20200101), (2, 'Beta Ltd', 'GB124', '0571-88880002', 0, 20210315), (3, 'Gamma Ltd', 'GB125', '13800000003', 1, 0);
insert into crm_sales_order values (11, 'SO-1', 1, '24/01/2024', 100.5, 'RMB', 'N'), (12, 'SO-2', 2, '25/01/2024', 7, 'USD', 'X'), (13, 'SO-3', 2, '31/12/2023', 9, 'ZZZ', 'N');
insert into crm_order_line values (1, 11, 2, 50.25), (2, 12, 1, 7), (3, 13, 9, 1), (4, 11, 1, 0);
`;

describeEngines('source draft on a schema nobody prepared', (engine) => {
  let database: TestDatabase;
  let text: string;
  beforeAll(async () => {
    database = await engine.create();
    await database.run(TABLES);
    await database.run(ROWS);
    if (engine.name === 'mysql') {
      await database.run("alter table crm_sales_order modify order_status char(1) comment 'N=新建 X=已取消';");
    }
    text = (await runCommand(['draft', '--id', 'crm'], { SOURCE_URL: database.url })).out;
  });
  afterAll(() => database.drop());

  const lineOf = (start: string): string => text.split('\n').find((line) => line.trim().startsWith(start)) ?? '';

  it('can be loaded as it is, with the row types it recognised', () => {
    expect([...readMapping('draft', text).rows.keys()]).toEqual(['Party', 'Order', 'OrderLine']);
    expect(text).toContain('# Nothing was proposed for: crm_memo');
  });

  it.each([
    ['from: crm_client c', '3 rows'],
    ['where: "c.is_deleted <> 1"', "delete flag is_deleted: '0' (2), '1' (1)"],
    ['name: c.client_name', '0.70 varchar(80), filled 100 %, 3 values'],
    ['taxNo: c.vat_no', '0.70'],
    ['phones: { from: c.tel, as: phones }', '0.70'],
    ["createdOn: { from: c.reg_date, as: 'date yyyymmdd' }", 'such as'],
    ['number: o.order_no', '0.70'],
    ['customer: { ref: Party, from: o.client_id }', '100 % of its values are keys of crm_client'],
    ["orderedOn: { from: o.order_date, as: 'date text d/M/yyyy' }", 'such as'],
    ['total: { from: o.order_total, currency: o.ccy }', '0.70'],
    ["l: { all: crm_order_line, on: 'l.order_id = o.order_id' }", 'the lines, by order_id'],
    ['order: { ref: Order, from: l.order_id }', '100 % of its values are keys of crm_sales_order'],
  ])('proposes %s and says why', (start, why) => {
    expect(lineOf(start)).toContain(why);
  });

  it('translates only currencies that have a meaning, and marks what was guessed', () => {
    expect(lineOf("'USD': USD")).not.toContain('CONFIRM');
    expect(lineOf("'RMB': CNY")).toContain('CONFIRM');
    expect(lineOf("# 'ZZZ': ?")).toContain('CONFIRM');
  });

  it('leaves codes that nothing explains to a person, with their counts', () => {
    expect(lineOf('# status: ')).toMatch(/CONFIRM each code \(it takes DRAFT, OPEN.*stored 'N' \(2\), 'X' \(1\)/);
  });

  it('looks only at the tables it was told', async () => {
    const { code, out } = await runCommand(['draft', '--tables', 'crm_client'], { SOURCE_URL: database.url });
    expect(code).toBe(0);
    expect(out).not.toContain('crm_sales_order');
    const unknown = await runCommand(['draft', '--tables', 'crm_clients'], { SOURCE_URL: database.url });
    expect([unknown.code, unknown.error]).toEqual([
      2,
      expect.stringContaining('There is no table crm_clients (near: crm_client'),
    ]);
  });
});
