import { type Day, numberDate, yearOf } from '../calendar';
import { baseCents, centsText, scaledText } from '../decimal-text';
import { rateOn } from '../exchange-rates';
import { type Generation } from '../generation';
import { type Currency } from '../population';
import { type Random } from '../random';
import { ENTITY } from './entity';
import { ACCOUNT, type Account, OpenItem } from './ledger';

export type DocumentType = 'RV' | 'RC' | 'DA' | 'AB';
export type DocumentStatus = 'O' | 'P' | 'C' | 'V' | 'W';

/** A document of receivables before its row is written. */
export interface Document {
  readonly type: DocumentType;
  readonly year: number;
  readonly number: string;
  readonly customerNo: string;
  readonly currency: Currency;
  readonly day: Day;
  readonly terms: string;
  readonly due: Day;
  /** Smallest units of the currency, always positive. */
  readonly amount: number;
  readonly tax: number;
  readonly rate: number;
  readonly item: OpenItem;
}

export type DocumentDraft = Omit<Document, 'year' | 'number' | 'rate' | 'item'>;

/** What became of a document up to the business day. */
export interface Outcome {
  readonly status: DocumentStatus;
  readonly clearedOn: Day | null;
  readonly clearedBy: string | null;
  readonly changedOn: Day;
}

const PAST_REVENUE: Readonly<Record<DocumentType, Account>> = {
  RV: ACCOUNT.revenue,
  RC: ACCOUNT.revenue,
  DA: ACCOUNT.otherRevenue,
  AB: ACCOUNT.rounding,
};

export const isCredit = (type: DocumentType): boolean => type === 'RC' || type === 'AB';
export const documentKey = ({ year, number }: Document): string => `${ENTITY}|${year}|${number}`;

export function documentNumber(g: Generation, table: string, year: number): string {
  return String(g.next(`${table}/${year}`)).padStart(10, '0');
}

/** Numbers a document and, unless it is void, posts it. */
export function issueDocument(g: Generation, draft: DocumentDraft, isVoid = false): Document {
  const year = yearOf(draft.day);
  const rate = rateOn(draft.currency, draft.day);
  const sign = isCredit(draft.type) ? -1 : 1;
  const base = baseCents(draft.amount, rate);
  const tax = baseCents(draft.tax, rate);
  const item = new OpenItem(draft.day, draft.due, sign * base, draft.amount, rate);
  if (!isVoid) {
    const account = g.ledger.account(draft.customerNo);
    g.ledger.issue(account, item);
    g.ledger.post(account, draft.day, [
      [ACCOUNT.receivable, sign * base],
      [PAST_REVENUE[draft.type], -sign * (base - tax)],
      [ACCOUNT.tax, -sign * tax],
    ]);
  }
  return { ...draft, year, number: documentNumber(g, 'AR_INV', year), rate, item };
}

/** Nobody will pay it any more: what is open is lost. */
export function writeOff(g: Generation, document: Document, day: Day): void {
  const base = document.item.settle(day, document.amount);
  g.ledger.post(g.ledger.account(document.customerNo), day, [
    [ACCOUNT.receivable, -base],
    [ACCOUNT.badDebts, base],
  ]);
}

interface DocumentTexts {
  /** Order number as it was typed. */
  readonly order: string | null;
  /** Number of the document that a credit note takes back. */
  readonly credits: string | null;
  readonly text: string | null;
}

/** Plants what is wrong in the row of a document, and notes it. */
function documentFaults(g: Generation, random: Random, document: Document, outcome: Outcome, careful: boolean) {
  const plant = (fault: string, detail: string): void => g.truth.fault('finance', 'AR_INV', documentKey(document), fault, detail);
  const noDueDate = random.chance(0.15);
  const orphan = random.chance(0.003) && !careful;
  const impossible = random.chance(0.001) ? random.pick([0, 99991231, 19000101, 20230230]) : null;
  const stale = random.chance(0.004) && outcome.status === 'C' && !careful;
  if (noDueDate) plant('DUE_DATE_MISSING', String(numberDate(document.due)));
  if (orphan) plant('ORPHAN_CUSTOMER', document.customerNo);
  if (impossible !== null) plant('IMPOSSIBLE_DATE', String(numberDate(document.day)));
  if (stale) plant('STATUS_STALE', outcome.status);
  return { noDueDate, orphan, impossible, stale };
}

export function writeDocument(
  g: Generation,
  random: Random,
  document: Document,
  outcome: Outcome,
  texts: DocumentTexts,
  careful: boolean,
): void {
  const { noDueDate, orphan, impossible, stale } = documentFaults(g, random, document, outcome, careful);
  const taxInvoice = `${document.year % 100}${String(g.next('tax invoice')).padStart(8, '0')}`;
  g.data.add('finance', 'AR_INV', {
    ENT_NO: ENTITY,
    FIS_YR: document.year,
    DOC_NO: document.number,
    DOC_TY: document.type,
    CUST_NO: orphan ? `9${document.number.slice(1)}` : document.customerNo,
    INV_NO: document.type === 'RC' ? `R${taxInvoice}` : taxInvoice,
    DOC_DT: numberDate(document.day),
    PST_DT: impossible ?? numberDate(document.day),
    DUE_DT: noDueDate ? 0 : numberDate(document.due),
    PAY_TRM: random.chance(0.1) ? null : document.terms,
    CUR_CD: document.currency,
    EXC_RT: scaledText(document.rate, 5),
    DC_IND: isCredit(document.type) ? 'H' : 'S',
    AMT_FC: centsText(document.amount),
    TAX_FC: centsText(document.tax),
    AMT_LC: centsText(baseCents(document.amount, document.rate)),
    REF_SO: texts.order,
    REF_DOC: texts.credits,
    CLR_DT: outcome.clearedOn === null || stale ? 0 : numberDate(outcome.clearedOn),
    CLR_DOC: stale ? null : outcome.clearedBy,
    STAT: stale ? 'O' : outcome.status,
    TXT: texts.text,
    CRT_DT: numberDate(document.day),
    UPD_DT: numberDate(outcome.changedOn),
  });
}
