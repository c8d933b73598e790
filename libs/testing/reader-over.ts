import { SourceUnavailableError } from '#core/errors';
import type { RowType } from '#legacy/canonical/row-types';
import type { LegacyReader } from '#legacy/legacy-reader';

export type FakeRow = Readonly<Record<string, unknown>> & { readonly system: string; readonly key: string };
export type FakeRows = Partial<Record<RowType, readonly FakeRow[]>>;

interface Key {
  readonly system: string;
  readonly key: string;
}

/**
 * A reader over rows in memory that keeps what it was asked. A type without entry is served by no system;
 * conditions and order are ignored. A system named in `down` does not answer.
 */
export function readerOver(rows: FakeRows, asked: string[] = [], down: readonly string[] = []): LegacyReader {
  const systemsOf = (type: RowType): readonly string[] => [...new Set((rows[type] ?? []).map(({ system }) => system))];
  const read = (type: RowType): readonly FakeRow[] => {
    const dead = systemsOf(type).find((system) => down.includes(system));
    if (dead !== undefined) throw new SourceUnavailableError(dead);
    return rows[type] ?? [];
  };
  const isOne = (value: unknown, keys: readonly Key[]): boolean =>
    keys.some(({ system, key }) => (value as Key | null)?.system === system && (value as Key).key === key);
  const matching = (type: RowType, ref: string, parent: readonly Key[]): never[] =>
    read(type).filter((row) => isOne(row[ref], parent)) as never[];
  return {
    systemsOf: (type) => (type in rows && systemsOf(type).length === 0 ? ['empty'] : systemsOf(type)),
    byKeys: async (type, keys, fields) => {
      asked.push(`byKeys ${type} ${keys.length} ${fields.join(',')}`);
      return keys.map(({ system, key }) => read(type).find((row) => row.system === system && row.key === key) ?? null) as never[];
    },
    listByRef: async (type, ref, parents, { fields, first }) => {
      asked.push(`listByRef ${type}.${ref} ${parents.length} ${fields.join(',')}`);
      return parents.map((parent) => {
        const found = matching(type, ref, parent);
        const page = found.slice(0, first);
        return { rows: page, cursors: page.map((_row, i) => `cursor${i}`), hasNextPage: found.length > first };
      });
    },
    allByRef: async (type, ref, parents) => {
      asked.push(`allByRef ${type}.${ref} ${parents.length}`);
      return parents.map((parent) => matching(type, ref, parent));
    },
    countByRef: async (type, ref, parents) => {
      asked.push(`countByRef ${type}.${ref} ${parents.length}`);
      return parents.map((parent) => matching(type, ref, parent).length);
    },
    scan: () => {
      throw new Error('a request never scans');
    },
  };
}
