import { type Day, MONTH_ENDS, periodOf } from '../calendar';
import { centsText } from '../decimal-text';
import { type Cell, type Dataset, type Row } from '../dataset';
import { AGE_COLUMNS, ageColumn } from '../finance/ageing';
import { type Receivables, type StoredDocument } from './receivables';
import { cents } from './stored-values';

function settlementsOf(document: StoredDocument): readonly (readonly [Day, number])[] {
  const paid = document.settlements.map(({ day, base }) => [day, base] as const);
  if (document.status !== 'W' || document.clearedOn === null) return paid;
  const rest = document.base - paid.reduce((sum, [, base]) => sum + base, 0);
  return [...paid, [document.clearedOn, rest]];
}

function byCustomer({ documents, terms }: Receivables): ReadonlyMap<string, readonly StoredDocument[]> {
  const customers = new Map<string, StoredDocument[]>([...terms.keys()].map((customerNo) => [customerNo, []]));
  for (const document of documents.values()) if (document.status !== 'V') customers.get(document.customerNo)?.push(document);
  return customers;
}

interface OpenDocument {
  readonly document: StoredDocument;
  readonly settlements: readonly (readonly [Day, number])[];
}

function openOn({ document, settlements }: OpenDocument, day: Day): number {
  if (document.day > day) return 0;
  let open = document.base;
  for (const [settledOn, base] of settlements) if (settledOn <= day) open -= base;
  return document.sign * open;
}

/** Snapshots as the documents give them: `period customer balance ages`. */
function expectedAgeing(customerNo: string, documents: readonly StoredDocument[]): readonly string[] {
  if (documents.length === 0) return [];
  const first = Math.min(...documents.map((document) => document.day));
  const items = documents.map((document) => ({ document, settlements: settlementsOf(document) }));
  const lines: string[] = [];
  for (const { period, lastDay } of MONTH_ENDS) {
    if (lastDay < first) continue;
    const ages = new Map<string, number>();
    let balance = 0;
    for (const item of items) {
      const open = openOn(item, lastDay);
      if (open === 0) continue;
      const column = ageColumn(lastDay - item.document.due);
      ages.set(column, (ages.get(column) ?? 0) + open);
      balance += open;
    }
    const texts = AGE_COLUMNS.map((column) => centsText(ages.get(column) ?? 0));
    if (ages.size > 0) lines.push(`${period} ${customerNo} ${centsText(balance)} ${texts.join(' ')}`);
  }
  return lines;
}

/** The snapshots say what the documents give. */
export function ageingProblems(data: Dataset, receivables: Receivables): readonly string[] {
  const cells = ['PRD', 'CUST_NO', 'BAL', ...AGE_COLUMNS].map((column) => data.column('finance', 'AR_AGE', column));
  const stored = new Set(data.table('finance', 'AR_AGE').rows.map((row) => cells.map((cell) => String(cell(row))).join(' ')));
  const problems: string[] = [];
  for (const [customerNo, documents] of byCustomer(receivables)) {
    for (const line of expectedAgeing(customerNo, documents))
      if (!stored.delete(line)) problems.push(`ageing: the documents give ${line}`);
  }
  return [...problems, ...[...stored].map((line) => `ageing: no documents give ${line}`)];
}

type Movements = Map<string, { debit: number; credit: number }>;

function addMovement(movements: Movements, day: Day, account: string, amount: number): void {
  const key = `${account} ${periodOf(day)}`;
  const movement = movements.get(key) ?? { debit: 0, credit: 0 };
  if (amount > 0) movement.debit += amount;
  else movement.credit -= amount;
  if (amount !== 0) movements.set(key, movement);
}

function expectedMovements(customerNo: string, documents: readonly StoredDocument[], receivables: Receivables): Movements {
  const movements: Movements = new Map();
  for (const document of documents) {
    addMovement(movements, document.day, '1122', document.sign * document.base);
    for (const [day, base] of settlementsOf(document)) addMovement(movements, day, '1122', -document.sign * base);
  }
  for (const receipt of receivables.receipts.values()) {
    if (receipt.customerNo !== customerNo || receipt.reversed || receipt.kind === 'RF') continue;
    const allocated = receipt.allocations.reduce((sum, { base }) => sum + base, 0);
    const advance = receipt.kind === 'AD';
    addMovement(movements, receipt.day, '2203', -(advance ? receipt.base : receipt.base - allocated));
    if (advance) for (const { day, base } of receipt.allocations) addMovement(movements, day, '2203', base);
  }
  return movements;
}

interface LedgerColumns {
  readonly year: (row: Row) => Cell;
  readonly period: (row: Row) => Cell;
  readonly account: (row: Row) => Cell;
  readonly currency: (row: Row) => Cell;
  readonly amounts: readonly ((row: Row) => Cell)[];
}

function ledgerColumns(data: Dataset): LedgerColumns {
  const column = (name: string) => data.column('finance', 'GL_SUM', name);
  return {
    year: column('FIS_YR'),
    period: column('PRD'),
    account: column('ACCT'),
    currency: column('CUR_CD'),
    amounts: ['BGN', 'DR', 'CR', 'END_'].map(column),
  };
}

/** The balances of a customer move as its documents do, and every balance starts where the one before ended. */
function balanceProblems(
  customerNo: string,
  rows: readonly Row[],
  expected: Movements,
  faults: ReadonlyMap<string, string>,
  columns: LedgerColumns,
): readonly string[] {
  const problems: string[] = [];
  const closing = new Map<string, number>();
  for (const row of rows) {
    const [year, period, account] = [columns.year(row), columns.period(row), String(columns.account(row))];
    const key = `001|${year}|${period}|${account}|${customerNo}|${columns.currency(row)}`;
    const [opening = 0, debit = 0, credit = 0, end = 0] = columns.amounts.map((cell) => cents(cell(row)));
    const movementKey = `${account} ${Number(year) * 100 + Number(period)}`;
    const movement = expected.get(movementKey) ?? { debit: 0, credit: 0 };
    const right = faults.get(`GL_SUM ${key} LEDGER_NOT_EQUAL_RECEIVABLES`);
    if (opening !== (closing.get(account) ?? 0)) problems.push(`ledger ${key}: does not start where the period before ended`);
    if (right === undefined && (debit !== movement.debit || credit !== movement.credit || end !== opening + debit - credit))
      problems.push(`ledger ${key}: not what the documents give`);
    if (right !== undefined && cents(right) === end) problems.push(`ledger ${key}: planted fault is none`);
    closing.set(account, right === undefined ? end : cents(right));
    expected.delete(movementKey);
  }
  return [...problems, ...[...expected.keys()].map((key) => `ledger of ${customerNo}: nothing for ${key}`)];
}

/** The ledger of every customer in the rows says what its documents give. */
export function ledgerProblems(data: Dataset, receivables: Receivables, faults: ReadonlyMap<string, string>): readonly string[] {
  const customer = data.column('finance', 'GL_SUM', 'AUX_CD');
  const rows = new Map<string, Row[]>();
  for (const row of data.table('finance', 'GL_SUM').rows) {
    const customerNo = String(customer(row));
    rows.set(customerNo, [...(rows.get(customerNo) ?? []), row]);
  }
  const columns = ledgerColumns(data);
  return [...byCustomer(receivables)].flatMap(([customerNo, documents]) =>
    balanceProblems(
      customerNo,
      rows.get(customerNo) ?? [],
      expectedMovements(customerNo, documents, receivables),
      faults,
      columns,
    ),
  );
}
