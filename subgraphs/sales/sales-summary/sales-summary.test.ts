import { summarise, twelveMonthsStart, type OrderFacts } from './sales-summary';

const anOrder = (facts: Partial<OrderFacts>): OrderFacts => ({
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

  it.each([
    ['2026-06-30', '2025-07-01'],
    ['2026-12-31', '2026-01-01'],
    ['2024-02-29', '2023-03-02'],
  ])('starts the twelve months to %s on %s', (today, start) => {
    expect(twelveMonthsStart(today)).toBe(start);
  });
});
