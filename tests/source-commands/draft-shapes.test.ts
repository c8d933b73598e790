import { readMapping } from '#legacy/mapping/load-mapping';
import { describeEngines, type TestDatabase } from '#testing/mysql';
import { runCommand } from './run-command';

const list = (count: number, row: (index: number) => string): string =>
  Array.from({ length: count }, (_each, index) => `(${row(index + 1)})`).join(', ');

// French names behind a prefix, a status beside a flag, as in many ERPs.
const FRENCH = `
create table llx_societe (rowid int not null primary key, nom varchar(128), code_client varchar(24), address varchar(255), zip varchar(25),
  town varchar(50), phone varchar(20), tva_intra varchar(20), datec datetime);
create table llx_socpeople (rowid int not null primary key, fk_soc int, lastname varchar(50), firstname varchar(50), email varchar(99));
create table llx_facture (rowid int not null primary key, ref varchar(30), fk_soc int not null, type int not null, datef date, paye int not null,
  total_tva decimal(20,2), total_ht decimal(20,2), total_ttc decimal(20,2), fk_statut int not null, date_lim_reglement date);
create table llx_facturedet (rowid int not null primary key, fk_facture int not null, qty decimal(10,2), total_ht decimal(20,2));
create table llx_commande (rowid int not null primary key, ref varchar(30), fk_soc int not null, date_commande date, total_ttc decimal(20,2));
`;
const FRENCH_ROWS = `
insert into llx_societe values ${list(12, (i) => `${i}, 'Société ${i}', 'CU${i}', '${i} rue', '7500${i}', 'Paris', '01 55 50 00 0${i % 10}', 'FR${i}', '2020-01-01 00:00:00'`)};
insert into llx_socpeople values ${list(5, (i) => `${i}, ${i}, 'Durand', 'Marie', 'm${i}@soc.example'`)};
insert into llx_facture values ${list(30, (i) => `${i}, 'FA${i}', ${(i % 12) + 1}, 0, '2024-01-15', ${i % 2}, 20, 100, 120, ${i % 4}, '2024-02-15'`)};
insert into llx_facturedet values ${list(40, (i) => `${i}, ${(i % 30) + 1}, 2, 50`)};
insert into llx_commande values ${list(15, (i) => `${i}, 'CO${i}', ${(i % 12) + 1}, '2024-01-10', 120`)};
`;
// Names that no dictionary holds: what is left are keys, references and values.
const NAMELESS = `
create table a7 (k1 int not null primary key, t3 varchar(60), q varchar(60));
create table b2 (z int not null primary key, a7 int not null, w1 date, w2 date, s decimal(12,2));
create table c4 (z int not null, p int not null, n decimal(10,2), primary key (z, p));
create table d9 (o int not null primary key, u int, v int);
`;
const NAMELESS_ROWS = `
insert into a7 values ${list(14, (i) => `${i}, 'Muster und Sohn ${i}', 'info${i}@a7.example'`)};
insert into b2 values ${list(40, (i) => `${i + 500}, ${(i % 14) + 1}, '2024-01-0${(i % 9) + 1}', '2024-02-0${(i % 9) + 1}', ${i}.25`)};
insert into c4 values ${list(60, (i) => `${((i - 1) % 40) + 501}, ${i}, ${i}.5`)};
insert into d9 values (1, 2, 3);
`;

describeEngines('source draft on tables that are called otherwise', (engine) => {
  let database: TestDatabase;
  const draft = async (tables: string[] = []): Promise<string> => {
    const { code, out, error } = await runCommand(['draft', '--id', 'erp', ...tables], { SOURCE_URL: database.url });
    expect([code, error]).toEqual([0, '']);
    return out;
  };
  const sectionOf = (text: string, type: string): string => text.slice(text.indexOf(`\n  ${type}:`)).split('\n\n')[0] ?? '';

  beforeEach(async () => void (database = await engine.create()));
  afterEach(() => database.drop());

  it('knows French words, prefixes and foreign keys that start with fk', async () => {
    await database.run(FRENCH);
    await database.run(FRENCH_ROWS);
    const text = await draft();
    expect([...readMapping('draft', text).rows.keys()].toSorted()).toEqual([
      'Contact',
      'Invoice',
      'InvoiceLine',
      'Order',
      'Party',
    ]);
    expect(sectionOf(text, 'Party')).toMatch(
      /name: c\.nom [^]*taxNo: c\.tva_intra [^]*phones: \{ from: c\.phone[^]*createdOn: c\.datec /,
    );
    expect(sectionOf(text, 'Contact')).toMatch(
      /party: \{ ref: Party, from: k\.fk_soc \}[^]*name: \{ from: \[k\.firstname, "' '", k\.lastname\], clean: \[trim\] \}/,
    );
    expect(sectionOf(text, 'Invoice')).toMatch(
      /number: i\.ref [^]*customer: \{ ref: Party, from: i\.fk_soc \}[^]*issuedOn: i\.datef [^]*dueOn: i\.date_lim_reglement [^]*amount: i\.total_ttc [^]*tax: i\.total_tva [^]*paidStored: 'i\.paye = 1'/,
    );
    expect(sectionOf(text, 'Order')).toMatch(/orderedOn: o\.date_commande [^]*total: o\.total_ttc /);
    expect(sectionOf(text, 'InvoiceLine')).toMatch(/invoice: \{ ref: Invoice, from: l\.fk_facture \}/);
  });

  it('proposes for named tables what their keys and values look like, and lays out the rest', async () => {
    await database.run(NAMELESS);
    await database.run(NAMELESS_ROWS);
    const text = await draft(['--tables', 'a7,b2,c4,d9']);
    expect([...readMapping('draft', text).rows.keys()]).toEqual(['Party', 'Invoice', 'InvoiceLine']);
    expect(sectionOf(text, 'Party')).toMatch(/from: a7 c[^]*name: c\.t3 .*CONFIRM by its values alone[^]*email: c\.q /);
    expect(sectionOf(text, 'Invoice')).toMatch(
      /customer: \{ ref: Party, from: i\.a7 \} .*100 % of its 14 values are keys of a7[^]*issuedOn: i\.w1 [^]*dueOn: i\.w2 [^]*amount: i\.s /,
    );
    expect(sectionOf(text, 'InvoiceLine')).toMatch(/invoice: \{ ref: Invoice, from: l\.z \}[^]*net: l\.n /);
    expect(text).toMatch(/# CONFIRM what a row of d9 is \(1 rows\)[^]*\?: x\.v /);
  });

  it('takes no company for the one that is meant where none has most of the rows', async () => {
    await database.run(FRENCH.replace('rowid int not null primary key, nom', 'rowid int not null primary key, org_id int, nom'));
    await database.run(
      FRENCH_ROWS.replace(/(insert into llx_societe values )([^;]*)/, (_all, into: string, rows: string) => {
        let row = 0;
        return into + rows.replace(/\((\d+), 'Soc/g, (_start, id: string) => `(${id}, ${(row += 1) % 3}, 'Soc`);
      }),
    );
    expect(sectionOf(await draft(), 'Party')).toMatch(/# org_id .*CONFIRM are these rows of several companies\?/);
  });
});
