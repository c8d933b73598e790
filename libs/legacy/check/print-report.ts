import { relative } from 'node:path';
import { countOf, counted, type CheckReport, type Finding } from './finding';

const LABELS = { error: 'ERROR', warning: 'warn ', note: '     ' } as const;

/** The report as lines for a terminal. `notes`: facts too, not only what is wrong. */
export function printReport(report: CheckReport, { notes, from }: { readonly notes: boolean; readonly from: string }): string {
  const file = relative(from, report.file);
  const blocks = report.rowSets.map(({ label, tables, rows, decoded, findings }) => {
    const read =
      rows === null ? '' : decoded < rows ? ` (${decoded} of ${counted(rows, 'row')} decoded)` : ` (${counted(rows, 'row')})`;
    const head = `${label} <- ${tables.join(' + ')}${read}`;
    return [head, ...findings.filter(({ severity }) => notes || severity !== 'note').map((each) => line(file, each))].join('\n');
  });
  const total = `${report.source}: ${counted(countOf(report, 'error'), 'error')}, ${counted(countOf(report, 'warning'), 'warning')}`;
  return `${[...blocks, total].join('\n')}\n`;
}

function line(file: string, { severity, where, line: at, message }: Finding): string {
  return `  ${LABELS[severity]} ${file}:${at} ${where}: ${message}`;
}
