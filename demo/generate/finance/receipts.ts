import { type Day, numberDate, yearOf } from '../calendar';
import { baseCents, centsText, scaledText } from '../decimal-text';
import { rateOn } from '../exchange-rates';
import { type Generation } from '../generation';
import { drawOrganisation } from '../party';
import { type Party } from '../population';
import { type Random } from '../random';
import { ENTITY } from './customers';

export interface InvoiceDocument {
  readonly year: number;
  readonly number: string;
  readonly customerNo: string;
  readonly day: Day;
  /** Always positive. */
  readonly amount: number;
}

export interface ReceiptDraft {
  readonly kind: 'DZ' | 'AD' | 'RF';
  readonly day: Day;
  readonly amount: number;
  readonly excess: number;
  readonly reversed: boolean;
}

export function documentNumber(g: Generation, table: string, year: number): string {
  return String(g.next(`${table}/${year}`)).padStart(10, '0');
}

/** A receipt and its allocation to one document; refunds settle credit notes the same way. */
export function writeReceipt(g: Generation, party: Party, random: Random, document: InvoiceDocument, draft: ReceiptDraft): void {
  const year = yearOf(draft.day);
  const number = documentNumber(g, 'AR_RCPT', year);
  const rate = rateOn(party.currency, draft.day);
  const paid = draft.amount + draft.excess;
  const wrong = random.chance(0.01);
  const stored = wrong ? draft.excess + random.int(1, 9999) : draft.excess;
  const key = `${ENTITY}|${year}|${number}`;
  if (wrong) g.truth.fault('finance', 'AR_RCPT', key, 'UNALLOCATED_WRONG', centsText(draft.excess));
  g.data.add('finance', 'AR_RCPT', {
    ENT_NO: ENTITY,
    FIS_YR: year,
    DOC_NO: number,
    RCPT_TY: draft.kind,
    CUST_NO: document.customerNo,
    RCPT_DT: numberDate(draft.day),
    PAY_MTH: random.weighted([
      ['2', 70],
      ['3', 12],
      ['1', 3],
      ['4', 5],
      ['5', 5],
      ['6', 5],
    ] as const),
    CUR_CD: party.currency,
    EXC_RT: scaledText(rate, 5),
    AMT_FC: centsText(paid),
    AMT_LC: centsText(baseCents(paid, rate)),
    UNALLOC: centsText(stored),
    PAYER_NM: random.chance(0.05) ? drawOrganisation(g.random('payer', g.last('AR_ALLOC')), 0).name : party.name,
    BANK_REF: random.chance(0.8) ? `BR${numberDate(draft.day)}${random.digits(6)}` : null,
    REV_FLG: draft.reversed ? 'X' : ' ',
  });
  const allocatedOn = Math.max(draft.day, document.day);
  const base = baseCents(draft.amount, rate);
  g.data.add('finance', 'AR_ALLOC', {
    ALLOC_NO: g.next('AR_ALLOC'),
    ENT_NO: ENTITY,
    RCPT_YR: year,
    RCPT_NO: number,
    INV_YR: document.year,
    INV_DOC: document.number,
    ALLOC_DT: numberDate(allocatedOn),
    AMT_FC: centsText(draft.amount),
    AMT_LC: centsText(base),
    DIFF_LC: centsText(base - baseCents(draft.amount, rateOn(party.currency, document.day))),
    REV_FLG: draft.reversed ? 'X' : ' ',
  });
}
