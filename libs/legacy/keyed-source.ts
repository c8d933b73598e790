import type { LegacyRecord, Selected } from '#core/legacy-record';
import type { KeyedSource } from '#core/record-source';
import { encodeRowId } from '#core/source-key';
import type { FieldOf, RowType } from './canonical/row-types';
import type { LegacyReader } from './legacy-reader';

/** Reads the rows of a concept that others refer to by key; each carries its `id`. Names that are no row field are left out. */
export function legacyKeyedSource<R extends LegacyRecord, T extends RowType>(
  reader: LegacyReader,
  type: T,
  rowFields: readonly FieldOf<T>[],
): KeyedSource<R> {
  return {
    async byKeys(keys, fields) {
      const wanted = rowFields.filter((field) => fields.includes(field));
      const rows = await reader.byKeys(type, keys, wanted);
      return rows.map((row) => row && ({ ...row, id: encodeRowId(row.system, type, row.key) } as unknown as Selected<R>));
    },
  };
}
