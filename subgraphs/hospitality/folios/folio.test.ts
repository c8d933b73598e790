import { folioOf, type FolioFacts } from './folio';

const cny = (amount: string) => ({ amount, currency: 'CNY' });
const aLine = (more: Partial<FolioFacts>): FolioFacts => ({
  system: 'pms',
  key: 'H001|F00000001|1',
  charge: cny('458.00'),
  payment: cny('0.00'),
  correction: false,
  ...more,
});

describe('folioOf', () => {
  it('has nothing to sum without postings', () => {
    expect(folioOf([])).toEqual({ charges: [], payments: [], lineCount: 0, correctionCount: 0, unreadableLines: 0 });
  });

  it('lets a correction take back what was charged', () => {
    const lines = [
      aLine({}),
      aLine({ charge: cny('68.00') }),
      aLine({ charge: cny('-68.00'), correction: true }),
      aLine({ charge: null, payment: cny('458.00') }),
    ];
    expect(folioOf(lines)).toEqual({
      charges: [cny('458.00')],
      payments: [cny('458.00')],
      lineCount: 4,
      correctionCount: 1,
      unreadableLines: 0,
    });
  });

  it('adds per currency and never across', () => {
    const lines = [aLine({}), aLine({ charge: { amount: '9.50', currency: 'USD' } })];
    expect(folioOf(lines).charges).toEqual([cny('458.00'), { amount: '9.50', currency: 'USD' }]);
  });

  it('tells a posting apart whose amount cannot be read', () => {
    const reasons = { charge: { code: 'BAD_NUMBER' as const, detail: 'charge is not a number' } };
    expect(folioOf([aLine({}), aLine({ charge: null, reasons })])).toMatchObject({ lineCount: 2, unreadableLines: 1 });
  });
});
