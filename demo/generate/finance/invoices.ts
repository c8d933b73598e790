import { AS_OF_DAY, type Day, dueDay, numberDate, workday, yearOf } from '../calendar';
import { baseCents, centsText, scaledText } from '../decimal-text';
import { rateOn } from '../exchange-rates';
import { type Generation } from '../generation';
import { type Party } from '../population';
import { type Random } from '../random';
import { type Order } from '../sales/orders';
import { ENTITY } from './customers';
import { drawPayments, type Payment } from './payments';
import { documentNumber, type InvoiceDocument, writeReceipt } from './receipts';

type Status = 'O' | 'P' | 'C' | 'V' | 'W';

interface InvoiceHead {
  readonly type: 'RV' | 'RC';
  readonly status: Status;
  readonly tax: number;
  readonly clearedOn: Day | null;
  readonly orderNumber: string | null;
  readonly credits: string | null;
}

const documentKey = (document: InvoiceDocument): string => `${ENTITY}|${document.year}|${document.number}`;

/** The order number as the clerk typed it from paper: a twelfth empty, a tenth in another form. */
function typedOrder(g: Generation, random: Random, document: InvoiceDocument, number: string | null): string | null {
  const form = random.weighted([
    ['PLAIN', 83],
    ['EMPTY', 8],
    ['LOWER', 3],
    ['DASH', 3],
    ['BLANK', 3],
  ] as const);
  if (number === null) return null;
  if (form !== 'PLAIN') {
    g.truth.fault(
      'finance',
      'AR_INV',
      documentKey(document),
      form === 'EMPTY' ? 'ORDER_NUMBER_EMPTY' : 'ORDER_NUMBER_ALTERED',
      number,
    );
  }
  switch (form) {
    case 'PLAIN':
      return number;
    case 'EMPTY':
      return '';
    case 'LOWER':
      return number.toLowerCase();
    case 'DASH':
      return `${number.slice(0, 4)}-${number.slice(4)}`;
    case 'BLANK':
      return ` ${number}`;
  }
}

function writeInvoice(g: Generation, party: Party, random: Random, document: InvoiceDocument, head: InvoiceHead): void {
  const rate = rateOn(party.currency, document.day);
  const noDueDate = random.chance(0.15);
  const orphan = random.chance(0.003) && !party.keyAccount;
  if (orphan) g.truth.fault('finance', 'AR_INV', documentKey(document), 'ORPHAN_CUSTOMER', document.customerNo);
  g.data.add('finance', 'AR_INV', {
    ENT_NO: ENTITY,
    FIS_YR: document.year,
    DOC_NO: document.number,
    DOC_TY: head.type,
    CUST_NO: orphan ? `9${document.number.slice(1)}` : document.customerNo,
    INV_NO: `${head.type === 'RC' ? 'R' : ''}${document.year % 100}${String(g.next('tax invoice')).padStart(8, '0')}`,
    DOC_DT: numberDate(document.day),
    PST_DT: numberDate(document.day),
    DUE_DT: noDueDate ? 0 : numberDate(dueDay(document.day, party.terms)),
    PAY_TRM: random.chance(0.1) ? null : party.terms,
    CUR_CD: party.currency,
    EXC_RT: scaledText(rate, 5),
    DC_IND: head.type === 'RC' ? 'H' : 'S',
    AMT_FC: centsText(document.amount),
    TAX_FC: centsText(head.tax),
    AMT_LC: centsText(baseCents(document.amount, rate)),
    REF_SO: typedOrder(g, random, document, head.orderNumber),
    REF_DOC: head.credits,
    CLR_DT: head.clearedOn === null ? 0 : numberDate(head.clearedOn),
    STAT: head.status,
    TXT: head.type === 'RC' ? '红字冲减' : null,
    CRT_DT: numberDate(document.day),
    UPD_DT: numberDate(head.clearedOn ?? document.day),
  });
}

function writeInvoiceLines(g: Generation, document: InvoiceDocument, order: Order): void {
  order.lines.forEach((line, index) => {
    g.data.add('finance', 'AR_INVL', {
      ENT_NO: ENTITY,
      FIS_YR: document.year,
      DOC_NO: document.number,
      LN_NO: index + 1,
      ITEM_CD: line.product.number,
      ITEM_NM: line.product.name,
      QTY: `${line.quantity}.000`,
      PRICE: scaledText(line.price * 10_000, 6),
      TAX_RT: `${line.product.taxRate}.00`,
      AMT: centsText(line.net),
      TAX: centsText(line.tax),
      GL_ACCT: '6001',
    });
  });
}

function paidStatus(paid: number, amount: number): Status {
  return paid === 0 ? 'O' : paid < amount ? 'P' : 'C';
}

/** A credit note reduces what the customer owes; most are paid back. */
function writeCreditNote(
  g: Generation,
  party: Party,
  random: Random,
  order: Order,
  document: InvoiceDocument,
  credits: string | null,
): void {
  const refundDay = document.day + random.int(10, 40);
  const refunded = random.chance(0.7) && refundDay <= AS_OF_DAY;
  const tax = Math.round((document.amount * order.tax) / Math.max(1, order.gross));
  const status = refunded ? 'C' : 'O';
  writeInvoice(g, party, random, document, {
    type: 'RC',
    status,
    tax,
    credits,
    clearedOn: refunded ? refundDay : null,
    orderNumber: order.number,
  });
  if (refunded)
    writeReceipt(g, party, random, document, { kind: 'RF', day: refundDay, amount: document.amount, excess: 0, reversed: false });
}

function writePayments(
  g: Generation,
  party: Party,
  random: Random,
  document: InvoiceDocument,
  payments: readonly Payment[],
): void {
  for (const payment of payments) writeReceipt(g, party, random, document, payment);
}

function writeOrderInvoice(g: Generation, party: Party, random: Random, customerNo: string, order: Order): void {
  const day = workday(order.day + random.int(3, 20), true);
  if (day > AS_OF_DAY || order.gross === 0) return;
  const year = yearOf(day);
  const document: InvoiceDocument = { year, number: documentNumber(g, 'AR_INV', year), customerNo, day, amount: order.gross };
  if (order.isReturn) {
    writeCreditNote(g, party, random, order, document, null);
    writeInvoiceLines(g, document, order);
    return;
  }
  const dead = random.weighted([
    [null, 991],
    ['V', 5],
    ['W', 4],
  ] as const);
  const payments = dead === null ? drawPayments(random, party.payer, day, dueDay(day, party.terms), order.gross) : [];
  const paid = payments.reduce((sum, payment) => sum + (payment.reversed ? 0 : payment.amount), 0);
  const status = dead ?? paidStatus(paid, order.gross);
  const clearedOn = status === 'C' ? Math.max(day, payments.at(-1)?.day ?? day) : null;
  writeInvoice(g, party, random, document, {
    type: 'RV',
    status,
    tax: order.tax,
    clearedOn,
    orderNumber: order.number,
    credits: null,
  });
  writeInvoiceLines(g, document, order);
  writePayments(g, party, random, document, payments);
  const creditDay = day + random.int(5, 30);
  if (random.chance(0.035) && creditDay <= AS_OF_DAY) {
    const amount = random.chance(0.3) ? order.gross : Math.max(1, Math.round(order.gross * (0.1 + 0.4 * random.next())));
    const creditYear = yearOf(creditDay);
    const number = documentNumber(g, 'AR_INV', creditYear);
    writeCreditNote(g, party, random, order, { year: creditYear, number, customerNo, day: creditDay, amount }, document.number);
  }
}

/** Invoices of what was sold, with their receipts and allocations. */
export function writeInvoices(g: Generation, party: Party, customerNumbers: readonly string[], orders: readonly Order[]): void {
  const random = g.random('invoices', party.id);
  for (const order of orders) {
    const customerNo = customerNumbers.length > 1 && random.chance(0.25) ? random.pick(customerNumbers) : customerNumbers[0];
    if (customerNo === undefined || order.cancelled || order.status < 2) continue;
    writeOrderInvoice(g, party, random, customerNo, order);
  }
}
