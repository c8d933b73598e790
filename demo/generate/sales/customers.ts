import { AS_OF_DAY, dateTime } from '../calendar';
import { type Generation } from '../generation';
import { drawPersonName, fullName } from '../party';
import { drawRecord, linkRecord } from '../party-record';
import { type Party } from '../population';
import { type Random } from '../random';
import { DEPARTMENTS, JOB_TITLES } from '../words/person-words';
import { typedNumber, typedPhone } from '../noise';
import { EMPLOYEES } from './codes';

export interface SalesCustomer {
  readonly id: number;
  /** Hierarchical customer number, `03.01.0001`. */
  readonly number: string;
  readonly employee: number;
  /** Ids of its contacts; only the first record of a party has them. */
  readonly contacts: readonly number[];
}

/** The finance number as the sales clerk copied it: two thirds filled, a few wrong. */
function financeCode(g: Generation, random: Random, party: Party, numbers: readonly string[], key: number): string | null {
  const filled = random.chance(0.7);
  const wrong = random.chance(0.02);
  const other = 1 + Math.floor(random.next() * Math.max(1, g.last('AR_CUST') - numbers.length));
  const [own] = numbers;
  if (own === undefined || !(filled || party.keyAccount)) return null;
  if (!wrong || party.keyAccount) return own;
  g.truth.fault('sales', 't_Cust', String(key), 'WRONG_FINANCE_CODE', own);
  return String(other).padStart(10, '0');
}

const MEMOS = ['价格敏感，注意报价', '需提前预约送货', '每月25日对账', '老客户，账期可商量'] as const;

function writeCustomer(g: Generation, party: Party, copy: number, finance: readonly string[], parentId: number): SalesCustomer {
  const record = drawRecord(g, party, 'sales', copy);
  const random = record.random;
  const id = 1000 + g.next('t_Cust');
  const type = party.kind === 'P' ? 2 : party.government ? 3 : random.chance(0.08) ? 4 : 1;
  const prefix = `0${party.city.region}.0${type}`;
  const customer = {
    id,
    number: `${prefix}.${String(g.next(`t_Cust/${prefix}`)).padStart(4, '0')}`,
    employee: random.int(1, EMPLOYEES),
    contacts: copy === 0 ? writeContacts(g, party, id) : [],
  };
  const mobile = party.kind === 'P' ? record.phone : typedNumber(random, party.mobile, 0.1).text;
  g.data.add('sales', 't_Cust', {
    FItemID: id,
    FNumber: customer.number,
    FName: record.name,
    FShortName: party.kind === 'O' ? party.company.brand : null,
    FHelpCode: party.pinyin.slice(0, 12).toUpperCase(),
    FTypeID: type,
    FTradeID: party.kind === 'O' ? party.trade.code : null,
    FRegionID: party.city.region,
    FLevel: random.weighted([
      ['A', party.keyAccount ? 100 : 10],
      ['B', 25],
      ['C', 40],
      ['', 25],
    ]),
    FParentID: parentId,
    FTaxRegNo: record.taxNo === '' ? null : record.taxNo,
    FContact: party.kind === 'O' ? fullName(party.contact) : null,
    FPhone: party.kind === 'O' ? party.landline : null,
    FMobile: party.kind === 'O' ? record.phone : mobile,
    FEmail: random.chance(0.55) || (party.keyAccount && copy === 0) ? party.email : null,
    FAddress: party.address,
    FPostal: party.postCode,
    FEmpID: customer.employee,
    FFinCode: financeCode(g, random, party, finance, id),
    FCreditAmt: party.kind === 'O' && random.chance(0.4) ? `${random.int(1, 50) * 10000}.00` : '0.00',
    FForbidden: random.chance(0.02) && !party.keyAccount ? 1 : 0,
    FDeleted: record.deleted ? 1 : 0,
    FCreateDate: dateTime(record.createdOn, random.int(30_000, 62_000)),
    FModifyDate: dateTime(record.changedOn, random.int(62_001, 66_000)),
    FMemo: random.chance(0.06) ? random.pick(MEMOS) : null,
  });
  linkRecord(g, party, 'sales', String(id), record);
  return customer;
}

function birthdayText(random: Random): string | null {
  const [year, month, day] = [random.int(1965, 2000), random.int(1, 12), random.int(1, 28)];
  const two = (value: number): string => String(value).padStart(2, '0');
  return random.weighted([
    [`${year}-${month}-${day}`, 30],
    [`${year}${two(month)}${two(day)}`, 15],
    [`${month}.${day}`, 10],
    [null, 45],
  ]);
}

function writeContacts(g: Generation, party: Party, customerId: number): readonly number[] {
  const random = g.random('contacts', customerId);
  const ids: number[] = [];
  const count = party.kind === 'P' ? 0 : party.keyAccount ? 3 : random.poisson(0.9);
  for (let index = 0; index < count; index += 1) {
    const person = party.kind === 'O' && index === 0 ? party.contact : drawPersonName(random);
    const mobile = `169${random.digits(8)}`;
    const man = random.pick(['1', '男', 'M']);
    const woman = random.pick(['0', '女', 'F']);
    const id = g.next('t_Contact');
    const deleted = random.chance(0.015);
    if (deleted) g.truth.fault('sales', 't_Contact', String(id), 'SOFT_DELETED');
    else ids.push(id);
    g.data.add('sales', 't_Contact', {
      FID: id,
      FCustID: customerId,
      FName: fullName(person),
      FSex: random.chance(0.9) ? (person.male ? man : woman) : '',
      FDept: random.pick(DEPARTMENTS),
      FTitle: random.pick(JOB_TITLES),
      FTel: random.chance(0.5) ? party.landline : null,
      FMobile: typedPhone(random, mobile, party.landline).text,
      FEmail: random.chance(0.4) ? `c${id}@${party.email.slice(party.email.indexOf('@') + 1)}` : null,
      FWeChat: random.chance(0.4) ? `wx_${mobile.slice(-6)}` : null,
      FQQ: random.chance(0.2) ? `9${random.digits(8)}` : null,
      FBirthday: birthdayText(random),
      FIsMain: index === 0 ? 1 : 0,
      FDeleted: deleted ? 1 : 0,
      FCreateDate: dateTime(AS_OF_DAY - random.int(1, 2000)),
    });
  }
  return ids;
}

export function writeSalesCustomers(g: Generation, party: Party, finance: readonly string[]): readonly SalesCustomer[] {
  const parentId = party.parent === null ? 0 : (g.salesIds.of(party.parent) ?? 0);
  const customers: SalesCustomer[] = [];
  for (let copy = 0; copy < party.records.sales; copy += 1) customers.push(writeCustomer(g, party, copy, finance, parentId));
  if (customers[0] !== undefined) g.salesIds.remember(party.id, customers[0].id);
  return customers;
}
