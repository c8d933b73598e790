import { join } from 'node:path';
import { describeEngines, type TestDatabase } from '#testing/mysql';
import { FOREIGN_ERP, loadForeignErp } from '../fixtures/foreign-erp/load-foreign-erp';
import { runCommand } from './run-command';

const MAPPING = join(FOREIGN_ERP, 'foreign-erp.mapping.yaml');
const CONTACTS = `
source: { id: people, timezone: Asia/Shanghai, currency: CNY }
rows:
  Party:
    from: person p
    key: p.id
    fields:
      name: p.name
      idNo: p.id_no
      birthDate: p.born
      note: { from: p.remark, private: HEALTH }
    derive: { shortName: upper(note) }
`;

describeEngines('source sample and explain', (engine) => {
  let database: TestDatabase;
  let environment: Record<string, string>;
  beforeAll(async () => {
    database = await engine.create();
    await loadForeignErp(database);
    environment = { SOURCE_URL: database.url, BUSINESS_DATE: '2026-06-30' };
  });
  afterAll(() => database.drop());

  it('prints a canonical row beside the stored values it was read from', async () => {
    const { code, out } = await runCommand(['sample', MAPPING, 'Order', '--n', '1'], environment);
    const lines = out.split('\n').map((line) => line.replace(/ {2,}/g, '  ').trim());
    expect(code).toBe(0);
    expect(lines[0]).toMatch(/^handel\.Order 01\|AB\|/);
    expect(lines.find((line) => line.startsWith('kind'))).toBe("kind  ORDER  b.belegart = 'AB'");
    expect(lines.find((line) => line.startsWith('total'))).toMatch(
      /^total {2}\d+\.\d\d EUR {2}b\.belegart = 'AB', sum\(\(p\.menge \* p\.preis_cent\)\) = /,
    );
  });

  it('finds a row by its key, and says so with exit code 1 when there is none', async () => {
    const first = await runCommand(['sample', MAPPING, 'Invoice', '--n', '1', '--json'], environment);
    const [{ rows }] = JSON.parse(first.out) as [{ rows: { key: string }[] }];
    const key = rows[0]?.key ?? '';
    const again = await runCommand(['sample', MAPPING, 'Invoice', '--key', key, '--json'], environment);
    expect(JSON.parse(again.out)).toEqual(JSON.parse(first.out));
    expect(await runCommand(['sample', MAPPING, 'Invoice', '--key', '01|RE|none'], environment)).toMatchObject({
      code: 1,
      error: 'No row has the key 01|RE|none\n',
    });
  });

  it('masks personal values, canonical and stored, also those that only the mapping calls personal', async () => {
    await database.run(
      'create table person (id int primary key, name varchar(20), id_no varchar(20), born date, remark varchar(20));',
    );
    await database.run("insert into person values (1, 'Li Ming', '110101199003070011', '1990-03-07', 'limps');");
    const file = await writeMapping(CONTACTS);
    const { out } = await runCommand(['sample', file, 'Party'], environment);
    expect(out).toContain('Li Ming');
    expect(out).toContain("p.id_no = '***'");
    expect(out).not.toMatch(/110101|1990|limps/i);
  });

  it('tells of each filter whether it is exact, a superset, decided on decoded rows or refused, and exits 1 for a refused one', async () => {
    const call = ['explain', MAPPING, 'Invoice', '--first', '10', '--sort', 'issuedOn:desc', '--json'];
    const filters = ['kind=CREDIT_NOTE', 'issuedOn>=2024-01-01', 'amount>=100', 'status=OPEN', 'number>1'].flatMap((each) => [
      '--filter',
      each,
    ]);
    const { code, out } = await runCommand([...call, ...filters], environment);
    const [{ list }] = JSON.parse(out) as [
      { list: { filters: { filter: string; outcome: string }[]; cursor: string[]; sql: string } },
    ];
    expect(list.filters.map(({ filter, outcome }) => [filter, outcome])).toEqual([
      ['kind=CREDIT_NOTE', 'exact'],
      ['issuedOn>=2024-01-01', 'superset'],
      ['amount>=100', 'decoded'],
      ['status=OPEN', 'decoded'],
      ['number>1', 'refused'],
    ]);
    expect(list.cursor).toEqual(['b.datum', 'b.mandant', 'b.belegart', 'b.belegnr']);
    expect(code).toBe(1);
  });

  it('prints SQL with its bound values, the plan and how many rows were answered', async () => {
    const { code, out } = await runCommand(
      ['explain', MAPPING, 'Invoice', '--filter', 'customer=01|4711', '--first', '5'],
      environment,
    );
    expect(code).toBe(0);
    expect(out).toMatch(/filter customer=01\|4711 +exact +\(\S+mandant\S, \S+kdnr\S\) in /);
    expect(out).toMatch(/\n {2}sql {4}with /);
    expect(out).toMatch(/\n {2}bound .*'01', '4711'/);
    expect(out).toMatch(/\n {2}plan {3}.*b /);
    expect(out).toMatch(/\d+ answered in \d+ ms/);
  });

  it.each([
    [['sample', MAPPING, 'Invoise'], 'There is no row type Invoise (near: Invoice'],
    [['sample', MAPPING, 'Ticket'], 'No Ticket is mapped here'],
    [['sample'], 'sample needs a row type, such as Invoice'],
    [['explain', MAPPING, 'Invoice', '--filter', 'amuont=1'], 'Invoice has no field amuont (near: amount'],
    [['explain', MAPPING, 'Invoice', '--filter', 'amount'], '--filter amount is none of field=value'],
  ])('%j is refused with exit code 2', async (argv, message) => {
    const { code, error } = await runCommand(argv, environment);
    expect([code, error]).toEqual([2, expect.stringContaining(message)]);
  });
});

async function writeMapping(text: string): Promise<string> {
  const { mkdtemp, writeFile } = await import('node:fs/promises');
  const { tmpdir } = await import('node:os');
  const file = join(await mkdtemp(join(tmpdir(), 'sample-')), 'people.mapping.yaml');
  await writeFile(file, text);
  return file;
}
