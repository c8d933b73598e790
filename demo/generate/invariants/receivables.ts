import { type Day, dueDay } from '../calendar';
import { type Cell, type Dataset } from '../dataset';
import { type GroundTruth } from '../ground-truth';
import { cents, storedDay } from './stored-values';

export interface StoredSettlement {
  readonly day: Day;
  readonly foreign: number;
  /** Fen at the rate of the document. */
  readonly base: number;
}

/** A document of receivables as its rows tell it, planted faults put right. */
export interface StoredDocument {
  readonly key: string;
  readonly customerNo: string;
  readonly day: Day;
  readonly due: Day;
  readonly sign: 1 | -1;
  readonly foreign: number;
  readonly base: number;
  readonly status: string;
  readonly clearedOn: Day | null;
  readonly settlements: StoredSettlement[];
}

export interface StoredReceipt {
  readonly key: string;
  readonly customerNo: string;
  readonly kind: string;
  readonly day: Day;
  readonly foreign: number;
  readonly base: number;
  readonly unallocated: number;
  readonly reversed: boolean;
  readonly allocations: { readonly day: Day; readonly foreign: number; readonly base: number }[];
}

export interface Receivables {
  readonly documents: ReadonlyMap<string, StoredDocument>;
  readonly receipts: ReadonlyMap<string, StoredReceipt>;
  /** Terms of the customers that stand in the same rows. */
  readonly terms: ReadonlyMap<string, string>;
}

type Faults = ReadonlyMap<string, string>;

/** Detail by `table key fault`. */
export function faultsOf(truth: GroundTruth): Faults {
  return new Map(truth.faults.map(({ table, key, fault, detail }) => [`${table} ${key} ${fault}`, detail]));
}

function cellsOf(data: Dataset, table: string) {
  return (column: string) => data.column('finance', table, column);
}

function readDocuments(data: Dataset, faults: Faults, terms: ReadonlyMap<string, string>): Map<string, StoredDocument> {
  const column = cellsOf(data, 'AR_INV');
  const [year, number, customer, side] = [column('FIS_YR'), column('DOC_NO'), column('CUST_NO'), column('DC_IND')];
  const [issued, due, term] = [column('DOC_DT'), column('DUE_DT'), column('PAY_TRM')];
  const [foreign, base, status, cleared] = [column('AMT_FC'), column('AMT_LC'), column('STAT'), column('CLR_DT')];
  const documents = new Map<string, StoredDocument>();
  for (const row of data.table('finance', 'AR_INV').rows) {
    const key = `001|${year(row)}|${number(row)}`;
    const customerNo = faults.get(`AR_INV ${key} ORPHAN_CUSTOMER`) ?? String(customer(row));
    const day = storedDay(issued(row));
    documents.set(key, {
      key,
      customerNo,
      day,
      due: due(row) === 0 ? dueDay(day, String(term(row) ?? terms.get(customerNo) ?? 'N0')) : storedDay(due(row)),
      sign: side(row) === 'H' ? -1 : 1,
      foreign: cents(foreign(row)),
      base: cents(base(row)),
      status: faults.get(`AR_INV ${key} STATUS_STALE`) ?? String(status(row)),
      clearedOn: cleared(row) === 0 ? null : storedDay(cleared(row)),
      settlements: [],
    });
  }
  return documents;
}

function readReceipts(data: Dataset): Map<string, StoredReceipt> {
  const column = cellsOf(data, 'AR_RCPT');
  const [year, number, customer, kind] = [column('FIS_YR'), column('DOC_NO'), column('CUST_NO'), column('RCPT_TY')];
  const [day, foreign, base] = [column('RCPT_DT'), column('AMT_FC'), column('AMT_LC')];
  const [unallocated, reversed] = [column('UNALLOC'), column('REV_FLG')];
  const receipts = new Map<string, StoredReceipt>();
  for (const row of data.table('finance', 'AR_RCPT').rows) {
    const key = `001|${year(row)}|${number(row)}`;
    receipts.set(key, {
      key,
      customerNo: String(customer(row)),
      kind: String(kind(row)),
      day: storedDay(day(row)),
      foreign: cents(foreign(row)),
      base: cents(base(row)),
      unallocated: cents(unallocated(row)),
      reversed: reversed(row) === 'X',
      allocations: [],
    });
  }
  return receipts;
}

function readAllocations(data: Dataset, { documents, receipts }: Receivables): void {
  const column = cellsOf(data, 'AR_ALLOC');
  const [receiptYear, receiptNo, invoiceYear, invoiceNo] = [
    column('RCPT_YR'),
    column('RCPT_NO'),
    column('INV_YR'),
    column('INV_DOC'),
  ];
  const [on, amount, local, gain, reversed] = [
    column('ALLOC_DT'),
    column('AMT_FC'),
    column('AMT_LC'),
    column('DIFF_LC'),
    column('REV_FLG'),
  ];
  for (const row of data.table('finance', 'AR_ALLOC').rows) {
    const [day, foreign, base] = [storedDay(on(row)), cents(amount(row)), cents(local(row))];
    receipts.get(`001|${receiptYear(row)}|${receiptNo(row)}`)?.allocations.push({ day, foreign, base });
    if (reversed(row) === 'X') continue;
    documents.get(`001|${invoiceYear(row)}|${invoiceNo(row)}`)?.settlements.push({ day, foreign, base: base - cents(gain(row)) });
  }
}

export function readReceivables(data: Dataset, faults: Faults): Receivables {
  const [customerNo, term] = [data.column('finance', 'AR_CUST', 'CUST_NO'), data.column('finance', 'AR_CUST', 'PAY_TRM')];
  const terms = new Map(
    data.table('finance', 'AR_CUST').rows.map((row): [string, string] => [String(customerNo(row)), String(term(row))]),
  );
  const receivables = { documents: readDocuments(data, faults, terms), receipts: readReceipts(data), terms };
  readAllocations(data, receivables);
  return receivables;
}

const total = (amounts: readonly { readonly foreign: number }[]): number =>
  amounts.reduce((sum, { foreign }) => sum + foreign, 0);

function documentProblems(document: StoredDocument, beyond: Cell): readonly string[] {
  const problems: string[] = [];
  const paid = total(document.settlements) - cents(beyond);
  const status = paid === 0 ? 'O' : paid < document.foreign ? 'P' : 'C';
  if (paid > document.foreign) problems.push('allocated more than its amount');
  if (document.status !== 'V' && document.status !== 'W' && document.status !== status)
    problems.push(`status ${document.status}, paid says ${status}`);
  if (document.due < document.day) problems.push('due before issued');
  return problems.map((problem) => `invoice ${document.key}: ${problem}`);
}

/** Rules over documents, receipts and allocations that hold outside the planted faults. */
export function receivableProblems(receivables: Receivables, faults: Faults): readonly string[] {
  const problems: string[] = [];
  for (const document of receivables.documents.values())
    problems.push(...documentProblems(document, faults.get(`AR_INV ${document.key} ALLOCATED_BEYOND_AMOUNT`) ?? null));
  for (const receipt of receivables.receipts.values()) {
    const rest = receipt.foreign - total(receipt.allocations);
    if (rest !== receipt.unallocated && !faults.has(`AR_RCPT ${receipt.key} UNALLOCATED_WRONG`))
      problems.push(`receipt ${receipt.key}: not allocated plus unallocated`);
  }
  return problems;
}

/** A due date that is stored is the one its terms give. */
export function dueDateProblems(data: Dataset): readonly string[] {
  const column = cellsOf(data, 'AR_INV');
  const [due, term, issued] = [column('DUE_DT'), column('PAY_TRM'), column('DOC_DT')];
  return data
    .table('finance', 'AR_INV')
    .rows.filter((row) => due(row) !== 0 && term(row) !== null)
    .filter((row) => dueDay(storedDay(issued(row)), String(term(row))) !== storedDay(due(row)))
    .map((row) => `invoice of ${String(issued(row))}: due day is not what its terms say`);
}
