import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CheckReport } from '#legacy/check/finding';
import { readMapping } from '#legacy/mapping/load-mapping';
import { describeEngines, type TestDatabase } from '#testing/mysql';
import { runCommand } from './run-command';

// One table of documents with glued names; what reduces a debt is below zero, returns have either sign.
const LEDGER = `
create table RMCUST (CUSTNMBR char(15) not null primary key, CUSTNAME varchar(65), PHON1 varchar(21), CURNCYID char(3));
create table RMDOCUMENTS (DOCNUMBR varchar(21) not null primary key, DOCTYPE varchar(20), CUSTNMBR char(15), DOCDATE date, DUEDATE date,
  TOTALAMNT decimal(19,2), TAXAMNT decimal(19,2), CURNCYID char(3));
`;
// Header kinds nobody can tell from a name: the comment explains them, on the engine that has comments.
const COMMENTED = `
create table app_users (id int not null primary key, login varchar(20), full_name varchar(40));
create table crm_companies (id int not null primary key, company_name varchar(60), vat_no varchar(20), phone varchar(20), deleted_at datetime);
create table sales_invoices (id int not null primary key, invoice_no varchar(20), doc_type int, company_id int, invoice_date date,
  total_gross decimal(14,2), base_amount decimal(14,2), currency char(3), exchange_rate decimal(12,6),
  due_date date, is_paid int, cancelled int);
`;

const padded = (number: number): string => String(number).padStart(4, '0');
const list = (count: number, row: (index: number) => string): string =>
  Array.from({ length: count }, (_each, index) => `(${row(index)})`).join(', ');

const LEDGER_ROWS = `
insert into RMCUST values ${list(6, (i) => `'C${padded(i)}', 'Company ${i}', '0312 555 00${padded(i)}', 'USD'`)};
insert into RMDOCUMENTS values ${list(80, (i) => {
  const kind = ['Invoice', 'Credit memo', 'Payment', 'Refund', 'Return', 'Invoice', 'Purchase order', 'Sales order'][i % 8] ?? '';
  const sign = { 'Credit memo': 1, Payment: -1, Refund: -1, Return: i % 16 < 8 ? 1 : -1 }[kind] ?? 1;
  return `'D${padded(i)}', '${kind}', 'C${padded(i % 6)}', '2024-01-${String((i % 28) + 1).padStart(2, '0')}', '2024-03-01', ${sign * (100 + i)}, ${sign * 8}, 'USD'`;
})};
`;
const COMMENTED_ROWS = `
insert into app_users values (1, 'anna', 'Anna A'), (2, 'ben', 'Ben B');
insert into crm_companies values ${list(9, (i) => `${i + 1}, 'Firma ${i} GmbH', 'DE${padded(i)}', '040 5550${padded(i)}', ${i === 4 ? "'2024-01-01 00:00:00'" : 'null'}`)};
insert into sales_invoices values ${list(40, (i) => {
  const isUsd = i % 2 === 0;
  return `${i + 1}, 'RE${padded(i)}', ${i % 4 === 3 ? 7 : 1}, ${(i % 9) + 1}, '2024-02-01', ${100 + i}, ${isUsd ? ((100 + i) / 1.25).toFixed(2) : 100 + i}, '${isUsd ? 'USD' : 'EUR'}', ${isUsd ? 1.25 : 1}, '2024-03-01', ${i % 3 === 0 ? 1 : 0}, ${i % 13 === 12 ? 1 : 0}`;
})};
`;

describeEngines('source draft on tables that hold several kinds of document', (engine) => {
  let database: TestDatabase;
  const draftOf = async (...statements: string[]): Promise<string> => {
    for (const sql of statements) await database.run(sql);
    return (await runCommand(['draft', '--id', 'fin'], { SOURCE_URL: database.url })).out;
  };
  const sectionOf = (text: string, type: string): string => text.slice(text.indexOf(`\n  ${type}:`)).split('\n\n')[0] ?? '';
  const lineOf = (text: string, start: string): string => text.split('\n').find((line) => line.trim().startsWith(start)) ?? '';
  const errorsOf = async (text: string): Promise<readonly string[]> => {
    const folder = mkdtempSync(join(tmpdir(), 'draft-'));
    writeFileSync(join(folder, 'fin.mapping.yaml'), text);
    const { out } = await runCommand(['check', join(folder, 'fin.mapping.yaml'), '--json'], { SOURCE_URL: database.url });
    rmSync(folder, { recursive: true });
    const reports = JSON.parse(out) as CheckReport[];
    const findings = reports.flatMap(({ rowSets }) => rowSets.flatMap((rowSet) => rowSet.findings));
    return findings.filter(({ severity }) => severity === 'error').map(({ where, message }) => `${where}: ${message}`);
  };

  beforeEach(async () => void (database = await engine.create()));
  afterEach(() => database.drop());

  it('makes a row set of each type, with its kinds and the sign that each needs, and the check agrees', async () => {
    const text = await draftOf(LEDGER, LEDGER_ROWS);
    expect([...readMapping('draft', text).rows.keys()].toSorted()).toEqual(['Invoice', 'Order', 'Party', 'Receipt']);
    const [invoice, receipt, order] = ['Invoice', 'Receipt', 'Order'].map((type) => sectionOf(text, type));
    expect(lineOf(invoice ?? '', 'where:')).toContain(`where: "i.DOCTYPE in ('Invoice', 'Credit memo', 'Return')"`);
    expect(lineOf(invoice ?? '', 'amount:')).toContain(
      "case when i.DOCTYPE in (''Credit memo'') then -i.TOTALAMNT when i.DOCTYPE in (''Return'') then -abs(i.TOTALAMNT) else i.TOTALAMNT end",
    );
    expect(lineOf(invoice ?? '', 'amount:')).toMatch(/CONFIRM the sign: 'Credit memo' 10 above and 0 below zero/);
    expect(lineOf(invoice ?? '', 'kind:')).toContain("'Credit memo': CREDIT_NOTE");
    expect(lineOf(invoice ?? '', 'dueOn:')).toContain('i.DUEDATE');
    expect(lineOf(receipt ?? '', 'where:')).toContain("r.DOCTYPE in ('Payment', 'Refund')");
    expect(lineOf(receipt ?? '', 'amount:')).toContain(
      "case when r.DOCTYPE in (''Payment'') then -r.TOTALAMNT else r.TOTALAMNT end",
    );
    expect(lineOf(order ?? '', 'where:')).toContain("in ('Sales order')");
    expect(await errorsOf(text)).toEqual([]);
  });

  it('takes companies for customers, leaves out what has a day of deletion, and turns a rate over that divides', async () => {
    const text = await draftOf(COMMENTED, COMMENTED_ROWS);
    expect(lineOf(text, 'from: crm_companies')).toContain('from: crm_companies c');
    expect(lineOf(text, 'where:')).toContain('where: "c.deleted_at is null"');
    expect(lineOf(text, 'customer:')).toContain('{ ref: Party, from: i.company_id }');
    expect(lineOf(text, 'rate:')).toMatch(
      /^ *rate: '1 \/ i\.exchange_rate' .*amount \/ rate is the base amount in 20 of 20 sampled rows/,
    );
    expect(lineOf(text, 'amount:')).toContain('from: i.total_gross');
    expect(lineOf(text, 'paidStored:')).toMatch(/^ *paidStored: 'i\.is_paid = 1' .*CONFIRM what is set: '0' \(26\), '1' \(14\)/);
    expect(lineOf(text, 'openAmount:')).toContain(
      'case when voidStored then amount - amount else case when paidStored then amount - amount else amount end end',
    );
    expect(lineOf(text, 'status:')).toContain(
      "when voidStored then 'VOID' when abs(openAmount) <= 0.005 then 'PAID' when dueOn < today()",
    );
    expect(await errorsOf(text)).toEqual([]);
    const forgotten = await errorsOf(text.replace('where: "c.deleted_at is null"', ''));
    expect(forgotten).toEqual([
      expect.stringMatching(/^Party\.where: crm_companies\.deleted_at looks like a delete flag and is set in 1 row/),
    ]);
  });

  it('says what it has seen where it knows none of the tables, and lays out those that are named', async () => {
    await database.run('create table zz1 (a int, b int);');
    const { code, error } = await runCommand(['draft', '--id', 'fin'], { SOURCE_URL: database.url });
    expect([code, error]).toEqual([
      2,
      expect.stringMatching(/No table is known by its name or comment.*zz1 \(0 rows\).*--tables a,b/),
    ]);
    const named = await runCommand(['draft', '--id', 'fin', '--tables', 'zz1'], { SOURCE_URL: database.url });
    expect([named.code, [...readMapping('draft', named.out).rows.keys()]]).toEqual([0, []]);
    expect(named.out).toMatch(/# CONFIRM what a row of zz1 is[^]*# {3}from: zz1 x[^]*\?: x\.b /);
  });

  if (engine.name === 'mysql')
    it('reads what numbers mean from the comment of their column', async () => {
      const comment = "alter table sales_invoices modify doc_type int comment '1=Invoice 3=Debit memo 7=Credit memo 9=Payment';";
      const text = await draftOf(COMMENTED, comment, COMMENTED_ROWS);
      expect(lineOf(text, 'kind:')).toContain("'7': CREDIT_NOTE");
      expect(lineOf(text, 'amount:')).toContain('case when i.doc_type in (7) then -i.total_gross else i.total_gross end');
    });
});
