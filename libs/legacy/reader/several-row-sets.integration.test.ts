import type { SourceReport } from '#core/source-report';
import { describeEngines } from '../../testing/mysql';
import { allPages, openMapped, scanAll, type Mapped } from '../fixtures/open-mapped';

const SHOP = {
  sql: `
create table customers (id int not null primary key, name varchar(40));
create table bills (id int not null primary key, customer_id int, no varchar(20), day date, total decimal(12,2));
create table slips (till int not null, no int not null, code varchar(9), customer_id int, day date, total decimal(12,2), primary key (till, no));
create table slip_lines (till int not null, no int not null, line int not null, amount decimal(12,2), primary key (till, no, line));
insert into customers values (1, 'Anna'), (2, 'Ben');
insert into bills values (1, 1, 'B1', '2024-01-02', 10), (2, 1, 'B2', null, 20), (3, 2, 'B3', '2024-01-01', 30);
insert into slips values (1, 1, '1-1', 1, '2024-01-02', 1), (1, 2, '1-2', 1, '2024-01-03', 2), (2, 1, '2-1', 2, '2024-01-01', 3);
insert into slip_lines values (1, 1, 1, 0.4), (1, 1, 2, 0.6);
`,
  mapping: `
source: { id: shop, timezone: Europe/Paris, currency: EUR }
rows:
  Party:
    from: customers c
    key: c.id
    fields: { name: c.name }
  Invoice/bill:
    from: bills b
    key: b.id
    fields:
      number: b.no
      customer: { ref: Party, from: b.customer_id }
      issuedOn: b.day
      amount: b.total
      status: { value: OPEN }
  Invoice/pos:
    from: slips s
    key: [s.till, s.no]
    fields:
      number: s.code
      customer: { ref: Party, from: s.customer_id }
      issuedOn: s.day
      amount: s.total
      dueOn: s.day
  InvoiceLine:
    from: slip_lines l
    key: [l.till, l.no, l.line]
    fields:
      invoice: { ref: Invoice/pos, from: [l.till, l.no] }
      net: l.amount
`,
};
const LEDGER = {
  sql: `
create table items (id int not null primary key, kind char(1), doc varchar(20), till int, amount decimal(12,2));
insert into items values (1, 'B', 'B2', null, 5), (2, 'P', '1', 2, 6), (3, 'B', 'B9', null, 7);
`,
  mapping: `
source: { id: ledger, timezone: Europe/Paris, currency: EUR }
rows:
  Allocation/bill:
    from: items i
    where: i.kind = 'B'
    key: i.id
    fields:
      receipt: { ref: Receipt, from: i.id }
      invoice: { ref: [shop.Invoice/pos, shop.Invoice/bill], by: number, from: i.doc }
      amount: i.amount
  Allocation/pos:
    from: items i
    where: i.kind = 'P'
    key: i.id
    fields:
      receipt: { ref: Receipt, from: i.id }
      invoice: { ref: shop.Invoice/pos, from: [i.till, i.doc] }
      amount: i.amount
`,
};
const shop = (key: string) => ({ system: 'shop', key });
const ANNA = [shop('1')];

describeEngines('several row sets of one type', (engine) => {
  let mapped: Mapped;
  beforeAll(async () => {
    mapped = await openMapped(engine, { shop: SHOP, ledger: LEDGER });
  });
  afterAll(() => mapped.close());
  beforeEach(() => void (mapped.statements.length = 0));

  it('fit their databases', async () => {
    expect(await mapped.catalog.check()).toEqual([]);
  });

  it('carry their label in the key, which leads back to the row', async () => {
    const rows = await scanAll(mapped, 'shop', 'Invoice', ['number', 'amount']);
    expect(rows.map(({ key, number }) => `${key} ${number}`)).toEqual([
      'bill|1 B1',
      'bill|2 B2',
      'bill|3 B3',
      'pos|1|1 1-1',
      'pos|1|2 1-2',
      'pos|2|1 2-1',
    ]);
    mapped.statements.length = 0;
    const keys = [...rows.map(({ key }) => key).reverse(), '1', 'bill|9', 'pos|1', 'other|1'];
    const again = await mapped.reader().byKeys('Invoice', keys.map(shop), ['number']);
    expect(again.map((row) => row?.number ?? null)).toEqual(['2-1', '1-2', '1-1', 'B3', 'B2', 'B1', null, null, null, null]);
    expect(mapped.statements).toHaveLength(2);
  });

  it.each([1, 2, 3, 10])('are merged in one order, each row once, in pages of %d', async (first) => {
    const query = { fields: ['number'], sort: { field: 'issuedOn', descending: true }, first } as const;
    const rows = await allPages(mapped, 'Invoice', 'customer', ANNA, query);
    expect(rows.map(({ number }) => number)).toEqual(['1-2', 'B1', '1-1', 'B2']);
  });

  it('are sorted by a field that one of them does not know as if it were empty there', async () => {
    const query = { fields: ['number', 'dueOn'], sort: { field: 'dueOn', descending: false }, first: 1 } as const;
    const rows = await allPages(mapped, 'Invoice', 'customer', ANNA, query);
    expect(rows.map(({ number }) => number)).toEqual(['B1', 'B2', '1-1', '1-2']);
    expect(rows.map(({ reasons }) => reasons?.dueOn?.code)).toEqual(['NOT_AVAILABLE', 'NOT_AVAILABLE', undefined, undefined]);
  });

  it('are counted and added up together', async () => {
    expect(await mapped.reader().countByRef('Invoice', 'customer', [ANNA, [shop('2')]])).toEqual([4, 2]);
    const [rows = []] = await mapped.reader().allByRef('Invoice', 'customer', [ANNA], ['amount']);
    expect(rows.map(({ amount }) => amount?.amount).sort()).toEqual(['1.00', '10.00', '2.00', '20.00']);
  });

  it('leave out the one that cannot answer a filter, and say why', async () => {
    const where = [{ field: 'status', op: 'in', values: ['OPEN'] }] as const;
    const query = { fields: ['number'], where, sort: { field: 'number', descending: false }, first: 10 } as const;
    const reports: SourceReport[] = [];
    const reader = mapped.reader({ onRead: (report) => reports.push(report) });
    const [page] = await reader.listByRef('Invoice', 'customer', [ANNA], query);
    expect(page?.rows.map(({ number }) => number)).toEqual(['B1', 'B2']);
    expect(page?.refusal).toBeUndefined();
    expect(reports.filter(({ status }) => status === 'NOT_AVAILABLE')).toEqual([
      {
        source: 'shop',
        status: 'NOT_AVAILABLE',
        ms: 0,
        reason: 'Invoice of source shop cannot be chosen by status: this source does not keep it',
      },
    ]);
    expect(await reader.countByRef('Invoice', 'customer', [ANNA], where)).toEqual([2]);
  });

  it('refuse a list that none of them can answer', async () => {
    const query = { fields: ['number'], sort: { field: 'number', descending: false }, first: 10 } as const;
    const where = [{ field: 'terms', op: 'in', values: ['N30'] }] as const;
    await expect(mapped.reader().listByRef('Invoice', 'customer', [ANNA], { ...query, where })).rejects.toMatchObject({
      code: 'NOT_AVAILABLE',
      details: { source: 'shop', field: 'terms' },
    });
    await expect(mapped.reader().allByRef('Invoice', 'customer', [ANNA], ['number'], where)).rejects.toMatchObject({
      code: 'NOT_AVAILABLE',
    });
  });

  it('refuse totals that one of them cannot add to', async () => {
    const where = [{ field: 'status', op: 'in', values: ['OPEN'] }] as const;
    await expect(mapped.reader().allByRef('Invoice', 'customer', [ANNA], ['amount'], where)).rejects.toMatchObject({
      code: 'NOT_AVAILABLE',
    });
  });

  it('are named by references, with a key or by text', async () => {
    const lines = await mapped
      .reader()
      .allByRef('InvoiceLine', 'invoice', [[shop('pos|1|1')], [shop('bill|1')]], ['invoice', 'net']);
    expect(lines.map((rows) => rows.map(({ invoice, net }) => [invoice?.key, net?.amount]))).toEqual([
      [
        ['pos|1|1', '0.40'],
        ['pos|1|1', '0.60'],
      ],
      [],
    ]);
    const rows = await scanAll(mapped, 'ledger', 'Allocation', ['invoice']);
    expect(rows.map(({ invoice, reasons }) => invoice?.key ?? reasons?.invoice?.code)).toEqual([
      'bill|2',
      'NOT_FOUND',
      'pos|2|1',
    ]);
  });
});

describeEngines('a mistake in a row set', (engine) => {
  let mapped: Mapped;
  beforeAll(async () => {
    const mistaken = SHOP.mapping.replace('amount: s.total', 'amount: s.total +');
    mapped = await openMapped(engine, { shop: { ...SHOP, mapping: mistaken }, ledger: LEDGER });
  });
  afterAll(() => mapped.close());

  it('costs its row type, is never an empty list, and is told by the check', async () => {
    const refused = { code: 'NOT_AVAILABLE', details: { source: 'shop', rowType: 'Invoice' } };
    const query = { fields: ['number'], sort: { field: 'number', descending: false }, first: 5 } as const;
    await expect(mapped.reader().listByRef('Invoice', 'customer', [ANNA], query)).rejects.toMatchObject(refused);
    await expect(mapped.reader().countByRef('Invoice', 'customer', [ANNA])).rejects.toMatchObject(refused);
    await expect(mapped.reader().byKeys('Invoice', [shop('bill|1')], ['number'])).rejects.toMatchObject(refused);
    await expect(scanAll(mapped, 'shop', 'Invoice', ['number'])).rejects.toMatchObject(refused);
    expect(mapped.reader().systemsOf('Invoice')).toEqual(['shop']);
    expect((await mapped.catalog.check()).map(({ message }) => message)).toEqual([
      'Invoice/pos.fields.amount: the expression ends too early (at character 10 of "s.total +")',
    ]);
  });

  it('leaves the other types and the parents of other systems alone', async () => {
    const [anna] = await mapped.reader().byKeys('Party', [shop('1')], ['name']);
    expect(anna?.name).toBe('Anna');
    const stranger = [{ system: 'ledger', key: '1' }];
    expect(await mapped.reader().countByRef('Invoice', 'customer', [stranger])).toEqual([0]);
    const [row] = await scanAll(mapped, 'ledger', 'Allocation', ['invoice', 'amount']);
    expect(row).toMatchObject({ amount: { amount: '5.00' }, invoice: null, reasons: { invoice: { code: 'NOT_AVAILABLE' } } });
  });
});
