import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CheckReport } from '#legacy/check/finding';
import { readMapping } from '#legacy/mapping/load-mapping';
import { describeEngines, type TestDatabase } from '#testing/mysql';
import { insertsOf } from '../fixtures/outsiders/draw';
import { rows as deskRows } from '../fixtures/outsiders/form-desk/rows';
import { rows as manorRows } from '../fixtures/outsiders/manor/rows';
import { runCommand } from './run-command';

// Starts a server and reads many tables: a busy machine takes its time.
jest.setTimeout(120_000);

const DESK = readFileSync(join(__dirname, '../fixtures/outsiders/form-desk/schema.sql'), 'utf8');
const MANOR = readFileSync(join(__dirname, '../fixtures/outsiders/manor/schema.sql'), 'utf8');
const list = (count: number, row: (index: number) => string): string =>
  Array.from({ length: count }, (_each, index) => `(${row(index + 1)})`).join(', ');

// Values of a customer's attributes stand beside the customer, without entries between; heads without totals.
const SHOP = `
create table customers (id int not null primary key, name varchar(40));
create table attributes (attribute_id int not null primary key, attribute_code varchar(20), label varchar(40));
create table customer_attribute_values (customer_id int not null, attribute_id int not null, value varchar(60), primary key (customer_id, attribute_id));
create table orders (id int not null primary key, order_number varchar(20), customer_id int, order_date date, currency char(3), status_code varchar(4));
create table order_lines (id int not null primary key, order_id int, product_id int, quantity decimal(10,2), unit_price decimal(10,2));
create table order_status (code varchar(4) not null primary key, description varchar(40));
insert into customers values ${list(12, (i) => `${i}, 'Customer ${i}'`)};
insert into attributes values (7, 'vat_no', 'VAT number'), (8, 'shoe_size', 'Shoe size'), (9, 'unused', 'Never filled');
insert into customer_attribute_values values ${list(12, (i) => `${i}, 7, 'DE${i}'`)}, ${list(12, (i) => `${i}, 8, '4${i % 10}'`)};
insert into orders values ${list(20, (i) => `${i}, 'O-${i}', ${(i % 12) + 1}, '2024-01-15', 'EUR', '${i % 2 === 0 ? 'S' : 'C'}'`)};
insert into order_lines values ${list(40, (i) => `${i}, ${(i % 20) + 1}, ${i}, 2, 10.5`)};
insert into order_status values ('S', 'Shipped'), ('C', 'Closed'), ('N', 'On hold');
`;

describeEngines('source draft of what stands in other tables than the row', (engine) => {
  let database: TestDatabase;
  const draftOf = async (sql: string): Promise<string> => {
    await database.run(sql);
    const { code, out, error } = await runCommand(['draft', '--id', 'desk'], { SOURCE_URL: database.url });
    expect([code, error]).toEqual([0, '']);
    return out;
  };
  const sectionOf = (text: string, type: string): string => text.slice(text.indexOf(`\n  ${type}:`)).split('\n\n')[0] ?? '';
  const errorsOf = async (text: string): Promise<readonly string[]> => {
    const folder = mkdtempSync(join(tmpdir(), 'draft-'));
    writeFileSync(join(folder, 'desk.mapping.yaml'), text);
    const { out } = await runCommand(['check', join(folder, 'desk.mapping.yaml'), '--json'], { SOURCE_URL: database.url });
    rmSync(folder, { recursive: true });
    const findings = (JSON.parse(out) as CheckReport[]).flatMap(({ rowSets }) => rowSets.flatMap((rowSet) => rowSet.findings));
    return findings.filter(({ severity }) => severity === 'error').map(({ where, message }) => `${where}: ${message}`);
  };

  beforeEach(async () => void (database = await engine.create()));
  afterEach(() => database.drop());

  it('names the fields of forms that are kept as rows, through the entries of tickets or of users, and the check agrees', async () => {
    const text = await draftOf(`${DESK}\n${insertsOf(deskRows())}`);
    const [party, ticket, employee] = ['Party', 'Ticket', 'Employee'].map((type) => sectionOf(text, type));
    const links = (id: string, kind: string): string =>
      `fe: { all: ost_form_entry, on: 'fe.object_id = ${id}', where: "fe.object_type = '${kind}'" }`;
    expect(party).toContain(links('c.id', 'U'));
    expect(party).toMatch(/^ *phones: \{ from: 'max\(case when fv\.field_id = 3 then fv\.value end\)', as: phones \}/m);
    expect(party).toMatch(/^ *note: 'max\(case when fv\.field_id = 4 then fv\.value end\)' .*'notes', 'Internal Notes'/m);
    expect(ticket).toContain(links('t.ticket_id', 'T'));
    expect(ticket).toMatch(/^ *title: 'max\(case when fv\.field_id = 20 then fv\.value end\)' .*'subject', 'Issue Summary'/m);
    // Values that do not fit, codes without a meaning and names nobody knows are laid out to be edited.
    expect(ticket).toMatch(/^ *# priority: \{ from: 'max\(case when fv\.field_id = 22 .*'Emergency': URGENT/m);
    expect(ticket).toMatch(/^ *# rating: max\(case when fv\.field_id = 36 .*'n\/a'/m);
    expect(ticket).toMatch(/^ *# \?: max\(case when fv\.field_id = 37 .*'nature', 'Nature'/m);
    expect(ticket).not.toContain('field_id = 3 ');
    expect(employee).not.toContain('fv');
    // Whether the organisations of users are companies that keep apart only a person knows; the draft asks it, too.
    expect(await errorsOf(text)).toEqual([expect.stringMatching(/^Party\.where: ost_user\.org_id looks like a tenant/)]);
    expect([...(readMapping('draft', text).rows.get('Ticket')?.[0]?.fields.keys() ?? [])]).toContain('title');
  });

  it('reads codes and categories through the tables that name them, where no foreign key says so', async () => {
    const ticket = sectionOf(await draftOf(`${DESK}\n${insertsOf(deskRows())}`), 'Ticket');
    expect(ticket).toMatch(/t1: \{ one: ost_help_topic, on: 't1\.topic_id = t\.topic_id' \}[^]*category: t1\.topic /);
    expect(ticket).toMatch(
      /t2: \{ one: ost_ticket_status, on: 't2\.id = t\.status_id' \}[^]*# status: \{ from: t2\.name, codes: \{ 'Open': \?, 'Resolved': SOLVED, 'Closed': CLOSED/,
    );
  });

  it('takes attributes beside a row, and totals and statuses of heads from their lines and code tables', async () => {
    const text = await draftOf(SHOP);
    const [party, order] = ['Party', 'Order'].map((type) => sectionOf(text, type));
    expect(party).toContain("fv: { all: customer_attribute_values, on: 'fv.customer_id = c.id' }");
    expect(party).toMatch(/^ *taxNo: 'max\(case when fv\.attribute_id = 7 then fv\.value end\)'/m);
    expect(party).toMatch(/^ *# \?: max\(case when fv\.attribute_id = 8 .*'Shoe size'/m);
    expect(party).not.toContain('attribute_id = 9');
    expect(order).toMatch(
      /^ *total: \{ from: 'sum\(l\.quantity \* l\.unit_price\)', currency: o\.currency \} .*CONFIRM no column of the total was found/m,
    );
    expect(order).toMatch(/^ *status: \{ from: t1\.description, codes: \{ .*'Shipped': SHIPPED.* through status_code/m);
    expect(await errorsOf(text)).toEqual([]);
  });

  it('knows the guests and stays of a hotel by abbreviated names, days typed as text, and no table between them', async () => {
    const text = await draftOf(`${MANOR}\n${insertsOf(manorRows())}`);
    expect([...readMapping('draft', text).rows.keys()]).toEqual(['Party', 'Guest', 'Stay']);
    const [guest, stay] = ['Guest', 'Stay'].map((type) => sectionOf(text, type));
    expect(guest).toMatch(/from: profil g [^]*name: \{ from: \[g\.given, "' '", g\.surname\], clean: \[trim\] \}/);
    expect(stay).toMatch(
      /from: resv m [^]*hotel: m\.house [^]*account: m\.resv_no [^]*group: \{ ref: Stay, from: m\.master_no[^]*arrivesAt: \{ from: m\.arr, as: 'instant text d\/M\/yyyy' \}/,
    );
    expect(text).toMatch(/Nothing was proposed for: [^\n]*resv_guest/);
  });
});
