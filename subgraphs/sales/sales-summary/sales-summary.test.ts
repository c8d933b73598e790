import { cny, codesOf, customer, fetchEntities, firstOf, aRow, refTo } from '../fixtures/sales-under-test';
import { summarise, type OrderFacts } from './sales-summary';

const anOrder = (facts: Partial<OrderFacts>): OrderFacts => ({
  system: 'sales',
  key: 'o',
  orderedOn: '2026-05-01',
  cancelled: false,
  total: { amount: '100.00', currency: 'CNY' },
  ...facts,
});

describe('summarise', () => {
  it('adds per currency and never across', () => {
    const orders = [anOrder({}), anOrder({}), anOrder({ total: { amount: '7.50', currency: 'USD' } })];
    expect(summarise(orders, '2026-06-30').orderTotals).toEqual([
      { amount: '200.00', currency: 'CNY' },
      { amount: '7.50', currency: 'USD' },
    ]);
  });

  it('leaves cancelled orders out and lets returns reduce the total', () => {
    const orders = [anOrder({}), anOrder({ cancelled: true }), anOrder({ total: { amount: '-30.00', currency: 'CNY' } })];
    const summary = summarise(orders, '2026-06-30');
    expect(summary.orderCount).toBe(2);
    expect(summary.orderTotals).toEqual([{ amount: '70.00', currency: 'CNY' }]);
  });

  it('counts an order of unknown total apart instead of as zero', () => {
    const summary = summarise([anOrder({}), anOrder({ total: null })], '2026-06-30');
    expect(summary).toMatchObject({ orderCount: 2, ordersWithoutTotal: 1, orderTotals: [{ amount: '100.00', currency: 'CNY' }] });
  });

  it('takes the last twelve months from the day after the same day a year ago', () => {
    const orders = [
      anOrder({ orderedOn: '2025-06-30' }),
      anOrder({ orderedOn: '2025-07-01' }),
      anOrder({ orderedOn: '2026-07-01' }),
    ];
    expect(summarise(orders, '2026-06-30').orderTotalsLast12Months).toEqual([{ amount: '100.00', currency: 'CNY' }]);
  });
});

describe('totals in the currency of the company', () => {
  const order = (key: string, total: object | null, orderedOn: string | null) =>
    aRow(key, { customer: refTo('Party', 'c1'), total, orderedOn, cancelled: false });
  const dollars = { amount: '10.00', currency: 'USD' };
  const rate = (on: string, value: string) => aRow(on, { currency: 'USD', on, rate: value });
  const FxRate = [rate('2024-01-01', '7'), rate('2026-05-01', '7.2')];
  const Order = [order('1', cny('100.00'), '2026-05-02'), order('2', dollars, '2026-05-02'), order('3', dollars, '2024-06-01')];
  const selection =
    'salesSummary { orderTotalInBaseCurrency { amount currency } orderTotalLast12MonthsInBaseCurrency { amount } }';

  it.each(['Customer', 'CustomerProfile'])('converts each order of a %s at the rate of its day', async (type) => {
    const representations = [{ ...customer('c1'), __typename: type }];
    const result = await fetchEntities({ selection, rows: { Order, FxRate }, type, representations });
    expect(firstOf(result)).toEqual({
      salesSummary: {
        orderTotalInBaseCurrency: cny('242.00'),
        orderTotalLast12MonthsInBaseCurrency: { amount: '172.00' },
      },
    });
  });

  it('are unknown when an order has no rate, and only those it belongs to', async () => {
    const rows = { Order, FxRate: [rate('2026-05-01', '7.2')] };
    const result = await fetchEntities({ selection, rows });
    expect([firstOf(result), codesOf(result)]).toEqual([
      { salesSummary: { orderTotalInBaseCurrency: null, orderTotalLast12MonthsInBaseCurrency: { amount: '172.00' } } },
      ['orderTotalInBaseCurrency CANNOT_DERIVE'],
    ]);
  });

  it('are 0 for a customer without orders, and unavailable where no source keeps orders', async () => {
    expect(firstOf(await fetchEntities({ selection, rows: { Order: [], FxRate } }))).toMatchObject({
      salesSummary: { orderTotalInBaseCurrency: cny('0.00') },
    });
    expect(codesOf(await fetchEntities({ selection, rows: { FxRate } }))).toEqual(['salesSummary NOT_AVAILABLE']);
  });
});
