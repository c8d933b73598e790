import { explainList, type ListCall } from '../explain/explain-list';
import { parseFilter } from '../explain/parse-filter';
import { printExplained } from '../explain/print-explained';
import { isFieldName, specsOf } from '../mapping/build-field';
import type { RowSet } from '../mapping/mapping';
import { nearHint } from '../mapping/near-names';
import type { Arguments } from './arguments';
import { rowSetNamed, withRowType } from './chosen-row-set';
import type { CommandConfig } from './config';
import type { Output } from './output';
import { UsageError } from './usage';

/** `source explain`: 1 when the graph would refuse a filter or the sort. */
export async function runExplain(call: Arguments, config: CommandConfig, out: Output): Promise<number> {
  const explained = await withRowType(call, config, async ({ mapping, probe, today }, label) => {
    const rowSet = rowSetNamed(mapping, label);
    const list = await explainList(mapping, rowSet, probe, listCall(call, rowSet, today));
    return { source: mapping.source.id, rowSet: label, list };
  });
  if (call.json) out.write(`${JSON.stringify(explained, null, 2)}\n`);
  else for (const { source, rowSet, list } of explained) out.write(printExplained(`${source}.${rowSet}`, list));
  const isRefused = explained.some(({ list }) => list.filters.some(({ outcome }) => outcome === 'refused'));
  return isRefused ? 1 : 0;
}

function listCall({ filters, sort, first }: Arguments, rowSet: RowSet, today: string): ListCall {
  const descending = sort?.endsWith(':desc') ?? false;
  const field = sort === null ? null : sort.replace(/:(asc|desc)$/, '');
  if (field !== null) known(rowSet, field);
  const conditions = filters.map((text) => {
    const condition = parseFilter(text);
    if (!condition) throw new UsageError(`--filter ${text} is none of field=value, field>=value, field~prefix, field=null`);
    known(rowSet, condition.field);
    return { text, condition };
  });
  return { filters: conditions, sort: field, descending, first, today };
}

function known({ type }: RowSet, field: string): void {
  if (!isFieldName(type, field))
    throw new UsageError(`${type} has no field ${field}${nearHint(field, Object.keys(specsOf(type)))}`);
}
