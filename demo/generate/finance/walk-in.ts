import { type Generation } from '../generation';
import { FIRST_DAY, numberDate } from '../calendar';
import { ENTITY } from './entity';

/** The account of everybody who pays at the desk: one record, many people. */
export const WALK_IN = 'CASH';

export function writeWalkInCustomer(g: Generation): void {
  g.ledger.openCollective(WALK_IN);
  g.truth.fault('finance', 'AR_CUST', `${ENTITY}|${WALK_IN}`, 'COLLECTIVE_ACCOUNT');
  g.data.add('finance', 'AR_CUST', {
    ENT_NO: ENTITY,
    CUST_NO: WALK_IN,
    CUST_NM: '散客',
    CUST_SNM: '散客',
    CUST_CLS: '02',
    PAY_TRM: 'N0',
    CR_LMT: '0.00',
    CRT_DT: numberDate(FIRST_DAY - 1500),
    UPD_DT: numberDate(FIRST_DAY - 1500),
  });
}
