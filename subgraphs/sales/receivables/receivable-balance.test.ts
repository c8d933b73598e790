import { receivables, type ReceivableFacts } from './receivable-balance';

const aDocument = (facts: Partial<ReceivableFacts>): ReceivableFacts => ({
  system: 'finance',
  key: 'k',
  openAmount: { amount: '100.00', currency: 'CNY' },
  dueOn: '2026-07-10',
  status: 'OPEN',
  ...facts,
});

describe('receivables', () => {
  it('adds open amounts per currency and lets credit notes reduce them', () => {
    const documents = [
      aDocument({}),
      aDocument({ openAmount: { amount: '-30.00', currency: 'CNY' }, dueOn: null }),
      aDocument({ openAmount: { amount: '5.00', currency: 'USD' } }),
    ];
    expect(receivables(documents).balances).toEqual([
      {
        open: { amount: '70.00', currency: 'CNY' },
        overdue: { amount: '0.00', currency: 'CNY' },
        openDocuments: 2,
        oldestDueOn: '2026-07-10',
      },
      {
        open: { amount: '5.00', currency: 'USD' },
        overdue: { amount: '0.00', currency: 'USD' },
        openDocuments: 1,
        oldestDueOn: '2026-07-10',
      },
    ]);
  });

  it('tells overdue apart', () => {
    const [balance] = receivables([aDocument({}), aDocument({ status: 'OVERDUE', dueOn: '2026-05-01' })]).balances;
    expect(balance).toMatchObject({ open: { amount: '200.00' }, overdue: { amount: '100.00' }, oldestDueOn: '2026-05-01' });
  });

  it('leaves settled documents out', () => {
    expect(receivables([aDocument({ openAmount: { amount: '0.00', currency: 'CNY' } })])).toEqual({
      balances: [],
      unknownDocuments: 0,
    });
  });

  it('counts a document of unknown amount apart instead of as zero', () => {
    expect(receivables([aDocument({ openAmount: null })])).toEqual({ balances: [], unknownDocuments: 1 });
  });
});
