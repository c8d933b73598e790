import { type Dataset } from '../dataset';
import { type GroundTruth } from '../ground-truth';
import { ageingProblems, ledgerProblems } from './ledger';
import { dueDateProblems, faultsOf, readReceivables, receivableProblems } from './receivables';
import { cents } from './stored-values';

function stayProblems(data: Dataset): readonly string[] {
  return (['master', 'hmaster'] as const).flatMap((table) => {
    const column = (name: string) => data.column('pms', table, name);
    const [hotel, account, status, charge, credit] = ['hotelid', 'accnt', 'sta', 'charge', 'credit'].map(column);
    return data
      .table('pms', table)
      .rows.filter((row) => status?.(row) === 'O' && cents(charge?.(row) ?? null) !== cents(credit?.(row) ?? null))
      .map((row) => `stay ${hotel?.(row)}|${account?.(row)}: checked out with a balance`);
  });
}

const PARTY_KEYS = [
  ['finance', 'AR_CUST', ['ENT_NO', 'CUST_NO']],
  ['sales', 't_Cust', ['FItemID']],
  ['tickets', 'hd_user', ['uid']],
  ['pms', 'guest', ['no']],
] as const;

function linkProblems(data: Dataset, truth: GroundTruth): readonly string[] {
  const keys = new Set<string>();
  for (const [system, table, columns] of PARTY_KEYS) {
    const cells = columns.map((column) => data.column(system, table, column));
    for (const row of data.table(system, table).rows) keys.add(`${system} ${cells.map((cell) => cell(row)).join('|')}`);
  }
  return truth.links
    .filter((link) => !keys.has(`${link.system} ${link.key}`))
    .map((link) => `link to missing ${link.system} ${link.key}`);
}

/**
 * What must hold in the rows of whole parties, outside the planted faults; throws with the first rows that break a rule.
 * Customers whose own record is not among the rows are not checked against the ledger.
 */
export function checkInvariants(data: Dataset, truth: GroundTruth): void {
  const faults = faultsOf(truth);
  const receivables = readReceivables(data, faults);
  const problems = [
    ...receivableProblems(receivables, faults),
    ...dueDateProblems(data),
    ...ageingProblems(data, receivables),
    ...ledgerProblems(data, receivables, faults),
    ...stayProblems(data),
    ...linkProblems(data, truth),
  ];
  if (problems.length > 0) throw new Error(`The generator broke ${problems.length} rules:\n${problems.slice(0, 10).join('\n')}`);
}
