import { checkMapping } from '../check/check-mapping';
import { countOf, type CheckReport } from '../check/finding';
import { printReport } from '../check/print-report';
import type { Arguments } from './arguments';
import type { CommandConfig } from './config';
import { withSources } from './connected-source';
import type { Output } from './output';

/** `source check`: 1 when any mapping gives wrong answers. */
export async function runCheck(call: Arguments, config: CommandConfig, out: Output): Promise<number> {
  const reports = await withSources(call, config, call.names[0] ?? null, ({ mapping, probe, today, readers }) =>
    checkMapping(mapping, probe, { today, maxRows: call.rows, readers }),
  );
  if (call.json) out.write(`${JSON.stringify(reports, null, 2)}\n`);
  else
    for (const report of reports)
      out.write(printReport(call.errorsOnly ? errorsOf(report) : report, { notes: call.notes, from: out.folder }));
  return reports.some((report) => countOf(report, 'error') > 0) ? 1 : 0;
}

function errorsOf(report: CheckReport): CheckReport {
  const rowSets = report.rowSets.map((rowSet) => ({
    ...rowSet,
    findings: rowSet.findings.filter(({ severity }) => severity === 'error'),
  }));
  return { ...report, rowSets };
}
