import type { Mapping, RowSet } from '../mapping/mapping';
import { RowDecoder } from './row-decoder';

// Selections of fields come from clients, so that there can be any number of them.
const MOST_REMEMBERED = 200;

const known = new WeakMap<RowSet, Map<string, RowDecoder>>();

/** The decoder of a row set for the fields asked; built once, for a request reads what others read before. */
export function decoderOf(mapping: Mapping, rowSet: RowSet, fields: readonly string[]): RowDecoder {
  const decoders = known.get(rowSet) ?? new Map<string, RowDecoder>();
  known.set(rowSet, decoders);
  const name = fields.join(' ');
  const before = decoders.get(name);
  if (before) return before;
  if (decoders.size >= MOST_REMEMBERED) decoders.clear();
  const decoder = new RowDecoder(mapping, rowSet, fields);
  decoders.set(name, decoder);
  return decoder;
}
