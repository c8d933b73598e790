import { type Cell, type Dataset } from './dataset';
import { dueDay, dayOf } from './calendar';
import { type GroundTruth } from './ground-truth';

type Row = Readonly<Record<string, Cell>>;

/** Whole smallest units of decimal text; exact. */
function cents(cell: Cell | undefined): number {
  const text = String(cell ?? '0');
  const [whole = '0', part = ''] = text.replace('-', '').split('.');
  const units = Number(whole) * 100 + Number(part.padEnd(2, '0').slice(0, 2));
  return text.startsWith('-') ? -units : units;
}

function sums(rows: readonly Row[], key: (row: Row) => string, value: (row: Row) => number): ReadonlyMap<string, number> {
  const result = new Map<string, number>();
  for (const row of rows) result.set(key(row), (result.get(key(row)) ?? 0) + value(row));
  return result;
}

function isoOf(cell: Cell | undefined): string {
  return String(cell).replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');
}

function financeProblems(data: Dataset, faulty: ReadonlySet<string>): string[] {
  const problems: string[] = [];
  const allocations = data.records('finance', 'AR_ALLOC').filter((row) => row.REV_FLG !== 'X');
  const byInvoice = sums(
    allocations,
    (row) => `001|${row.INV_YR}|${row.INV_DOC}`,
    (row) => cents(row.AMT_FC),
  );
  const byReceipt = sums(
    data.records('finance', 'AR_ALLOC'),
    (row) => `001|${row.RCPT_YR}|${row.RCPT_NO}`,
    (row) => cents(row.AMT_FC),
  );
  for (const row of data.records('finance', 'AR_INV')) {
    const key = `001|${row.FIS_YR}|${row.DOC_NO}`;
    const amount = cents(row.AMT_FC);
    const paid = byInvoice.get(key) ?? 0;
    if (paid > amount) problems.push(`invoice ${key}: allocated more than its amount`);
    const status = paid === 0 ? 'O' : paid < amount ? 'P' : 'C';
    if (row.STAT !== 'V' && row.STAT !== 'W' && row.STAT !== status)
      problems.push(`invoice ${key}: status ${row.STAT}, paid says ${status}`);
    if (row.DUE_DT !== 0 && dayOf(isoOf(row.DUE_DT)) < dayOf(isoOf(row.DOC_DT)))
      problems.push(`invoice ${key}: due before issued`);
    if (
      row.DUE_DT !== 0 &&
      row.PAY_TRM !== null &&
      dueDay(dayOf(isoOf(row.DOC_DT)), String(row.PAY_TRM)) !== dayOf(isoOf(row.DUE_DT))
    ) {
      problems.push(`invoice ${key}: due day is not what its terms say`);
    }
  }
  for (const row of data.records('finance', 'AR_RCPT')) {
    const key = `001|${row.FIS_YR}|${row.DOC_NO}`;
    const rest = cents(row.AMT_FC) - (byReceipt.get(key) ?? 0);
    if (rest !== cents(row.UNALLOC) && !faulty.has(`AR_RCPT ${key}`))
      problems.push(`receipt ${key}: not allocated plus unallocated`);
  }
  return problems;
}

function stayProblems(data: Dataset): string[] {
  return [...data.records('pms', 'master'), ...data.records('pms', 'hmaster')]
    .filter((row) => row.sta === 'O' && cents(row.charge) !== cents(row.credit))
    .map((row) => `stay ${row.hotelid}|${row.accnt}: checked out with a balance`);
}

function linkProblems(data: Dataset, truth: GroundTruth): string[] {
  const keys = new Set<string>();
  for (const row of data.records('finance', 'AR_CUST')) keys.add(`finance ${row.ENT_NO}|${row.CUST_NO}`);
  for (const row of data.records('sales', 't_Cust')) keys.add(`sales ${row.FItemID}`);
  for (const row of data.records('tickets', 'hd_user')) keys.add(`tickets ${row.uid}`);
  for (const row of data.records('pms', 'guest')) keys.add(`pms ${row.no}`);
  return truth.links
    .filter((link) => !keys.has(`${link.system} ${link.key}`))
    .map((link) => `link to missing ${link.system} ${link.key}`);
}

/** What must hold in the data outside the planted faults; throws with the first rows that break a rule. */
export function checkInvariants(data: Dataset, truth: GroundTruth): void {
  const faulty = new Set(truth.faults.map((fault) => `${fault.table} ${fault.key}`));
  const problems = [...financeProblems(data, faulty), ...stayProblems(data), ...linkProblems(data, truth)];
  if (problems.length > 0) throw new Error(`The generator broke ${problems.length} rules:\n${problems.slice(0, 10).join('\n')}`);
}
