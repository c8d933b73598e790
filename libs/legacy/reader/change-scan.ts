import { DomainError } from '#core/errors';
import type { RowType } from '../canonical/row-types';
import type { Mark, Watermark } from '../codec/watermark';
import { joinKey, labelled } from '../compile/key-text';
import type { Position } from '../compile/keyset';
import type { Stored } from '../codec/codec';
import type { Expression } from '../expression/ast';
import type { ChangePage, ChangeSupport, LegacyChanges, RowHash } from '../legacy-changes';
import type { RowSet } from '../mapping/mapping';
import { decodeChangeCursor, encodeChangeCursor, type ChangeCursor } from './change-cursor';
import type { CompiledReads } from './compiled-reads';
import { listHash } from './cursor';
import { rowHasher } from './row-hash';
import type { SourceReader } from './source-reader';

/** Rows that carry a watermark themselves, or whose children do. */
interface Stream {
  readonly rowSet: RowSet;
  readonly by: readonly Expression[];
  readonly child: string | null;
  readonly watermark: Watermark;
}

interface Scanned {
  readonly reader: SourceReader;
  /** Every set of the type: a look goes over one after the other. */
  readonly rowSets: readonly RowSet[];
  /** What cursors belong to. */
  readonly of: string;
}

interface PageAsked {
  readonly after: string | null;
  readonly first: number;
}

/** Where rows of a stream are read from, and in which direction. */
interface From {
  readonly mark: Mark | null;
  readonly after: Position | null;
  readonly descending: boolean;
}

const FROM_START: From = { mark: null, after: null, descending: false };
const FROM_END: From = { mark: null, after: null, descending: true };
/** Rows with marks later than the business day among which one that is not is looked for; with more of them all rows are looked at again. */
const MOST_IN_FUTURE = 100;

interface HashedRow extends RowHash {
  readonly position: Position;
  readonly mark: Mark | null;
}

/** Finds changes through the readers of one request. */
export class ChangeScan implements LegacyChanges {
  constructor(private readonly readers: ReadonlyMap<string, SourceReader>) {}

  async support(system: string, type: RowType): Promise<ChangeSupport> {
    const { reader, rowSets } = this.scanned(system, type);
    if (rowSets.some(({ changes }) => !changes)) return { watermark: 'NONE', compareEveryMs: null };
    const intervals = rowSets.flatMap(({ changes }) => changes?.compareMs ?? []);
    const compareEveryMs = intervals.length > 0 ? Math.min(...intervals) : null;
    for (const rowSet of rowSets) {
      const [own] = streamsOf(rowSet);
      const marked = own ? await this.changed(reader, own, FROM_START, 1) : [];
      if (marked.length === 0 && (await this.hashed(reader, rowSet, null, 1)).length > 0)
        return { watermark: 'NEVER_FILLED', compareEveryMs };
    }
    return { watermark: 'USABLE', compareEveryMs };
  }

  async newest(system: string, type: RowType): Promise<string> {
    const { reader, streams, of } = this.marked(system, type);
    const marks = [];
    for (const stream of streams) {
      const latest = await this.changed(reader, stream, FROM_END, MOST_IN_FUTURE);
      const high = latest.reduce<Mark | null>((mark, row) => later(stream.watermark, mark, row.mark, reader.today), null);
      marks.push(high);
    }
    return encodeChangeCursor(of, startOf(marks));
  }

  async changedRows(system: string, type: RowType, { after, first }: PageAsked): Promise<ChangePage> {
    const { reader, streams, of } = this.marked(system, type);
    const lengths = streams.map(({ rowSet }) => rowSet.key.length);
    const cursor = after === null ? startOf(streams.map(() => null)) : decodeChangeCursor(after, of, lengths);
    const { marks, look } = cursor;
    const stream = streams[look.stream];
    if (!stream) throw new DomainError('FILTER_NOT_SUPPORTED', `${type} has no such watermark`, { source: system, type });
    const mark = marks[look.stream] ?? null;
    const found = await this.changed(reader, stream, { mark, after: look.after, descending: false }, first);
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

  async allRows(system: string, type: RowType, { after, first }: PageAsked): Promise<ChangePage> {
    const { reader, rowSets, of } = this.scanned(system, type);
    const lengths = rowSets.map(({ key }) => key.length);
    const { look } = after === null ? startOf([]) : decodeChangeCursor(after, of, lengths, 0);
    const rowSet = rowSets[look.stream];
    const found = rowSet ? await this.hashed(reader, rowSet, look.after, first) : [];
    const rows = found.map(({ key, hash }) => ({ key, hash }));
    const last = found.at(-1);
    const goesOn = last && found.length === first;
    const isComplete = !goesOn && look.stream + 1 >= rowSets.length;
    const next = goesOn
      ? { stream: look.stream, after: last.position }
      : { stream: isComplete ? 0 : look.stream + 1, after: null };
    return { rows, cursor: encodeChangeCursor(of, { marks: [], look: { ...next, high: null } }), isComplete };
  }

  private marked(system: string, type: RowType): Scanned & { readonly streams: readonly Stream[] } {
    const scanned = this.scanned(system, type);
    if (scanned.rowSets.every(({ changes }) => changes)) return { ...scanned, streams: scanned.rowSets.flatMap(streamsOf) };
    const message = `${type} of source ${system} has no watermark; compare all rows`;
    throw new DomainError('FILTER_NOT_SUPPORTED', message, { source: system, type });
  }

  private scanned(system: string, type: RowType): Scanned {
    const reader = this.readers.get(system);
    const rowSets = reader?.rowSets(type) ?? [];
    if (reader && rowSets.length > 0) return { reader, rowSets, of: listHash([system, type, reader.mapping.hash]) };
    throw new DomainError('SOURCE_UNAVAILABLE', `Source ${system} has no ${type}`, { source: system, rowType: type });
  }

  private async hashed(
    reader: SourceReader,
    rowSet: RowSet,
    after: Position | null,
    limit: number,
  ): Promise<readonly HashedRow[]> {
    const query = { asked: null, where: [], sort: null, descending: false, after, limit };
    const reads = await reader.reads(rowSet);
    return this.rows(reader, rowSet, reads, (fields) => reads.page(query, fields), null);
  }

  private async changed(
    reader: SourceReader,
    stream: Stream,
    { mark, after, descending }: From,
    limit: number,
  ): Promise<readonly HashedRow[]> {
    const { rowSet, child, watermark } = stream;
    const [first = null, ...clock] = stream.by;
    const ordered = await reader.inOneOrder(rowSet, first, 'instant');
    const changed = { by: ordered ? [ordered, ...clock] : clock, child, since: watermark.since(mark), after, descending, limit };
    const reads = await reader.reads(rowSet);
    return this.rows(reader, rowSet, reads, (fields) => reads.changed(changed, fields), stream);
  }

  private async rows(
    reader: SourceReader,
    rowSet: RowSet,
    reads: CompiledReads,
    statement: (fields: readonly string[]) => Parameters<SourceReader['send']>[1],
    stream: Stream | null,
  ): Promise<readonly HashedRow[]> {
    const fields = [...rowSet.fields.keys()];
    const hash = rowHasher(reader.mapping, rowSet, reads.decoder(fields));
    const keyLength = rowSet.key.length;
    // After the key stand the sort value and a row number; a clock stands there in place of the number.
    const rowOf = (cells: readonly Stored[]): HashedRow[] => {
      const key = joinKey(cells, keyLength);
      if (key === null) return [];
      const sort = cells[keyLength] ?? null;
      const mark = stream?.watermark.read(sort, stream.by.length > 1 ? [cells[keyLength + 1] ?? null] : []) ?? null;
      const position = { sort, key: cells.slice(0, keyLength).map(String) };
      return [{ key: labelled(rowSet.label, key), hash: hash(cells, keyLength + 2), mark, position }];
    };
    return (await reader.send(rowSet, statement(fields))).flatMap(rowOf);
  }
}

function streamsOf(rowSet: RowSet): readonly Stream[] {
  if (!rowSet.changes) return [];
  const { by, watermark, also } = rowSet.changes;
  const own = { rowSet, by, child: null, watermark };
  return [own, ...also.map((child) => ({ rowSet, by: [child.by], child: child.link, watermark: child.watermark }))];
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
