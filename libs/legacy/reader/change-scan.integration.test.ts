import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeEngines, type TestDatabase } from '../../testing/mysql';
import type { RowType } from '../canonical/row-types';
import { EXPLAIN_MYSQL } from '../introspection/query-plan';
import type { ChangePage, RowHash } from '../legacy-changes';
import { openCatalog, type LegacyCatalog } from '../source/legacy-catalog';
import type { SentStatement } from '../source/legacy-database';

const MAPPING = `
source: { id: books, timezone: Asia/Shanghai, currency: CNY }
rows:
  Invoice:
    from: INV i
    key: [i.YR, i.NO]
    with: { a: { all: ALLOC, on: a.YR = i.YR and a.NO = i.NO, where: a.GONE = 0 } }
    fields: { number: i.TXT, customer: { ref: Party, from: i.CUST }, amount: i.AMT, paidStored: sum(a.AMT) }
    changes: { by: i.UPD_DT, as: date yyyymmdd, overlap: P1D, also: [{ link: a, by: a.ON_DT }], compare: P1D }
  Ticket:
    from: TKT t
    key: t.ID
    fields: { number: t.TXT }
    changes: { by: t.UP_TIME, as: instant unix, overlap: PT10M }
  Contract:
    from: CTR c
    key: c.ID
    fields: { number: c.TXT, customer: { ref: Party, from: c.ID } }
    changes: { by: c.MODIFIED, overlap: PT10M, compare: never }
  Receipt:
    from: RCP r
    key: r.ID
    fields: { number: r.TXT, customer: { ref: Party, from: r.ID } }
    changes: { by: [r.UPD_DT, r.UPD_TM], as: instant yyyymmdd+hhmmss, overlap: PT10M }
  Product:
    from: ITM p
    key: p.ID
    fields: { number: p.TXT }
    changes: { by: p.VERSION, as: int }
  Employee:
    from: TKT t
    key: t.ID
    fields: { name: t.TXT }
    changes: { by: t.NEVER, as: instant unix, compare: PT6H }
  Survey/web:
    from: TKT t
    key: t.ID
    fields: { ticket: { ref: Ticket, from: t.ID }, remark: t.TXT }
    changes: { by: t.UP_TIME, as: instant unix, overlap: PT10M }
  Survey/desk:
    from: ITM p
    key: p.ID
    fields: { ticket: { ref: Ticket, from: p.ID }, remark: p.TXT }
    changes: { by: p.VERSION, as: int, compare: PT6H }
  CodeName:
    from: TKT t
    key: t.ID
    fields: { list: t.TXT, code: t.TXT, name: t.TXT }
`;

const TABLES = `
create table INV (YR smallint not null, NO char(6) not null, TXT varchar(20), CUST char(6), AMT decimal(12,2), UPD_DT int, primary key (YR, NO));
create index K_UPD on INV (UPD_DT);
create table ALLOC (ID int not null primary key, YR smallint, NO char(6), AMT decimal(12,2), ON_DT int, GONE smallint not null);
create table TKT (ID int not null primary key, TXT varchar(20), UP_TIME int, NEVER int);
create table CTR (ID int not null primary key, TXT varchar(20), MODIFIED datetime);
create table RCP (ID int not null primary key, TXT varchar(20), UPD_DT int, UPD_TM int);
create table ITM (ID int not null primary key, TXT varchar(20), VERSION int);
insert into INV values (2024, '000001', 'A', 'C1', 100.10, 20240610), (2024, '000002', 'B', 'C1', 0.30, 20240612), (2024, '000003', 'C', 'C2', null, 20240612), (2024, '000004', '', null, 5, 0), (2024, '000005', 'E', 'C2', 7, 20991231);
insert into ALLOC values (1, 2024, '000001', 0.10, 20240611, 0), (2, 2024, '000001', 0.20, 20240611, 0), (3, 2024, '000002', 0.30, 20240612, 1);
insert into TKT values (1, 'one', 1718150400, 0), (2, 'two', 1718150400, null), (3, 'three', 0, null);
insert into CTR values (1, 'one', '2024-06-12 08:00:00'), (2, 'two', null);
insert into RCP values (1, 'one', 20240612, 80000), (2, 'two', 20240612, 200000), (3, 'three', 0, 0);
insert into ITM values (1, 'one', 41), (2, 'two', 42);
`;

const TODAY = '2024-06-13';
const hashesByEngine = new Map<string, readonly RowHash[]>();

describeEngines('changes of a source', (engine) => {
  const directory = mkdtempSync(join(tmpdir(), 'changes-'));
  const statements: SentStatement[] = [];
  let database: TestDatabase;
  let catalog: LegacyCatalog;

  beforeEach(async () => {
    database = await engine.create();
    await database.run(TABLES);
    writeFileSync(join(directory, 'books.mapping.yaml'), MAPPING);
    writeFileSync(join(directory, 'sources.yaml'), 'sources: [{ mapping: books.mapping.yaml, subgraphs: [sales] }]\n');
    catalog = await openCatalog({
      sourcesFile: join(directory, 'sources.yaml'),
      urlFor: () => database.url,
      onStatement: (statement) => statements.push(statement),
    });
    statements.length = 0;
  });
  afterEach(async () => {
    await catalog.close();
    await database.drop();
  });
  afterAll(() => rmSync(directory, { recursive: true }));

  const changes = () => catalog.changes({ today: TODAY, deadlineMs: 20_000 });

  async function look(type: RowType, after: string | null, first = 100): Promise<{ rows: RowHash[]; cursor: string }> {
    const rows: RowHash[] = [];
    let cursor = after;
    for (let page = 0; page < 100; page += 1) {
      const next = await changes().changedRows('books', type, { after: cursor, first });
      rows.push(...next.rows);
      cursor = next.cursor;
      if (next.isComplete) return { rows, cursor };
    }
    throw new Error('the look does not end');
  }
  const keysOf = (rows: readonly RowHash[]): string[] => rows.map(({ key }) => key);

  async function allPages(type: RowType, first: number): Promise<RowHash[]> {
    const rows: RowHash[] = [];
    for (let after: string | null = null; ;) {
      const page: ChangePage = await changes().allRows('books', type, { after, first });
      rows.push(...page.rows);
      if (page.isComplete) return rows;
      after = page.cursor;
    }
  }

  async function allHashes(type: RowType): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    for (const { key, hash } of await allPages(type, 1000)) found.set(key, hash);
    return found;
  }

  it.each<[string, RowType, string[], string, string[]]>([
    [
      'whole-number days',
      'Invoice',
      ['2024|000001', '2024|000002', '2024|000003', '2024|000005', '2024|000001', '2024|000002'],
      "update INV set TXT = 'x', UPD_DT = 20240613 where NO = '000001';",
      ['2024|000002', '2024|000003', '2024|000001', '2024|000005', '2024|000001', '2024|000002'],
    ],
    ['seconds since 1970', 'Ticket', ['1', '2'], "update TKT set TXT = 'x', UP_TIME = 1718200000 where ID = 3;", ['1', '2', '3']],
    ['date and time', 'Contract', ['1'], "update CTR set TXT = 'x', MODIFIED = '2024-06-12 09:00:00' where ID = 2;", ['1', '2']],
    [
      'a day and its clock in two columns',
      'Receipt',
      ['1', '2'],
      "update RCP set TXT = 'x', UPD_DT = 20240613, UPD_TM = 90000 where ID = 3;",
      ['1', '2', '3'],
    ],
    ['a number that only grows', 'Product', ['1', '2'], "update ITM set TXT = 'x', VERSION = 43 where ID = 1;", ['2', '1']],
  ])(
    'are found by a watermark stored as %s, once per look whatever the size of its pages',
    async (_form, type, before, update, after) => {
      for (const first of [1, 2, 100]) expect(keysOf((await look(type, null, first)).rows)).toEqual(before);
      const { cursor } = await look(type, null);
      await database.run(update);
      for (const first of [1, 3, 100]) expect(keysOf((await look(type, cursor, first)).rows)).toEqual(after);
    },
  );

  it.each<RowType>(['Invoice', 'Ticket', 'Contract', 'Receipt', 'Product'])(
    'of %s are followed from now on where a look that has seen all of them ends',
    async (type) => {
      expect(await changes().newest('books', type)).toBe((await look(type, null)).cursor);
    },
  );

  it('are followed from the last mark that is not in the future, by one statement for each watermark', async () => {
    await database.run('update TKT set UP_TIME = 2000000000 where ID = 2;');
    const { cursor } = await look('Ticket', null);
    statements.length = 0;
    expect(await changes().newest('books', 'Ticket')).toBe(cursor);
    expect(statements).toHaveLength(1);
    await database.run('delete from TKT;');
    expect(await changes().newest('books', 'Ticket')).toBe((await look('Ticket', null)).cursor);
  });

  it('come again within the overlap with the hash they had, and no longer when time has gone on', async () => {
    const first = await look('Ticket', null);
    const again = await look('Ticket', first.cursor);
    expect(again.rows).toEqual(first.rows);
    await database.run('update TKT set UP_TIME = 1718152000 where ID = 3;');
    const moved = await look('Ticket', again.cursor);
    expect(keysOf((await look('Ticket', moved.cursor)).rows)).toEqual(['3']);
  });

  it('lose no row that gets the mark the last look ended with', async () => {
    const { cursor } = await look('Product', null);
    await database.run("insert into ITM values (0, 'late', 42);");
    expect(keysOf((await look('Product', cursor)).rows)).toEqual(['0', '2']);
  });

  it('are not hidden by a date in the future', async () => {
    const { cursor } = await look('Invoice', null);
    await database.run("update INV set TXT = 'x', UPD_DT = 20240613 where NO = '000004';");
    expect(keysOf((await look('Invoice', cursor)).rows)).toContain('2024|000004');
  });

  it('of a child lead to its parent, also when the child no longer counts', async () => {
    const { cursor } = await look('Invoice', null);
    const before = await allHashes('Invoice');
    await database.run("insert into ALLOC values (9, 2024, '000003', 1, 20240613, 0);");
    await database.run('update ALLOC set GONE = 1, ON_DT = 20240613 where ID = 1;');
    const { rows } = await look('Invoice', cursor);
    const differing = rows.filter(({ key, hash }) => before.get(key) !== hash);
    expect([...new Set(keysOf(differing))].sort()).toEqual(['2024|000001', '2024|000003']);
  });

  it('cost as many statements as there are watermarks, and read by the index of the column', async () => {
    const { cursor } = await look('Invoice', null);
    statements.length = 0;
    await look('Invoice', cursor);
    expect(statements).toHaveLength(2);
    const [own] = statements;
    const plan = await database.rows(
      `${engine.name === 'sqlite' ? 'explain query plan' : EXPLAIN_MYSQL} ${own?.sql}`,
      own?.params ?? [],
    );
    expect(JSON.stringify(plan)).toContain('K_UPD');
  });

  it('cannot be followed by a watermark that is never filled, or by none', async () => {
    expect(await changes().support('books', 'Employee')).toEqual({ watermark: 'NEVER_FILLED', compareEveryMs: 21_600_000 });
    expect(await changes().support('books', 'CodeName')).toEqual({ watermark: 'NONE', compareEveryMs: null });
    expect(await changes().support('books', 'Contract')).toEqual({ watermark: 'USABLE', compareEveryMs: null });
    await expect(look('CodeName', null)).rejects.toMatchObject({ code: 'FILTER_NOT_SUPPORTED' });
  });

  it('are found by comparing all rows: updates without watermark, changed children, NULL for blank, inserts and deletions', async () => {
    const before = await allHashes('Invoice');
    await database.run("update INV set AMT = 100.11 where NO = '000001';");
    await database.run('update ALLOC set AMT = 0.29, GONE = 0 where ID = 3;');
    await database.run("update INV set TXT = null where NO = '000004';");
    await database.run("delete from INV where NO = '000003';");
    await database.run("insert into INV values (2024, '000006', 'F', 'C1', 1, 0);");
    const after = await allHashes('Invoice');
    const states = [...new Set([...before.keys(), ...after.keys()])].map((key) => [
      key,
      before.get(key) === after.get(key) ? 'same' : !after.has(key) ? 'deleted' : before.has(key) ? 'updated' : 'inserted',
    ]);
    expect(Object.fromEntries(states)).toEqual({
      '2024|000001': 'updated',
      '2024|000002': 'updated',
      '2024|000003': 'deleted',
      '2024|000004': 'updated',
      '2024|000005': 'same',
      '2024|000006': 'inserted',
    });
  });

  it('have the same hashes on both engines', async () => {
    const own = [...(await allHashes('Invoice')), ...(await allHashes('Contract'))].map(([key, hash]) => ({ key, hash }));
    hashesByEngine.set(engine.name, own);
    for (const hashes of hashesByEngine.values()) expect(hashes).toEqual(own);
    expect(own).toHaveLength(7);
  });

  it.each([1, 2, 7, 100])('visit every row of every set once when all are compared, in pages of %i', async (first) => {
    for (const [type, keys] of [
      ['Invoice', ['2024|000001', '2024|000002', '2024|000003', '2024|000004', '2024|000005']],
      ['Survey', ['web|1', 'web|2', 'web|3', 'desk|1', 'desk|2']],
    ] as const)
      expect(keysOf(await allPages(type, first))).toEqual(keys);
  });

  it('are found by the watermarks of every set of a type', async () => {
    expect(await changes().support('books', 'Survey')).toEqual({ watermark: 'USABLE', compareEveryMs: 21_600_000 });
    const { rows, cursor } = await look('Survey', null, 1);
    expect(keysOf(rows)).toEqual(['web|1', 'web|2', 'desk|1', 'desk|2']);
    await database.run('update ITM set VERSION = 50 where ID = 2;');
    expect(keysOf((await look('Survey', cursor, 1)).rows)).toEqual(['web|1', 'web|2', 'desk|2']);
  });

  it('refuse the cursor of another type and text that is none', async () => {
    const { cursor } = await look('Ticket', null);
    await expect(look('Contract', cursor)).rejects.toMatchObject({ code: 'BAD_CURSOR' });
    await expect(look('Contract', 'e30')).rejects.toMatchObject({ code: 'BAD_CURSOR' });
  });
});
