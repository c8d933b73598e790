import { type Day, numberDate, yearOf } from '../calendar';
import { baseCents, centsText, scaledText } from '../decimal-text';
import { rateOn } from '../exchange-rates';
import { type Generation } from '../generation';
import { drawOrganisation } from '../party';
import { type Party } from '../population';
import { type Random } from '../random';
import { type Document, type DocumentStatus, documentNumber, isCredit, type Outcome } from './documents';
import { ENTITY } from './entity';
import { ACCOUNT, type Posting } from './ledger';

export interface Payment {
  readonly kind: 'DZ' | 'AD' | 'RF';
  readonly day: Day;
  /** Settles this much of the document. */
  readonly amount: number;
  /** Paid beyond the document; stays unallocated. */
  readonly excess: number;
  /** The payment bounced: receipt and allocation are kept, marked as reversed. */
  readonly reversed: boolean;
  /** Paid at the desk. */
  readonly cash: boolean;
}

interface WrittenReceipt {
  readonly number: string;
  readonly day: Day;
  readonly paid: number;
}

function payMethod(random: Random, cash: boolean): string {
  const transfers = cash ? 0 : 82;
  return random.weighted([
    ['2', transfers && 70],
    ['3', transfers && 12],
    ['1', cash ? 30 : 3],
    ['4', cash ? 25 : 5],
    ['5', cash ? 30 : 5],
    ['6', cash ? 15 : 5],
  ]);
}

/** The difference between the rate of the payment and the one of the document is realised when it settles. */
function postPayment(g: Generation, document: Document, payment: Payment, base: number, settled: number, excess: number): void {
  const account = g.ledger.account(document.customerNo);
  const post = (day: Day, postings: readonly Posting[]): void => g.ledger.post(account, day, postings);
  const allocatedOn = Math.max(payment.day, document.day);
  const difference: Posting = [ACCOUNT.exchange, settled - base];
  if (payment.kind === 'AD') {
    post(payment.day, [
      [ACCOUNT.bank, base + excess],
      [ACCOUNT.advances, -base - excess],
    ]);
    post(allocatedOn, [[ACCOUNT.advances, base], [ACCOUNT.receivable, -settled], difference]);
    return;
  }
  post(payment.day, [[ACCOUNT.bank, base + excess], [ACCOUNT.receivable, -settled], [ACCOUNT.advances, -excess], difference]);
}

function writeAllocation(
  g: Generation,
  document: Document,
  payment: Payment,
  receipt: WrittenReceipt,
  base: number,
  gain: number,
): void {
  g.data.add('finance', 'AR_ALLOC', {
    ALLOC_NO: g.next('AR_ALLOC'),
    ENT_NO: ENTITY,
    RCPT_YR: yearOf(receipt.day),
    RCPT_NO: receipt.number,
    INV_YR: document.year,
    INV_DOC: document.number,
    ALLOC_DT: numberDate(Math.max(payment.day, document.day)),
    AMT_FC: centsText(payment.amount),
    AMT_LC: centsText(base),
    DIFF_LC: centsText(gain),
    REV_FLG: payment.reversed ? 'X' : ' ',
  });
}

/** A receipt and its allocation to one document; refunds settle credit notes the same way. */
function writeReceipt(g: Generation, party: Party, random: Random, document: Document, payment: Payment): WrittenReceipt {
  const year = yearOf(payment.day);
  const number = documentNumber(g, 'AR_RCPT', year);
  const rate = rateOn(document.currency, payment.day);
  const paid = payment.amount + payment.excess;
  const wrong = random.chance(0.01);
  const unallocated = wrong ? payment.excess + random.int(1, 9999) : payment.excess;
  const key = `${ENTITY}|${year}|${number}`;
  if (wrong) g.truth.fault('finance', 'AR_RCPT', key, 'UNALLOCATED_WRONG', centsText(payment.excess));
  const thirdParty = random.chance(0.05);
  g.data.add('finance', 'AR_RCPT', {
    ENT_NO: ENTITY,
    FIS_YR: year,
    DOC_NO: number,
    RCPT_TY: payment.kind,
    CUST_NO: document.customerNo,
    RCPT_DT: numberDate(payment.day),
    PAY_MTH: payMethod(random, payment.cash),
    CUR_CD: document.currency,
    EXC_RT: scaledText(rate, 5),
    AMT_FC: centsText(paid),
    AMT_LC: centsText(baseCents(paid, rate)),
    UNALLOC: centsText(unallocated),
    PAYER_NM: thirdParty ? drawOrganisation(g.random('payer', g.last('AR_ALLOC')), 0).name : party.name,
    BANK_REF: !payment.cash && random.chance(0.8) ? `BR${numberDate(payment.day)}${random.digits(6)}` : null,
    REV_FLG: payment.reversed ? 'X' : ' ',
  });
  const receipt = { number, day: payment.day, paid: payment.reversed ? 0 : payment.amount };
  const sign = isCredit(document.type) ? -1 : 1;
  const base = sign * baseCents(payment.amount, rate);
  const settled = payment.reversed
    ? sign * baseCents(payment.amount, document.rate)
    : document.item.settle(Math.max(payment.day, document.day), payment.amount);
  if (!payment.reversed)
    postPayment(g, document, payment, base, settled, sign * (baseCents(paid, rate) - baseCents(payment.amount, rate)));
  writeAllocation(g, document, payment, receipt, sign * base, sign * (base - settled));
  return receipt;
}

function statusOf(paid: number, amount: number): DocumentStatus {
  return paid === 0 ? 'O' : paid < amount ? 'P' : 'C';
}

/** Writes the payments of a document and says what became of it. */
export function writePayments(
  g: Generation,
  party: Party,
  random: Random,
  document: Document,
  payments: readonly Payment[],
): Outcome {
  let paid = 0;
  let changedOn = document.day;
  let last: WrittenReceipt | null = null;
  for (const payment of payments) {
    const receipt = writeReceipt(g, party, random, document, payment);
    paid += receipt.paid;
    changedOn = Math.max(changedOn, receipt.day);
    if (!payment.reversed) last = receipt;
  }
  const status = statusOf(paid, document.amount);
  const cleared = status === 'C' && last !== null;
  return {
    status,
    clearedOn: cleared ? Math.max(document.day, last?.day ?? document.day) : null,
    clearedBy: cleared ? (last?.number ?? null) : null,
    changedOn,
  };
}
