import { describeEngines } from '../../testing/mysql';
import type { RefOf } from '../canonical/row';
import type { FieldOf, RowType } from '../canonical/row-types';
import { ACME, finance, sales, TwoSources } from '../fixtures/two-sources';
import type { LegacyReader, ListQuery } from '../legacy-reader';

describeEngines('a list over two sources', (engine) => {
  const { reader, statements, reports } = new TwoSources(engine);

  async function pages<T extends RowType, F extends FieldOf<T>>(
    type: T,
    ref: RefOf<T>,
    parents: readonly { system: string; key: string }[],
    query: ListQuery<T, F>,
  ): Promise<string[]> {
    const seen: string[] = [];
    let after: string | null = null;
    for (let count = 0; count < 50; count += 1) {
      const [page]: Awaited<ReturnType<LegacyReader['listByRef']>> = await reader().listByRef(type, ref, [parents], {
        ...query,
        after,
      });
      seen.push(...(page?.rows ?? []).map(({ system, key }) => `${system} ${key}`));
      after = page?.cursors.at(-1) ?? null;
      if (!page?.hasNextPage) break;
    }
    return seen;
  }

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
});
