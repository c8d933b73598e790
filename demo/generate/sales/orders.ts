import { AS_OF_DAY, dateTime, type Day, dayOf, FIRST_DAY, monthOf, workday } from '../calendar';
import { centsText, scaledText } from '../decimal-text';
import { rateOn } from '../exchange-rates';
import { type Generation } from '../generation';
import { type Party } from '../population';
import { type Random } from '../random';
import { CURRENCY_IDS, type Product } from './codes';
import { type SalesContract } from './contracts';
import { type SalesCustomer } from './customers';

const MONTH_WEIGHTS = [0.85, 0.55, 1.05, 1, 1.02, 1.08, 0.95, 0.95, 1.05, 0.9, 1.1, 1.5];
const MAX_ORDERS = 400;
/** Orders that were carried over from before the system was replaced; nobody added up their heads. */
const OLD_DAYS = [dayOf('2017-01-01'), dayOf('2019-12-31')] as const;

export interface OrderLine {
  readonly product: Product;
  readonly quantity: number;
  /** Price without tax in 1/100 of the order's currency. */
  readonly price: number;
  readonly discount: number;
  /** Value added tax in percent, as it was on the day. */
  readonly taxRate: number;
  readonly net: number;
  readonly tax: number;
  readonly cost: number | null;
}

export interface Order {
  readonly id: number;
  /** Bill number, or null when the sale never was in the sales system. */
  readonly number: string | null;
  readonly day: Day;
  readonly isReturn: boolean;
  readonly status: 0 | 1 | 2 | 3;
  readonly cancelled: boolean;
  readonly lines: readonly OrderLine[];
  readonly gross: number;
  readonly tax: number;
}

const GOODS_TAX = [
  { from: dayOf('2019-04-01'), goods: 13, services: 9 },
  { from: dayOf('2018-05-01'), goods: 16, services: 10 },
  { from: dayOf('2017-01-01'), goods: 17, services: 11 },
] as const;

/** The general and the middle rate were lowered in 2018 and 2019; the low one stayed. */
export function taxRateOn(product: Product, day: Day): number {
  const rates = GOODS_TAX.find(({ from }) => from <= day);
  if (rates === undefined || product.taxRate === 6) return product.taxRate;
  return product.taxRate === 13 ? rates.goods : rates.services;
}

function orderDay(random: Random): Day {
  for (;;) {
    const day = random.int(FIRST_DAY, AS_OF_DAY);
    if (random.next() * 1.5 < (MONTH_WEIGHTS[monthOf(day)] ?? 1)) return workday(day, random.chance(0.8));
  }
}

function drawLine(random: Random, products: readonly Product[], rate: number, day: Day): OrderLine {
  const product = random.pick(products);
  const quantity = Math.ceil(random.exponential(6) + 0.001);
  const price = Math.max(1, Math.round((product.price * (0.9 + 0.15 * random.next()) * 100_000) / rate));
  const discount = random.weighted([
    [0, 75],
    [3, 10],
    [5, 10],
    [10, 5],
  ] as const);
  const net = Math.round((price * quantity * (100 - discount)) / 100);
  const cost = random.chance(0.12) ? null : Math.round((net * product.cost) / product.price);
  const taxRate = taxRateOn(product, day);
  return { product, quantity, price, discount, taxRate, net, tax: Math.round((net * taxRate) / 100), cost };
}

function orderStatus(random: Random, day: Day): Order['status'] {
  const age = AS_OF_DAY - day;
  if (age < 10)
    return random.weighted([
      [0, 30],
      [1, 70],
    ] as const);
  if (age < 40)
    return random.weighted([
      [1, 30],
      [2, 30],
      [3, 40],
    ] as const);
  return random.weighted([
    [1, 3],
    [2, 5],
    [3, 92],
  ] as const);
}

/** The sales of a party over three years or until it left, whether or not the sales system knows it. */
export function drawOrders(g: Generation, party: Party, products: readonly Product[], leftOn: Day | null): readonly Order[] {
  const random = g.random('orders', party.id);
  const share = party.kind === 'O' ? 3 : 1;
  const count = Math.min(MAX_ORDERS, random.poisson(share * party.weight));
  const recent = Array.from({ length: count }, () => orderDay(random));
  const old = Array.from({ length: party.longStanding ? random.int(1, 3) : 0 }, () => random.int(...OLD_DAYS));
  const days = [...old, ...recent].filter((day) => day <= (leftOn ?? AS_OF_DAY)).sort((a, b) => a - b);
  return days.map((day, index) => {
    const isReturn = index > 0 && random.chance(0.04);
    const rate = rateOn(party.currency, day);
    const lines = Array.from({ length: 1 + random.poisson(isReturn ? 0.3 : 2.1) }, () => drawLine(random, products, rate, day));
    const tax = lines.reduce((sum, line) => sum + line.tax, 0);
    const known = party.records.sales > 0;
    const id = known ? g.next('SEOrder') : 0;
    return {
      id,
      number: known ? `${isReturn ? 'XSTH' : 'XSDD'}${String(id).padStart(6, '0')}` : null,
      day,
      isReturn,
      status: orderStatus(random, day),
      cancelled: random.chance(0.03),
      lines,
      gross: tax + lines.reduce((sum, line) => sum + line.net, 0),
      tax,
    };
  });
}

/** The contract number as typed on the order: now and then in small letters or without its dashes. */
function typedContract(g: Generation, random: Random, contract: SalesContract, order: Order): string {
  const form = random.weighted([
    ['PLAIN', 88],
    ['LOWER', 6],
    ['BLANKS', 3],
    ['NO_DASH', 3],
  ] as const);
  if (form !== 'PLAIN') g.truth.fault('sales', 'SEOrder', String(order.id), 'CONTRACT_NUMBER_ALTERED', contract.number);
  switch (form) {
    case 'PLAIN':
      return contract.number;
    case 'LOWER':
      return contract.number.toLowerCase();
    case 'BLANKS':
      return ` ${contract.number}`;
    case 'NO_DASH':
      return contract.number.replaceAll('-', '');
  }
}

function writeLines(g: Generation, random: Random, order: Order): void {
  order.lines.forEach((line, index) => {
    const orphan = random.chance(0.002);
    const shipped = order.status === 3 ? line.quantity : order.status === 2 ? Math.floor(line.quantity / 2) : 0;
    if (orphan) g.truth.fault('sales', 'SEOrderEntry', `${order.id}|${index + 1}`, 'ORPHAN_PRODUCT', String(line.product.id));
    g.data.add('sales', 'SEOrderEntry', {
      FInterID: order.id,
      FEntryID: index + 1,
      FItemID: orphan ? 9000 + line.product.id : line.product.id,
      FQty: `${line.quantity}.0000`,
      FPrice: scaledText(line.price * 10_000, 6),
      FTaxRate: `${line.taxRate}.00`,
      FDiscount: `${line.discount}.00`,
      FAmount: centsText(line.net),
      FTaxAmount: centsText(line.tax),
      FAllAmount: centsText(line.net + line.tax),
      FCostAmount: line.cost === null ? null : centsText(line.cost),
      FShipQty: `${shipped}.0000`,
      FInvQty: `${shipped}.0000`,
    });
  });
}

export function writeOrders(
  g: Generation,
  party: Party,
  customers: readonly SalesCustomer[],
  contracts: readonly SalesContract[],
  orders: readonly Order[],
): void {
  const random = g.random('order heads', party.id);
  for (const order of orders) {
    const customer = customers.length > 1 && random.chance(0.25) ? random.pick(customers) : customers[0];
    if (customer === undefined || order.number === null) continue;
    const contract = contracts.find((candidate) => candidate.startsOn <= order.day && order.day <= candidate.endsOn);
    const headZero = random.chance(0.2) || order.day <= OLD_DAYS[1];
    if (headZero) g.truth.fault('sales', 'SEOrder', String(order.id), 'HEAD_TOTAL_ZERO', centsText(order.gross));
    const closed = order.status === 3;
    const wrongFlag = random.chance(0.005);
    if (wrongFlag) g.truth.fault('sales', 'SEOrder', String(order.id), 'CLOSED_FLAG_WRONG', closed ? '1' : '0');
    g.data.add('sales', 'SEOrder', {
      FInterID: order.id,
      FBillNo: order.number,
      FTranType: order.isReturn ? 82 : 81,
      FDate: dateTime(order.day),
      FCustID: customer.id,
      FContractNo: contract !== undefined && random.chance(0.6) ? typedContract(g, random, contract, order) : null,
      FEmpID: customer.employee,
      FDeptID: random.int(1, 6),
      FCurrencyID: CURRENCY_IDS[party.currency],
      FExRate: scaledText(rateOn(party.currency, order.day) * 10, 6),
      FAllAmount: headZero ? '0.00' : centsText(order.isReturn ? -order.gross : order.gross),
      FStatus: order.status,
      FClosed: closed !== wrongFlag ? 1 : 0,
      FCancellation: order.cancelled ? 1 : 0,
      FCheckDate:
        order.status > 0 ? dateTime(Math.min(AS_OF_DAY, order.day + random.int(0, 3)), random.int(30_000, 62_000)) : null,
      FNote: random.chance(0.08) ? '加急' : null,
    });
    writeLines(g, random, order);
  }
}
