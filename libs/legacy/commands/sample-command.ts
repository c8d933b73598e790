import { printSample } from '../sample/print-sample';
import { sampleRows } from '../sample/sample-rows';
import type { Arguments } from './arguments';
import { rowSetNamed, withRowType } from './chosen-row-set';
import type { CommandConfig } from './config';
import type { Output } from './output';

/** `source sample`: canonical rows beside raw ones; 1 when there is no such row. */
export async function runSample(call: Arguments, config: CommandConfig, out: Output): Promise<number> {
  const found = await withRowType(call, config, async ({ mapping, probe, today, readers }, label) => {
    const rowSet = rowSetNamed(mapping, label);
    const rows = await sampleRows(mapping, rowSet, probe, { key: call.key, count: call.n, today, readers });
    return { source: mapping.source.id, rowSet: label, rows };
  });
  if (call.json) out.write(`${JSON.stringify(found, null, 2)}\n`);
  else for (const { source, rowSet, rows } of found) if (rows.length > 0) out.write(printSample(`${source}.${rowSet}`, rows));
  if (found.some(({ rows }) => rows.length > 0)) return 0;
  out.writeError(call.key === null ? 'There are no rows\n' : `No row has the key ${call.key}\n`);
  return 1;
}
