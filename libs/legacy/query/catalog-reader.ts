import type { Page } from '#core/page';
import { sourceKeyText, type SourceKey } from '#core/source-key';
import type { RefOf, Row } from '../canonical/row';
import type { FieldOf, RowType } from '../canonical/row-types';
import type { Stored } from '../codec/codec';
import type { Condition, LegacyReader, ListQuery, ReadScope } from '../legacy-reader';
import { decodeCursor, encodeCursor, listHash, type Position, type Positions } from './cursor';
import type { ListedRow, MappedSource, ReadOptions } from './mapped-source';

type Owners = readonly (readonly SourceKey[])[];

/** Reads canonical rows of several sources as one. */
export class CatalogReader implements LegacyReader {
  private readonly options: ReadOptions;

  constructor(
    private readonly sources: ReadonlyMap<string, MappedSource>,
    { today, deadlineMs, onRead }: ReadScope,
  ) {
    this.options = { today, deadlineMs, onRead };
  }

  systemsOf(type: RowType): readonly string[] {
    return [...this.sources.values()].filter((source) => source.serves(type)).map(({ mapping }) => mapping.source.id);
  }

  async byKeys<T extends RowType, F extends FieldOf<T>>(
    type: T,
    keys: readonly SourceKey[],
    fields: readonly F[],
  ): Promise<(Row<T, F> | null)[]> {
    const found = new Map<string, Row<T>>();
    await this.eachSource(type, [keys], async (source, wanted) => {
      for (const [key, row] of await source.byKeys(type, wanted, fields, this.options))
        found.set(sourceKeyText({ system: source.mapping.source.id, key }), row);
    });
    return keys.map((key) => (found.get(sourceKeyText(key)) as Row<T, F> | undefined) ?? null);
  }

  async listByRef<T extends RowType, F extends FieldOf<T>>(
    type: T,
    ref: RefOf<T>,
    parents: Owners,
    query: ListQuery<T, F>,
  ): Promise<Page<Row<T, F>>[]> {
    const { fields, where = [], sort, first, after } = query;
    const hashes = this.systemsOf(type).map((system) => this.sources.get(system)?.mapping.hash);
    const hash = listHash([type, ref, sort, where, hashes]);
    const positions: Positions = after ? decodeCursor(after, hash) : new Map();
    const rows = new Map<string, ListedRow<T>[]>();
    await this.eachSource(type, parents, async (source, owners) => {
      const system = source.mapping.source.id;
      const request = {
        owners,
        fields: [...fields, sort.field],
        where,
        sort,
        limit: first + 1,
        after: positions.get(system) ?? null,
      };
      for (const row of await source.list(type, ref, request, this.options))
        push(rows, sourceKeyText({ system, key: row.owner }), row);
    });
    return parents.map((parent) => {
      const streams = this.streams(parent, rows, sort.descending);
      return mergePage(streams, { sort, first, hash, positions });
    });
  }

  async allByRef<T extends RowType, F extends FieldOf<T>>(
    type: T,
    ref: RefOf<T>,
    parents: Owners,
    fields: readonly F[],
    where: readonly Condition<T>[] = [],
  ): Promise<Row<T, F>[][]> {
    const rows = new Map<string, Row<T>[]>();
    await this.eachSource(type, parents, async (source, owners) => {
      const request = { owners, fields, where, sort: null, limit: null, after: null };
      for (const { row, owner } of await source.list(type, ref, request, this.options)) {
        push(rows, sourceKeyText({ system: source.mapping.source.id, key: owner }), row);
      }
    });
    return parents.map((parent) =>
      distinct(parent).flatMap((key) => (rows.get(sourceKeyText(key)) ?? []) as unknown as Row<T, F>[]),
    );
  }

  async countByRef<T extends RowType>(
    type: T,
    ref: RefOf<T>,
    parents: Owners,
    where: readonly Condition<T>[] = [],
  ): Promise<number[]> {
    const counts = new Map<string, number>();
    await this.eachSource(type, parents, async (source, owners) => {
      for (const [key, count] of await source.counts(type, ref, owners, where, this.options)) {
        counts.set(sourceKeyText({ system: source.mapping.source.id, key }), count);
      }
    });
    return parents.map((parent) => distinct(parent).reduce((sum, key) => sum + (counts.get(sourceKeyText(key)) ?? 0), 0));
  }

  scan<T extends RowType, F extends FieldOf<T>>(system: string, type: T, fields: readonly F[]): AsyncIterable<Row<T, F>[]> {
    const source = this.sources.get(system);
    if (!source) throw new Error(`There is no source ${system}`);
    return source.scan(type, fields, this.options);
  }

  /** Runs one read per source that serves the type and is named by a key; sources that no key names cost nothing. */
  private async eachSource(
    type: RowType,
    parents: Owners,
    read: (source: MappedSource, keys: readonly string[]) => Promise<void>,
  ): Promise<void> {
    const wanted = new Map<string, Set<string>>();
    for (const { system, key } of parents.flat()) {
      if (!this.sources.get(system)?.serves(type)) continue;
      wanted.set(system, (wanted.get(system) ?? new Set()).add(key));
    }
    await Promise.all(
      [...wanted].map(async ([system, keys]) => {
        const source = this.sources.get(system);
        if (source) await read(source, [...keys]);
      }),
    );
  }

  /** One sorted stream per source for one parent, in the order of the database. */
  private streams<T extends RowType>(
    parent: readonly SourceKey[],
    rows: ReadonlyMap<string, readonly ListedRow<T>[]>,
    descending: boolean,
  ): Streams<T> {
    const streams = new Map<string, ListedRow<T>[]>();
    for (const key of distinct(parent)) {
      for (const row of rows.get(sourceKeyText(key)) ?? []) push(streams, key.system, row);
    }
    for (const stream of streams.values()) stream.sort((a, b) => comparePositions(a.position, b.position, descending));
    return streams;
  }
}

type Streams<T extends RowType> = ReadonlyMap<string, readonly ListedRow<T>[]>;

/** Takes the first rows of all streams by the canonical sort value; equal ones by source, then in the order of their stream. */
function mergePage<T extends RowType>(
  streams: Streams<T>,
  { sort, first, hash, positions }: { sort: ListQuery<T>['sort']; first: number; hash: string; positions: Positions },
): Page<Row<T>> {
  const heads = new Map([...streams.keys()].sort().map((system) => [system, 0]));
  const taken: Row<T>[] = [];
  const cursors: string[] = [];
  const reached = new Map<string, Position>(positions);
  const valueOf = (listed: ListedRow<T>): unknown => (listed.row as Record<string, unknown>)[sort.field];
  const next = (): [string, ListedRow<T>] | null => {
    let best: [string, ListedRow<T>] | null = null;
    for (const [system, head] of heads) {
      const row = streams.get(system)?.[head];
      if (row && (!best || compareValues(valueOf(row), valueOf(best[1]), sort.descending) < 0)) best = [system, row];
    }
    return best;
  };
  for (let found = next(); found && taken.length < first; found = next()) {
    const [system, { row, position }] = found;
    heads.set(system, (heads.get(system) ?? 0) + 1);
    reached.set(system, position);
    taken.push(row);
    cursors.push(encodeCursor(hash, reached));
  }
  return { rows: taken, cursors, hasNextPage: next() !== null };
}

function comparePositions(a: Position, b: Position, descending: boolean): number {
  return compareValues(a.sort, b.sort, descending) || compareKeys(a.key, b.key);
}

function compareKeys(a: readonly string[], b: readonly string[]): number {
  for (const [i, part] of a.entries()) {
    const order = Buffer.compare(Buffer.from(part), Buffer.from(b[i] ?? ''));
    if (order !== 0) return order;
  }
  return 0;
}

/** NULL first ascending and last descending, as both engines sort. */
function compareValues(a: unknown, b: unknown, descending: boolean): number {
  const order =
    a === b
      ? 0
      : a === null || a === undefined
        ? -1
        : b === null || b === undefined
          ? 1
          : compareStored(a as Stored, b as Stored);
  return descending ? -order : order;
}

function compareStored(a: Stored, b: Stored): number {
  if (typeof a === 'number' || typeof b === 'number') return Number(a) - Number(b);
  return Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)));
}

function distinct(parent: readonly SourceKey[]): readonly SourceKey[] {
  return [...new Map(parent.map((key) => [sourceKeyText(key), key])).values()];
}

function push<V>(lists: Map<string, V[]>, name: string, value: V): void {
  const list = lists.get(name);
  if (list) list.push(value);
  else lists.set(name, [value]);
}
