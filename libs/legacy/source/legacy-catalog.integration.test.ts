import { describeEngines } from '../../testing/mysql';
import type { FieldOf } from '../canonical/row-types';
import { finance, sales, TwoSources } from '../fixtures/two-sources';
import { EXPLAIN_MYSQL } from '../introspection/query-plan';

describeEngines('a catalog of two sources', (engine) => {
  const sources = new TwoSources(engine);
  const { reader, statements, reports } = sources;

  it('fits its databases', async () => {
    expect(await sources.catalog.check()).toEqual([]);
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
      const plan = await sources.database('finance').rows(`${verb} ${sent?.sql ?? ''}`, sent?.params ?? []);
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
