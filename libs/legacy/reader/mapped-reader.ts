import { DomainError } from '#core/errors';
import type { Page } from '#core/page';
import { sourceKeyText, type SourceKey } from '#core/source-key';
import type { RefOf, Row } from '../canonical/row';
import type { FieldOf, RowType } from '../canonical/row-types';
import { isRefusal } from '../compile/refusal';
import type { Condition, LegacyReader, ListQuery } from '../legacy-reader';
import { specsOf } from '../mapping/build-field';
import type { RowSet } from '../mapping/mapping';
import { conditionsOf } from './conditions-of';
import { decodeCursor, listHash, type Positions } from './cursor';
import { IndirectRows, isIndirect } from './indirect-rows';
import { lookUpRefs } from './look-up-refs';
import { mergePages } from './merge-pages';
import { RowWriter } from './row-writer';
import { RowsByParent } from './rows-of-parents';
import type { SourceReader } from './source-reader';

const NO_POSITIONS: Positions = new Map();

type Parents = readonly (readonly SourceKey[])[];

/** One row set of one source; `name` tells it from the others in cursors. */
interface Serving {
  readonly name: string;
  readonly reader: SourceReader;
  readonly rowSet: RowSet;
}

interface Answered<R> {
  readonly name: string;
  /** The systems whose keys the rows refer to. */
  readonly targets: ReadonlySet<string>;
  readonly rows: R;
}

/** The mapped sources of a catalog, read as one, within the limits of one request. */
export class MappedReader implements LegacyReader {
  /** `mappings`: hashes of the mapping files by source; part of every cursor. */
  constructor(
    private readonly readers: ReadonlyMap<string, SourceReader>,
    private readonly mappings: ReadonlyMap<string, string>,
  ) {}

  systemsOf(type: RowType): readonly string[] {
    const answering = [...this.readers.values()].filter((reader) => reader.rowSets(type).length > 0 || reader.broken(type));
    return answering.map(({ id }) => id);
  }

  async byKeys<T extends RowType, F extends FieldOf<T>>(
    type: T,
    keys: readonly SourceKey[],
    fields: readonly F[],
  ): Promise<(Row<T, F> | null)[]> {
    const asked = keysBySystem(keys);
    for (const system of asked.keys()) this.refuseBroken(type, system);
    const reads = this.serving(type).map(async ({ reader, rowSet }) => {
      const own = asked.get(reader.id);
      return own ? [{ system: reader.id, rows: await reader.byKeys(rowSet, own, fields) }] : [];
    });
    const found = (await Promise.all(reads)).flat();
    await lookUpRefs(
      found.flatMap(({ rows }) => [...rows.values()]),
      this.readers,
    );
    const writer = new RowWriter<T, F>(fields);
    return keys.map(({ system, key }) => {
      const row = found.find((each) => each.system === system && each.rows.has(key))?.rows.get(key);
      return row ? writer.write(row) : null;
    });
  }

  async listByRef<T extends RowType, F extends FieldOf<T>>(
    type: T,
    ref: RefOf<T>,
    parents: Parents,
    query: ListQuery<T, F>,
  ): Promise<Page<Row<T, F>>[]> {
    const { sort, where = [], first, fields } = query;
    const serving = this.serving(type);
    const hash = listHash([type, ref, sort, where, serving.map(({ reader }) => [reader.id, this.mappings.get(reader.id)])]);
    const keyLengths = new Map(serving.map(({ name, rowSet }) => [name, rowSet.key.length]));
    const after = query.after ? decodeCursor(query.after, hash, keyLengths) : NO_POSITIONS;
    const { lists, refusals } = await this.answering(type, ref, parents, (source, asked) => {
      const { name, reader, rowSet } = source;
      const list = { fields, where: conditionsOf(rowSet, where), sort, first, after: after.get(name) ?? null };
      return this.indirect(source, ref)?.list(asked, list) ?? reader.list(rowSet, ref, keysOf(asked), list);
    });
    const order = { ...sort, kind: specsOf(type)[sort.field]?.kind ?? 'text' };
    const grouped = lists.map(({ name, rows }) => ({ name, rows: new RowsByParent(rows) }));
    const pages = parents.map((parent) => {
      const streams = new Map(grouped.map(({ name, rows }) => [name, rows.of(parent)]));
      const refusal = refusalOf(parent, lists, refusals);
      return { ...mergePages(streams, order, first, hash, after), ...(refusal && { refusal }) };
    });
    await lookUpRefs([...new Set(pages.flatMap(({ rows }) => rows))], this.readers);
    const writer = new RowWriter<T, F>(fields);
    return pages.map((page) => ({ ...page, rows: page.rows.map((row) => writer.write(row)) }));
  }

  async allByRef<T extends RowType, F extends FieldOf<T>>(
    type: T,
    ref: RefOf<T>,
    parents: Parents,
    fields: readonly F[],
    where: readonly Condition<T>[] = [],
  ): Promise<Row<T, F>[][]> {
    const lists = await this.perSource(type, ref, parents, (source, asked) => {
      const conditions = conditionsOf(source.rowSet, where);
      const indirect = this.indirect(source, ref);
      return indirect?.all(asked, fields, conditions) ?? source.reader.all(source.rowSet, ref, keysOf(asked), fields, conditions);
    });
    await lookUpRefs(
      lists.flatMap(({ rows }) => rows),
      this.readers,
    );
    const writer = new RowWriter<T, F>(fields);
    const grouped = lists.map(({ rows }) => new RowsByParent(rows));
    return parents.map((parent) => grouped.flatMap((rows) => rows.of(parent)).map((row) => writer.write(row)));
  }

  async countByRef<T extends RowType>(
    type: T,
    ref: RefOf<T>,
    parents: Parents,
    where: readonly Condition<T>[] = [],
  ): Promise<number[]> {
    const { lists } = await this.answering(type, ref, parents, (source, asked) => {
      const conditions = conditionsOf(source.rowSet, where);
      const indirect = this.indirect(source, ref);
      return indirect?.count(asked, conditions) ?? source.reader.count(source.rowSet, ref, keysOf(asked), conditions);
    });
    return parents.map((parent) => {
      const names = new Set(parent.map(sourceKeyText));
      return lists.reduce((sum, { rows }) => [...names].reduce((part, name) => part + (rows.get(name) ?? 0), sum), 0);
    });
  }

  async *scan<T extends RowType, F extends FieldOf<T>>(
    system: string,
    type: T,
    fields: readonly F[],
  ): AsyncIterable<Row<T, F>[]> {
    this.refuseBroken(type, system);
    const serving = this.serving(type).filter(({ reader }) => reader.id === system);
    if (serving.length === 0)
      throw new DomainError('SOURCE_UNAVAILABLE', `Source ${system} has no ${type}`, { source: system, rowType: type });
    const writer = new RowWriter<T, F>(fields);
    for (const { reader, rowSet } of serving) {
      for await (const rows of reader.scan(rowSet, fields)) {
        await lookUpRefs(rows, this.readers);
        yield rows.map((row) => writer.write(row));
      }
    }
  }

  /** Reads the rows of parents where the reference does not hold their keys; undefined where it does. */
  private indirect({ reader, rowSet }: Serving, ref: string): IndirectRows | undefined {
    const field = rowSet.fields.get(ref);
    return field?.kind === 'ref' && isIndirect(field) ? new IndirectRows(reader, rowSet, field, this.readers) : undefined;
  }

  private serving(type: RowType): readonly Serving[] {
    return [...this.readers.values()].flatMap((reader) =>
      reader.rowSets(type).map((rowSet) => {
        const name = rowSet.label === null ? reader.id : `${reader.id}/${rowSet.label}`;
        return { name, reader, rowSet };
      }),
    );
  }

  /** An empty list or a null would say that the source has no such rows. */
  private refuseBroken(type: RowType, system: string): void {
    if (!this.readers.get(system)?.broken(type)) return;
    const message = `Source ${system} cannot answer ${type}: its mapping has mistakes`;
    throw new DomainError('NOT_AVAILABLE', message, { source: system, rowType: type });
  }

  /**
   * Like `perSource`, without the row sets that cannot answer such a list: each is reported, and costs its own rows only.
   * @throws DomainError the first refusal when none is left
   */
  private async answering<R>(
    type: RowType,
    ref: string,
    parents: Parents,
    read: (source: Serving, asked: readonly SourceKey[]) => Promise<R>,
  ): Promise<{ readonly lists: readonly Answered<R>[]; readonly refusals: readonly Answered<DomainError>[] }> {
    const all = await this.perSource<R | DomainError>(type, ref, parents, async (source, keys) => {
      try {
        return await read(source, keys);
      } catch (error) {
        if (!isRefusal(error)) throw error;
        source.reader.leftOut(error.message);
        return error;
      }
    });
    const lists: Answered<R>[] = [];
    const refusals: Answered<DomainError>[] = [];
    for (const { rows, ...from } of all) {
      if (rows instanceof DomainError) refusals.push({ ...from, rows });
      else lists.push({ ...from, rows });
    }
    const [first] = refusals;
    if (first && lists.length === 0) throw first.rows;
    return { lists, refusals };
  }

  /** Reads each row set that a parent's key leads to. */
  private async perSource<R>(
    type: RowType,
    ref: string,
    parents: Parents,
    read: (source: Serving, asked: readonly SourceKey[]) => Promise<R>,
  ): Promise<readonly Answered<R>[]> {
    const asked = new Map(parents.flat().map((key) => [sourceKeyText(key), key]));
    const systems = new Set([...asked.values()].map(({ system }) => system));
    for (const reader of this.readers.values()) {
      const mistaken = reader.broken(type)?.systemsOf(ref);
      const isAsked = mistaken === null ? asked.size > 0 : [...(mistaken ?? [])].some((system) => systems.has(system));
      if (isAsked) this.refuseBroken(type, reader.id);
    }
    const reads = this.serving(type).map(async (source) => {
      const field = source.rowSet.fields.get(ref);
      const targets = new Set(field?.kind === 'ref' ? field.targets.map(({ system }) => system) : [source.reader.id]);
      const keys = [...asked.values()].filter(({ system }) => targets.has(system));
      return keys.length === 0 ? [] : [{ name: source.name, targets, rows: await read(source, keys) }];
    });
    return (await Promise.all(reads)).flat();
  }
}

/** Why nothing can be said of a parent: every source that knows it cannot answer. */
function refusalOf(
  parent: readonly SourceKey[],
  lists: readonly Answered<unknown>[],
  refusals: readonly Answered<DomainError>[],
): DomainError | null {
  const knows = ({ targets }: { readonly targets: ReadonlySet<string> }): boolean =>
    parent.some(({ system }) => targets.has(system));
  return lists.some(knows) ? null : (refusals.find(knows)?.rows ?? null);
}

const keysOf = (parents: readonly SourceKey[]): readonly string[] => parents.map(({ key }) => key);

function keysBySystem(keys: readonly SourceKey[]): ReadonlyMap<string, readonly string[]> {
  const systems = new Map<string, string[]>();
  for (const { system, key } of keys) {
    const known = systems.get(system);
    if (known) known.push(key);
    else systems.set(system, [key]);
  }
  return systems;
}
