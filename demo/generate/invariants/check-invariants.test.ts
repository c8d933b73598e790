import { generate } from '../generate';
import { checkInvariants } from './check-invariants';

describe('checkInvariants', () => {
  it('finds an allocation above its invoice', () => {
    const { data, truth } = generate({ parties: 10, seed: 1 });
    const { definition, rows } = data.table('finance', 'AR_ALLOC');
    const amount = definition.columns.findIndex((column) => column.name === 'AMT_FC');
    const [first] = rows;
    if (first !== undefined) first[amount] = '99999999.00';
    expect(() => checkInvariants(data, truth)).toThrow(/allocated more than its amount/);
  });

  it('finds a link to a record that does not exist', () => {
    const { data, truth } = generate({ parties: 2, seed: 1 });
    truth.links.push({ system: 'pms', table: 'guest', key: '999999999', party: 1, errors: [] });
    expect(() => checkInvariants(data, truth)).toThrow('link to missing pms 999999999');
  });

  it('finds a guest who left without paying', () => {
    const { data, truth } = generate({ parties: 10, seed: 1 });
    data.add('pms', 'hmaster', { hotelid: 'H001', accnt: 'F99999999', sta: 'O', charge: '100.00', credit: '99.00' });
    expect(() => checkInvariants(data, truth)).toThrow('stay H001|F99999999: checked out with a balance');
  });

  const changed = (table: string, column: string, text: string): (() => void) => {
    const { data, truth } = generate({ parties: 10, seed: 1 });
    const { definition, rows } = data.table('finance', table);
    const position = definition.columns.findIndex(({ name }) => name === column);
    for (const row of rows) row[position] = text;
    return () => checkInvariants(data, truth);
  };

  it('finds an ageing that the documents do not give', () => {
    expect(changed('AR_AGE', 'D_CUR', '1.00')).toThrow(/ageing: the documents give/);
  });

  it.each(['DR', 'END_', 'BGN'])('finds a ledger balance whose %s the documents do not give', (column) => {
    expect(changed('GL_SUM', column, '1.00')).toThrow(/ledger 001/);
  });

  it('finds a due date that is not what its terms say', () => {
    expect(changed('AR_INV', 'DUE_DT', '20260630')).toThrow(/due day is not what its terms say/);
  });

  it('holds over a whole world, with the account that many people share', () => {
    const { data, truth } = generate({ parties: 400, seed: 7 });
    expect(data.records('finance', 'GL_SUM').some((row) => row['AUX_CD'] === 'CASH')).toBe(true);
    expect(() => checkInvariants(data, truth)).not.toThrow();
  });
});
