import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceReport } from '#core/source-report';
import { describeEngines, type TestDatabase } from '../../testing/mysql';
import type { RefOf } from '../canonical/row';
import type { FieldOf, RowType } from '../canonical/row-types';
import { EXPLAIN_MYSQL } from '../introspection/query-plan';
import type { ListQuery } from '../legacy-reader';
import { openCatalog, type LegacyCatalog } from './legacy-catalog';
import type { SentStatement } from './legacy-database';

const FIXTURES = join(__dirname, '..', 'fixtures');
const fixture = (name: string): string => readFileSync(join(FIXTURES, name), 'utf8');
const finance = (key: string) => ({ system: 'finance', key });
const sales = (key: string) => ({ system: 'sales', key });
const ACME = [finance('001|0000000007'), sales('11')];

describeEngines('a catalog of two sources', (engine) => {
  const databases = new Map<string, TestDatabase>();
  const statements: SentStatement[] = [];
  const reports: SourceReport[] = [];
  let catalog: LegacyCatalog;
  const reader = (deadlineMs = 5000) =>
    catalog.reader({ today: '2024-06-30', deadlineMs, onRead: (report) => reports.push(report) });

  beforeAll(async () => {
    for (const source of ['finance', 'sales']) {
      const database = await engine.create();
      await database.run(fixture(`${source}.sql`));
      databases.set(source, database);
    }
    catalog = await openCatalog({
      sourcesFile: join(FIXTURES, 'sources.yaml'),
      subgraph: 'sales',
      urlFor: (source) => databases.get(source)?.url ?? '',
      onStatement: (statement) => statements.push(statement),
    });
  });
  afterAll(async () => {
    await catalog.close();
    for (const database of databases.values()) await database.drop();
  });
  beforeEach(() => {
    statements.length = 0;
    reports.length = 0;
  });

  async function pages<T extends RowType, F extends FieldOf<T>>(
    type: T,
    ref: RefOf<T>,
    parents: readonly { system: string; key: string }[],
    query: ListQuery<T, F>,
  ): Promise<string[]> {
    const seen: string[] = [];
    let after: string | null = null;
    for (let count = 0; count < 50; count += 1) {
      const [page]: Awaited<ReturnType<ReturnType<typeof reader>['listByRef']>> = await reader().listByRef(type, ref, [parents], {
        ...query,
        after,
      });
      seen.push(...(page?.rows ?? []).map(({ system, key }) => `${system} ${key}`));
      after = page?.cursors.at(-1) ?? null;
      if (!page?.hasNextPage) break;
    }
    return seen;
  }

  it('fits its databases', async () => {
    expect(await catalog.check()).toEqual([]);
  });

  describe('by key', () => {
    it('answers in the order asked, null for what is missing, with one statement per source', async () => {
      const keys = [finance('001|0000000008'), sales('11'), finance('001|404'), finance('001|0000000007'), finance('nonsense')];
      const rows = await reader().byKeys('Party', [...keys, finance('001|0000000009')], ['name']);
      expect(rows.map((row) => row?.name ?? null)).toEqual(['Beta', 'Acme Ltd', null, 'Acme', null, null]);
      expect(statements.map(({ source }) => source).sort()).toEqual(['finance', 'sales']);
      expect(reports.map(({ status }) => status)).toEqual(['OK', 'OK']);
    });

    it('does not confuse 7 with 0000000007, and escapes what is special in a key', async () => {
      const rows = await reader().byKeys('Party', [finance('001|7'), finance('001|A%7CB%25C')], ['name', 'blocked']);
      expect(rows.map((row) => [row?.name, row?.blocked])).toEqual([
        ['Not Acme', true],
        ['Odd', false],
      ]);
      expect(await reader().byKeys('Party', [sales('011')], ['name'])).toEqual([null]);
    });

    it('joins a code table and the first of several children only when asked', async () => {
      const [row] = await reader().byKeys('Party', [finance('001|0000000007')], ['note', 'class', 'creditLimit', 'email']);
      expect(row).toEqual({
        system: 'finance',
        key: '001|0000000007',
        note: 'newest',
        class: 'company',
        creditLimit: { amount: '1000.50', currency: 'CNY' },
        email: null,
        reasons: { email: { code: 'NOT_AVAILABLE', detail: 'this package keeps no e-mail addresses' } },
      });
      await reader().byKeys('Party', [finance('001|0000000007')], ['name']);
      expect(statements[1]?.sql).not.toMatch(/AR_NOTE|SYS_CODE/);
    });

    it('takes two thousand keys in one statement, whatever they contain', async () => {
      const keys = Array.from({ length: 2000 }, (_each, index) => finance(`001|' or 1=1 --${index}`));
      const rows = await reader().byKeys('Party', [...keys, finance('001|0000000008')], ['name']);
      expect(rows.filter((row) => row !== null)).toHaveLength(1);
      expect(statements).toHaveLength(1);
    });

    it('binds every value and finds keys through an index', async () => {
      await reader().byKeys(
        'Invoice',
        [finance('001|2024|0000000001'), finance('001|2024|0000000002')],
        ['amount', 'openAmount'],
      );
      const [sent] = statements;
      expect(sent?.sql).not.toContain('0000000001');
      const verb = engine.name === 'sqlite' ? 'explain query plan' : EXPLAIN_MYSQL;
      const plan = await databases.get('finance')?.rows(`${verb} ${sent?.sql ?? ''}`, sent?.params ?? []);
      if (engine.name === 'sqlite')
        expect(JSON.stringify(plan)).toMatch(/SEARCH i USING INDEX \w+ \(ENT_NO=\? AND FIS_YR=\? AND DOC_NO=\?\)/);
      else expect(plan?.[0]).toMatchObject({ table: 'i', key: 'PRIMARY' });
      expect(JSON.stringify(plan)).toContain('K_INV');
    });
  });

  describe('meaning', () => {
    const invoice = async (number: number, ...fields: FieldOf<'Invoice'>[]) =>
      (await reader().byKeys('Invoice', [finance(`001|2024|000000000${number}`)], fields))[0];

    it('adds up children in the database and derives over canonical values', async () => {
      const row = await invoice(1, 'amount', 'openAmount', 'status', 'tax', 'postedOn');
      expect(row).toMatchObject({
        amount: { amount: '100.00', currency: 'CNY' },
        openAmount: { amount: '50.00', currency: 'CNY' },
        status: 'OVERDUE',
        tax: { amount: '15000.00', currency: 'CNY' },
        postedOn: '2024-01-01',
      });
      expect(statements).toHaveLength(1);
    });

    it('keeps signs and currencies apart', async () => {
      expect(await invoice(3, 'amount', 'kind')).toMatchObject({
        amount: { amount: '-50.00', currency: 'CNY' },
        kind: 'CREDIT_NOTE',
      });
      expect(await invoice(2, 'openAmount')).toMatchObject({ openAmount: { amount: '200.00', currency: 'USD' } });
    });

    it('says why a value is null, and lets nothing be derived from it', async () => {
      const row = await invoice(4, 'kind', 'issuedOn', 'dueOn', 'amount', 'openAmount', 'currency', 'text');
      expect(row).toMatchObject({ kind: null, issuedOn: null, dueOn: null, amount: null, openAmount: null, currency: null });
      const codes = Object.entries(row?.reasons ?? {}).map(([field, reason]) => [field, reason?.code]);
      expect(Object.fromEntries(codes)).toEqual({
        kind: 'UNKNOWN_CODE',
        issuedOn: 'BAD_DATE',
        amount: 'UNKNOWN_CURRENCY',
        openAmount: 'CANNOT_DERIVE',
        currency: 'UNKNOWN_CODE',
        text: 'NOT_AVAILABLE',
      });
    });

    it('looks refs by text up for the whole batch, only when asked', async () => {
      const keys = [1, 2, 3].map((number) => finance(`001|2024|000000000${number}`));
      const rows = await reader().byKeys('Invoice', keys, ['order']);
      expect(rows.map((row) => row?.order)).toEqual([{ system: 'sales', type: 'Order', key: '1' }, null, null]);
      expect(rows.map((row) => row?.reasons?.order?.code)).toEqual([undefined, 'NOT_FOUND', undefined]);
      expect(statements.map(({ source, rowType }) => `${source} ${rowType}`)).toEqual(['finance Invoice', 'sales Order']);
      statements.length = 0;
      await reader().byKeys('Invoice', keys, ['number']);
      expect(statements).toHaveLength(1);
    });

    it('looks padded keys of another source up by their variants', async () => {
      const rows = await reader().byKeys('Party', ['11', '12', '13', '14'].map(sales), ['sameAs']);
      // `7` exists as it stands, before it is padded.
      expect(rows.map((row) => row?.sameAs?.key ?? null)).toEqual(['001|7', '001|0000000008', null, null]);
      expect(rows.map((row) => row?.reasons?.sameAs?.code)).toEqual([undefined, undefined, 'NOT_FOUND', undefined]);
      expect(statements).toHaveLength(2);
    });
  });

  describe('lists', () => {
    const NEWEST: ListQuery<'Invoice', 'number'> = {
      fields: ['number'],
      sort: { field: 'issuedOn', descending: true },
      first: 10,
    };

    it('merges sources in canonical order and answers parents in order, with one statement per source', async () => {
      const beta = [finance('001|0000000008')];
      const pages = await reader().listByRef(
        'Invoice',
        'customer',
        [ACME, [], beta, ACME, [{ system: 'tickets', key: '1' }]],
        NEWEST,
      );
      expect(pages.map(({ rows }) => rows.length)).toEqual([9, 0, 1, 9, 0]);
      expect(pages[0]?.rows.map(({ number }) => number)).toEqual([
        'inv-1',
        'INV-3',
        'INV-2',
        'S4',
        'S2',
        'S1',
        'INV-1',
        'INV-4',
        'S3',
      ]);
      expect(statements).toHaveLength(2);
    });

    it('costs no statement in a source that no parent is known to', async () => {
      await reader().listByRef('Invoice', 'customer', [[finance('001|0000000008')]], NEWEST);
      expect(statements.map(({ source }) => source)).toEqual(['finance']);
    });

    it.each([1, 2, 3, 4, 20])('visits each row once in pages of %d: ties, NULLs, both directions', async (first) => {
      for (const field of ['issuedOn', 'number'] as const) {
        for (const descending of [false, true]) {
          const seen = await pages('Invoice', 'customer', ACME, { fields: ['number'], sort: { field, descending }, first });
          expect(seen).toHaveLength(9);
          expect(new Set(seen).size).toBe(9);
        }
      }
    });

    it('sorts rows without a value before all others ascending', async () => {
      const query = { fields: ['number'], sort: { field: 'postedOn', descending: false }, first: 10 } as const;
      const parents = [[finance('001|0000000007')]];
      const [page] = await reader().listByRef('Invoice', 'customer', parents, query);
      expect(page?.rows.map(({ number }) => number)).toEqual(['INV-2', 'INV-1', 'INV-3', 'INV-4', 'inv-1']);
      const seen = await pages('Invoice', 'customer', parents[0] ?? [], { ...query, first: 1 });
      expect(seen).toHaveLength(5);
    });

    it('hides the old copy of a row that stands in both tables, also from a filter on its old status', async () => {
      const query = { ...NEWEST, fields: ['number', 'status'] as const };
      const [open] = await reader().listByRef('Invoice', 'customer', [[sales('11')]], {
        ...query,
        where: [{ field: 'status', op: 'in', values: ['OPEN'] }],
      });
      expect(open?.rows.map(({ number }) => number)).toEqual(['S2', 'S3']);
    });

    it('refuses a cursor of another list, order or filter', async () => {
      const [page] = await reader().listByRef('Invoice', 'customer', [ACME], { ...NEWEST, first: 1 });
      const after = page?.cursors[0] ?? '';
      const other = { ...NEWEST, sort: { field: 'number', descending: true } } as const;
      await expect(reader().listByRef('Invoice', 'customer', [ACME], { ...other, after })).rejects.toMatchObject({
        code: 'BAD_CURSOR',
      });
      await expect(reader().listByRef('Invoice', 'customer', [ACME], { ...NEWEST, after: 'bm9uc2Vuc2U' })).rejects.toMatchObject({
        code: 'BAD_CURSOR',
      });
    });

    it('lists through a key whose nothing-value is no parent', async () => {
      const orders = await reader().allByRef('Order', 'customer', [[sales('11')], [sales('0')]], ['number', 'total', 'lines']);
      expect(orders.map((rows) => rows.map(({ number, total, lines }) => [number, total?.amount, lines]))).toEqual([
        [
          ['SO0001', '30.30', 2],
          ['SO0003', '-7.00', 0],
        ],
        [],
      ]);
    });
  });

  describe('filters', () => {
    const numbers = async (where: ListQuery<'Invoice'>['where'], first = 10): Promise<unknown[]> => {
      const query = {
        fields: ['number'],
        sort: { field: 'issuedOn', descending: false },
        first,
        ...(where ? { where } : {}),
      } as const;
      const [page] = await reader().listByRef(
        'Invoice',
        'customer',
        [[finance('001|0000000007'), finance('001|0000000008')]],
        query,
      );
      const [count] = await reader().countByRef(
        'Invoice',
        'customer',
        [[finance('001|0000000007'), finance('001|0000000008')]],
        where,
      );
      if (first === 10) expect(count).toBe(page?.rows.length);
      return page?.rows.map(({ number }) => number) ?? [];
    };

    it('compares text exactly although collations do not', async () => {
      expect(await numbers([{ field: 'number', op: 'in', values: ['inv-1'] }])).toEqual(['inv-1']);
      expect(await numbers([{ field: 'number', op: 'prefix', value: 'INV-' }])).toEqual(['INV-4', 'INV-1', 'INV-2', 'INV-3']);
      expect(await numbers([{ field: 'number', op: 'prefix', value: '%' }])).toEqual([]);
    });

    it('reads on when a filter found too much', async () => {
      expect(await numbers([{ field: 'number', op: 'in', values: ['inv-1'] }], 1)).toEqual(['inv-1']);
    });

    it('takes values that look like SQL as values', async () => {
      const odd = "x'; drop table AR_INV; --?";
      expect(await numbers([{ field: 'number', op: 'in', values: [odd, "' or ''='", '\\', '?'] }])).toEqual([odd]);
    });

    it('inverts dates, codes, predicates and moved numbers', async () => {
      expect(
        await numbers([
          { field: 'issuedOn', op: 'ge', value: '2024-01-05' },
          { field: 'issuedOn', op: 'lt', value: '2024-03-01' },
        ]),
      ).toEqual(['INV-2', 'INV-3']);
      expect(await numbers([{ field: 'issuedOn', op: 'le', value: '2023-12-31' }])).toEqual([]);
      expect(await numbers([{ field: 'dueOn', op: 'isNull', value: true }])).toEqual(['INV-4', 'INV-3']);
      expect(await numbers([{ field: 'kind', op: 'in', values: ['CREDIT_NOTE', 'ADJUSTMENT'] }])).toEqual(['INV-3']);
      expect(await numbers([{ field: 'tax', op: 'ge', value: 30000 }])).toHaveLength(3);
      expect(await numbers([{ field: 'rate', op: 'gt', value: '7' }])).toEqual(['INV-2']);
      expect(await numbers([{ field: 'customer', op: 'in', values: ['001|0000000008'] }])).toHaveLength(1);
    });

    it('narrows a derived field in SQL and checks it again', async () => {
      expect(await numbers([{ field: 'status', op: 'in', values: ['OVERDUE'] }])).toEqual(['INV-1', 'INV-2']);
    });

    it('decides on decoded rows what no SQL decides', async () => {
      expect(await numbers([{ field: 'status', op: 'in', values: ['PAID'] }])).toEqual(['INV-3']);
      expect(await numbers([{ field: 'amount', op: 'gt', value: 100 }])).toEqual(['INV-2']);
      expect(await numbers([{ field: 'openAmount', op: 'lt', value: '0' }], 1)).toEqual(['INV-3']);
    });

    it('refuses what has no meaning, and what the source does not keep, naming field and source', async () => {
      await expect(numbers([{ field: 'number', op: 'gt', value: 'A' }])).rejects.toMatchObject({
        code: 'FILTER_NOT_SUPPORTED',
        details: { source: 'finance', field: 'number' },
      });
      await expect(numbers([{ field: 'order', op: 'in', values: ['1'] }])).rejects.toMatchObject({
        code: 'FILTER_NOT_SUPPORTED',
      });
      await expect(numbers([{ field: 'text', op: 'in', values: ['x'] }])).rejects.toMatchObject({
        code: 'NOT_AVAILABLE',
        details: { source: 'finance', field: 'text' },
      });
    });

    it('says of each parent whether any source that knows it can answer', async () => {
      const where = [{ field: 'status', op: 'in', values: ['PAID'] }] as const;
      const query = { fields: ['number'], sort: { field: 'number', descending: false }, first: 10, where } as const;
      const invoices = await reader().listByRef('Invoice', 'customer', [ACME, [sales('11')]], query);
      expect(invoices.map(({ rows }) => rows.map(({ number }) => number))).toEqual([
        ['INV-3', 'S1', 'S4'],
        ['S1', 'S4'],
      ]);
      const tax = [{ field: 'tax', op: 'gt', value: 0 }] as const;
      const pages = await reader().listByRef('Invoice', 'customer', [ACME, [sales('11')]], { ...query, where: tax });
      expect(pages.map(({ rows, refusal }) => [rows.length > 0, refusal?.code])).toEqual([
        [true, undefined],
        [false, 'NOT_AVAILABLE'],
      ]);
      expect(reports.filter(({ status }) => status === 'NOT_AVAILABLE').map(({ source }) => source)).toEqual(['sales']);
    });
  });

  it('scans a union in key order', async () => {
    const keys: string[] = [];
    for await (const rows of reader().scan('sales', 'Invoice', ['number'])) keys.push(...rows.map(({ number }) => number ?? ''));
    expect(keys).toEqual(['S1', 'S2', 'S3', 'S4']);
  });

  it('gives up when its time is over', async () => {
    await expect(reader(0).byKeys('Party', [sales('11')], ['name'])).rejects.toMatchObject({ code: 'SOURCE_TIMEOUT' });
    expect(reports.map(({ status }) => status)).toEqual(['TIMEOUT']);
  });
});
