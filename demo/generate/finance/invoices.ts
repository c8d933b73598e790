import { AS_OF_DAY, type Day, dueDay, workday } from '../calendar';
import { centsText, scaledText } from '../decimal-text';
import { type Generation } from '../generation';
import { type Party } from '../population';
import { type Random } from '../random';
import { type Order } from '../sales/orders';
import { type Document, documentKey, issueDocument, type Outcome, writeDocument, writeOff } from './documents';
import { ENTITY } from './entity';
import { writeOtherReceivables } from './other-receivables';
import { cashPayment, drawPayments } from './payments';
import { type Payment, writePayments } from './receipts';
import { WALK_IN } from './walk-in';

/** The order number as the clerk typed it from paper: a twelfth empty, a tenth in another form. */
function typedOrder(g: Generation, random: Random, document: Document, number: string | null): string | null {
  const form = random.weighted([
    ['PLAIN', 83],
    ['EMPTY', 8],
    ['LOWER', 3],
    ['DASH', 3],
    ['BLANK', 3],
  ] as const);
  if (number === null) return null;
  if (form !== 'PLAIN') {
    const fault = form === 'EMPTY' ? 'ORDER_NUMBER_EMPTY' : 'ORDER_NUMBER_ALTERED';
    g.truth.fault('finance', 'AR_INV', documentKey(document), fault, number);
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

function writeInvoiceLines(g: Generation, document: Document, order: Order): void {
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
      TAX_RT: `${line.taxRate}.00`,
      AMT: centsText(line.net),
      TAX: centsText(line.tax),
      GL_ACCT: '6001',
    });
  });
}

interface CreditNote {
  readonly day: Day;
  readonly amount: number;
  readonly customerNo: string;
  readonly credits: string | null;
}

/** A credit note reduces what the customer owes; most are paid back. */
function writeCreditNote(g: Generation, party: Party, random: Random, order: Order, note: CreditNote): Document {
  const { day, amount, customerNo, credits } = note;
  const tax = Math.round((amount * order.tax) / Math.max(1, order.gross));
  const { terms, currency } = party;
  const document = issueDocument(g, {
    type: 'RC',
    customerNo,
    currency,
    day,
    terms,
    due: dueDay(day, terms),
    amount,
    tax,
  });
  const refundDay = day + random.int(10, 40);
  const refunds: readonly Payment[] =
    random.chance(0.7) && refundDay <= AS_OF_DAY ? [{ ...cashPayment(refundDay, amount), kind: 'RF', cash: false }] : [];
  const outcome = writePayments(g, party, random, document, refunds);
  const texts = { order: typedOrder(g, random, document, order.number), credits, text: '红字冲减' };
  writeDocument(g, random, document, outcome, texts, party.keyAccount);
  return document;
}

/** One payment in a thousand is allocated to its document beyond the amount of it. */
function overAllocated(g: Generation, random: Random, document: Document, payments: readonly Payment[]): readonly Payment[] {
  const beyond = random.chance(0.001) ? random.int(100, 20_000) : 0;
  const last = payments.at(-1);
  const paid = payments.reduce((sum, payment) => sum + (payment.reversed ? 0 : payment.amount), 0);
  if (beyond === 0 || last === undefined || paid !== document.amount) return payments;
  g.truth.fault('finance', 'AR_INV', documentKey(document), 'ALLOCATED_BEYOND_AMOUNT', centsText(beyond));
  return [...payments.slice(0, -1), { ...last, amount: last.amount + beyond }];
}

/** Void at once, or lost half a year after it was due. */
function writeDeadOutcome(g: Generation, document: Document, isVoid: boolean): Outcome {
  if (isVoid) return { status: 'V', clearedOn: null, clearedBy: null, changedOn: document.day };
  const lostOn = document.due + 180;
  if (lostOn > AS_OF_DAY) return { status: 'O', clearedOn: null, clearedBy: null, changedOn: document.day };
  writeOff(g, document, lostOn);
  return { status: 'W', clearedOn: lostOn, clearedBy: null, changedOn: lostOn };
}

function invoiceDraft(party: Party, customerNo: string, order: Order, day: Day) {
  const terms = customerNo === WALK_IN ? 'N0' : party.terms;
  const { currency } = party;
  return { type: 'RV', customerNo, currency, day, terms, due: dueDay(day, terms), amount: order.gross, tax: order.tax } as const;
}

function writeOrderInvoice(g: Generation, party: Party, random: Random, customerNo: string, order: Order): Document | null {
  const walkIn = customerNo === WALK_IN;
  const day = walkIn ? order.day : workday(order.day + random.int(3, 20), true);
  if (day > AS_OF_DAY || order.gross === 0) return null;
  if (order.isReturn) {
    const note = writeCreditNote(g, party, random, order, { day, amount: order.gross, customerNo, credits: null });
    writeInvoiceLines(g, note, order);
    return null;
  }
  const dead = random.weighted([
    ['NO', 989],
    ['VOID', 5],
    ['LOST', 6],
  ] as const);
  const alive = dead === 'NO' || walkIn;
  const document = issueDocument(g, invoiceDraft(party, customerNo, order, day), !alive && dead === 'VOID');
  const drawn = walkIn ? [cashPayment(day, order.gross)] : drawPayments(random, party.payer, day, document.due, order.gross);
  const outcome = alive
    ? writePayments(g, party, random, document, overAllocated(g, random, document, drawn))
    : writeDeadOutcome(g, document, dead === 'VOID');
  const texts = { order: typedOrder(g, random, document, order.number), credits: null, text: null };
  writeDocument(g, random, document, outcome, texts, party.keyAccount);
  writeInvoiceLines(g, document, order);
  return outcome.status === 'V' ? null : document;
}

function writePartialCredit(g: Generation, party: Party, random: Random, order: Order, document: Document): void {
  const day = document.day + random.int(5, 30);
  if (!random.chance(0.035) || day > AS_OF_DAY) return;
  const whole = random.chance(0.3);
  const amount = whole ? order.gross : Math.max(1, Math.round(order.gross * (0.1 + 0.4 * random.next())));
  writeCreditNote(g, party, random, order, { day, amount, customerNo: document.customerNo, credits: document.number });
}

/** Whose account takes the invoice: one of the party's, the one for walk-ins, or none because it was paid elsewhere. */
function invoicedTo(random: Random, party: Party, customerNumbers: readonly string[]): string | null {
  const [first] = customerNumbers;
  const other = random.chance(0.25);
  const atTheDesk = random.chance(0.27);
  if (first === undefined) return party.kind === 'P' && atTheDesk ? WALK_IN : null;
  return other && customerNumbers.length > 1 ? random.pick(customerNumbers) : first;
}

/** Invoices of what was sold, with their receipts and allocations. Gives the days on which a reminder was sent. */
export function writeInvoices(
  g: Generation,
  party: Party,
  customerNumbers: readonly string[],
  orders: readonly Order[],
): readonly Day[] {
  const random = g.random('invoices', party.id);
  const reminders: Day[] = [];
  for (const order of orders) {
    if (order.cancelled || order.status < 2) continue;
    const customerNo = invoicedTo(random, party, customerNumbers);
    if (customerNo === null) continue;
    const document = writeOrderInvoice(g, party, random, customerNo, order);
    if (document === null) continue;
    const reminded = document.due + 15;
    if (reminded <= AS_OF_DAY && document.item.isOpenOn(reminded)) reminders.push(reminded);
    if (customerNo === WALK_IN) continue;
    writePartialCredit(g, party, random, order, document);
    writeOtherReceivables(g, party, random, document);
  }
  return reminders;
}
