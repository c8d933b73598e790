import { generate } from './generate';
import { checkInvariants } from './invariants';

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
});
