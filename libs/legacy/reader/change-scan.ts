import { DomainError } from '#core/errors';
import type { RowType } from '../canonical/row-types';
import type { Mark, Watermark } from '../codec/watermark';
import { joinKey } from '../compile/key-text';
import type { Position } from '../compile/keyset';
import type { Stored } from '../codec/codec';
import type { Expression } from '../expression/ast';
import type { ChangePage, ChangeSupport, LegacyChanges, RowHash } from '../legacy-changes';
import type { Changes, RowSet } from '../mapping/mapping';
import { decodeChangeCursor, encodeChangeCursor, type ChangeCursor } from './change-cursor';
import { listHash } from './cursor';
import { rowHasher } from './row-hash';
import type { SourceReader } from './source-reader';

const BATCH_ROWS = 1000;

/** Rows that carry a watermark themselves, or whose children do. */
interface Stream {
  readonly by: readonly Expression[];
  readonly child: string | null;
  readonly watermark: Watermark;
}

interface Scanned {
  readonly reader: SourceReader;
  readonly rowSet: RowSet;
}

interface HashedRow extends RowHash {
  readonly position: Position;
  readonly mark: Mark | null;
}

/** Finds changes through the readers of one request. */
export class ChangeScan implements LegacyChanges {
  constructor(private readonly readers: ReadonlyMap<string, SourceReader>) {}

  async support(system: string, type: RowType): Promise<ChangeSupport> {
    const { reader, rowSet } = this.scanned(system, type);
    const { changes } = rowSet;
    if (!changes) return { watermark: 'NONE', compareEveryMs: null };
    const [own] = streamsOf(changes);
    const marked = own ? await this.read({ reader, rowSet }, own, null, null, 1) : [];
    const some = marked.length > 0 ? marked : await this.hashed({ reader, rowSet }, null, 1);
    return {
      watermark: marked.length > 0 || some.length === 0 ? 'USABLE' : 'NEVER_FILLED',
      compareEveryMs: changes.compareMs,
    };
  }

  async changedRows(
    system: string,
    type: RowType,
    { after, first }: { readonly after: string | null; readonly first: number },
  ): Promise<ChangePage> {
    const scanned = this.scanned(system, type);
    const { reader, rowSet } = scanned;
    if (!rowSet.changes) {
      const message = `${type} of source ${system} has no watermark; compare all rows`;
      throw new DomainError('FILTER_NOT_SUPPORTED', message, { source: system, type });
    }
    const streams = streamsOf(rowSet.changes);
    const of = listHash([system, type, reader.mapping.hash]);
    const cursor =
      after === null ? startOf(streams.map(() => null)) : decodeChangeCursor(after, of, streams.length, rowSet.key.length);
    const { marks, look } = cursor;
    const stream = streams[look.stream];
    if (!stream) throw new DomainError('FILTER_NOT_SUPPORTED', `${type} has no such watermark`, { source: system, type });
    const mark = marks[look.stream] ?? null;
    const found = await this.read(scanned, stream, mark, look.after, first);
    const high = found.reduce((highest, row) => later(stream.watermark, highest, row.mark, reader.today), look.high ?? mark);
    const rows = found.map(({ key, hash }) => ({ key, hash }));
    const last = found.at(-1);
    if (last && found.length === first) {
      const next = { marks, look: { stream: look.stream, after: last.position, high } };
      return { rows, cursor: encodeChangeCursor(of, next), isComplete: false };
    }
    const reached = marks.with(look.stream, high);
    const isComplete = look.stream + 1 === streams.length;
    const next = isComplete ? startOf(reached) : { marks: reached, look: { stream: look.stream + 1, after: null, high: null } };
    return { rows, cursor: encodeChangeCursor(of, next), isComplete };
  }

  async *rowHashes(system: string, type: RowType): AsyncGenerator<readonly RowHash[]> {
    const scanned = this.scanned(system, type);
    let after: Position | null = null;
    for (;;) {
      const found: readonly HashedRow[] = await this.hashed(scanned, after, BATCH_ROWS);
      if (found.length > 0) yield found.map(({ key, hash }) => ({ key, hash }));
      const last = found.at(-1);
      if (!last || found.length < BATCH_ROWS) return;
      after = last.position;
    }
  }

  private scanned(system: string, type: RowType): Scanned {
    const reader = this.readers.get(system);
    const rowSet = reader?.rowSet(type);
    if (reader && rowSet) return { reader, rowSet };
    throw new DomainError('SOURCE_UNAVAILABLE', `Source ${system} has no ${type}`, { source: system, rowType: type });
  }

  private hashed(scanned: Scanned, after: Position | null, limit: number): Promise<readonly HashedRow[]> {
    const query = { asked: null, where: [], sort: null, descending: false, after, limit };
    return this.rows(scanned, (fields) => scanned.reader.reads(scanned.rowSet).page(query, fields), null);
  }

  private read(
    scanned: Scanned,
    stream: Stream,
    mark: Mark | null,
    after: Position | null,
    limit: number,
  ): Promise<readonly HashedRow[]> {
    const { by, child, watermark } = stream;
    const changed = { by, child, since: watermark.since(mark), after, limit };
    return this.rows(scanned, (fields) => scanned.reader.reads(scanned.rowSet).changed(changed, fields), stream);
  }

  private async rows(
    { reader, rowSet }: Scanned,
    statement: (fields: readonly string[]) => Parameters<SourceReader['send']>[1],
    stream: Stream | null,
  ): Promise<readonly HashedRow[]> {
    const fields = [...rowSet.fields.keys()];
    const hash = rowHasher(reader.mapping, rowSet, reader.reads(rowSet).decoder(fields));
    const keyLength = rowSet.key.length;
    // After the key stand the sort value and a row number; a clock stands there in place of the number.
    const rowOf = (cells: readonly Stored[]): HashedRow[] => {
      const key = joinKey(cells, keyLength);
      if (key === null) return [];
      const sort = cells[keyLength] ?? null;
      const mark = stream?.watermark.read(sort, stream.by.length > 1 ? [cells[keyLength + 1] ?? null] : []) ?? null;
      return [{ key, hash: hash(cells, keyLength + 2), mark, position: { sort, key: cells.slice(0, keyLength).map(String) } }];
    };
    return (await reader.send(rowSet, statement(fields))).flatMap(rowOf);
  }
}

function streamsOf({ by, watermark, also }: Changes): readonly Stream[] {
  const own = { by, child: null, watermark };
  return [own, ...also.map((child) => ({ by: [child.by], child: child.link, watermark: child.watermark }))];
}

const startOf = (marks: readonly (Mark | null)[]): ChangeCursor => ({ marks, look: { stream: 0, after: null, high: null } });

/** The later of two marks; one after the business day does not count. */
function later(watermark: Watermark, highest: Mark | null, mark: Mark | null, today: string): Mark | null {
  if (mark === null || (watermark.dayOf(mark) ?? today) > today) return highest;
  if (highest === null) return mark;
  const [a, b] =
    typeof mark === 'number' || typeof highest === 'number'
      ? [Number(highest), Number(mark)]
      : [Date.parse(highest), Date.parse(mark)];
  return b > a ? mark : highest;
}
