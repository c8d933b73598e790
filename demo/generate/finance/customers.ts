import { AS_OF_DAY, numberDate } from '../calendar';
import { type Generation } from '../generation';
import { typedNumber } from '../noise';
import { fullName } from '../party';
import { drawRecord, linkRecord } from '../party-record';
import { type Party } from '../population';
import { type Random } from '../random';
import { ENTITY } from './entity';

const BANKS = ['示例银行', '演示商业银行', '样本农村商业银行', '范例信用社'];
const LIMIT_REASONS = ['年度复核', '新客户核定', '逾期下调', '旺季临时上调', '销售申请'];

function writeLimits(g: Generation, random: Random, customerNo: string, limit: number): void {
  const count = random.weighted([
    [1, 50],
    [2, 35],
    [3, 15],
  ] as const);
  const starts = Array.from({ length: count }, (_, index) => AS_OF_DAY - 1000 + index * 300 + random.int(0, 200));
  starts.forEach((start, index) => {
    const next = starts[index + 1];
    g.data.add('finance', 'AR_CRLMT', {
      ENT_NO: ENTITY,
      CUST_NO: customerNo,
      EFF_DT: numberDate(start),
      EXP_DT: next === undefined ? 99991231 : numberDate(next),
      CR_LMT: `${next === undefined ? limit : Math.max(10_000, Math.round((limit * random.int(5, 12)) / 10))}.00`,
      CR_DAYS: random.pick([30, 45, 60, 90]),
      APPR_BY: `U${String(random.int(1, 9)).padStart(3, '0')}`,
      RSN: random.pick(LIMIT_REASONS),
    });
  });
}

function customerNumber(g: Generation, random: Random, careful: boolean): string {
  const sequence = String(g.next('AR_CUST'));
  const unpadded = random.chance(0.03) && !careful;
  if (unpadded) g.truth.fault('finance', 'AR_CUST', `${ENTITY}|${sequence}`, 'UNPADDED_KEY', sequence.padStart(10, '0'));
  return unpadded ? sequence : sequence.padStart(10, '0');
}

/** A clear day, or rarely one of the values that clerks write when they have none. */
function createdOn(g: Generation, random: Random, key: string, day: number): number {
  if (!random.chance(0.004)) return numberDate(day);
  const impossible = random.pick([0, 99991231, 19000101, 20230230]);
  g.truth.fault('finance', 'AR_CUST', key, 'IMPOSSIBLE_DATE', String(impossible));
  return impossible;
}

function writeCustomer(g: Generation, party: Party, copy: number): string {
  const record = drawRecord(g, party, 'finance', copy);
  const random = record.random;
  const careful = party.keyAccount && copy === 0;
  const customerNo = customerNumber(g, random, careful);
  const limit = random.weighted([
    [0, careful ? 0 : 35],
    [-1, careful ? 0 : 5],
    [random.int(2, 80) * 10_000, 60],
  ] as const);
  const classes =
    party.kind === 'P'
      ? '02'
      : party.government
        ? '03'
        : random.weighted([
            ['01', 88],
            ['04', 8],
            ['05', 4],
          ] as const);
  g.data.add('finance', 'AR_CUST', {
    ENT_NO: ENTITY,
    CUST_NO: customerNo,
    CUST_NM: record.name,
    CUST_SNM: party.kind === 'O' ? party.company.brand : party.name,
    CUST_CLS: classes,
    TAX_NO: record.taxNo === '' ? null : record.taxNo,
    CONT_NM: party.kind === 'O' ? fullName(party.contact) : null,
    TEL: party.kind === 'O' && random.chance(0.7) ? party.landline : record.phone,
    MOB: party.kind === 'O' ? record.phone : typedNumber(random, party.mobile, 0.08).text,
    ADDR: party.address,
    POST: party.postCode,
    CITY_CD: party.city.code,
    BANK_NM: party.kind === 'O' ? `${random.pick(BANKS)}${party.city.name}支行` : null,
    BANK_ACCT: party.kind === 'O' ? party.bankAccount : null,
    CUR_CD: party.currency,
    PAY_TRM: party.terms,
    CR_LMT: `${limit}.00`,
    CR_LVL: random.pick(['A', 'B', 'B', 'C', 'C', 'D', 'E']),
    SLS_CD: `E${String(random.int(1, 40)).padStart(4, '0')}`,
    STAT: careful
      ? 'A'
      : random.weighted([
          ['A', 95],
          ['F', 3],
          ['C', 2],
        ] as const),
    DEL_FLG: record.deleted ? 'X' : ' ',
    CRT_DT: createdOn(g, random, `${ENTITY}|${customerNo}`, record.createdOn),
    CRT_USR: 'ADMIN',
    UPD_DT: numberDate(record.changedOn),
    UPD_TM: random.int(8, 17) * 10_000 + random.int(0, 59) * 100 + random.int(0, 59),
  });
  if (limit > 0) writeLimits(g, random, customerNo, limit);
  linkRecord(g, party, 'finance', `${ENTITY}|${customerNo}`, record);
  return customerNo;
}

/** The finance customer numbers of a party. */
export function writeFinanceCustomers(g: Generation, party: Party): readonly string[] {
  const numbers: string[] = [];
  for (let copy = 0; copy < party.records.finance; copy += 1) numbers.push(writeCustomer(g, party, copy));
  return numbers;
}
