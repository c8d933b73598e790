import { ROW_TYPES } from '../canonical/row-types';
import { rowSetsOf } from '../check/row-set-context';
import { nearHint } from '../mapping/near-names';
import type { Mapping, RowSet } from '../mapping/mapping';
import type { Arguments } from './arguments';
import type { CommandConfig } from './config';
import { withSources, type ConnectedSource } from './connected-source';
import { UsageError } from './usage';

/** Runs `work` on each row set of the type the call names last, in the source it names before, else in every source. */
export async function withRowType<T>(
  call: Arguments,
  config: CommandConfig,
  work: (source: ConnectedSource, label: string) => Promise<T>,
): Promise<readonly T[]> {
  const type = call.names.at(-1) ?? '';
  const source = call.names.length > 1 ? (call.names[0] ?? null) : null;
  const labels = (mapping: Mapping) =>
    rowSetsOf(mapping)
      .map(({ label }) => label)
      .filter((label) => label === type || label.startsWith(`${type}/`));
  const chosen = await withSources(
    call,
    config,
    source,
    async (connected) => {
      const done: T[] = [];
      for (const label of labels(connected.mapping)) done.push(await work(connected, label));
      return done;
    },
    (mapping) => labels(mapping).length > 0,
  );
  if (chosen.flat().length === 0) {
    const known = Object.keys(ROW_TYPES);
    throw new UsageError(
      known.includes(type) ? `No ${type} is mapped here` : `There is no row type ${type}${nearHint(type, known)}`,
    );
  }
  return chosen.flat();
}

/** The row set of that label; the caller knows that it exists. */
export function rowSetNamed(mapping: Mapping, label: string): RowSet {
  const found = rowSetsOf(mapping).find((each) => each.label === label);
  if (!found) throw new UsageError(`${mapping.file} has no ${label}`);
  return found.rowSet;
}
