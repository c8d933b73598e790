import { sourceKeyText, type SourceKey } from '#core/source-key';
import type { SourceRead } from '#core/source-report';
import { DomainError, SourceNotAskedError } from '#core/errors';
import type { FieldKind } from '../canonical/field';
import type { RowType } from '../canonical/row-types';
import { isoInstant, offsetOf } from '../codec/calendar';
import type { Stored } from '../codec/codec';
import type { Expression } from '../expression/ast';
import type { DeriveClock } from '../expression/evaluate';
import type { FieldCondition } from '../compile/condition';
import { keyColumnsOf } from '../compile/key-columns';
import { inChunks, splitKey, withoutLabel } from '../compile/key-text';
import type { Position } from '../compile/keyset';
import type { Asked, ReadStatement } from '../compile/read-statements';
import { notKept, notListed, notSupported } from '../compile/refusal';
import { isHard, kindOf, type BrokenRows, type Mapping, type RowSet } from '../mapping/mapping';
import type { StatementLimits } from '../source/legacy-database';
import type { CanonicalRow } from './canonical-row';
import { firstRows } from './first-rows';
import { fulfils } from './recheck';
import { sortExpression } from './sort-expression';
import type { ReadLimits, SourceAccess, SourceList } from './source-access';
import { comparableKeys } from './comparable-columns';
import { compiledReads, type CompiledReads } from './compiled-reads';
import { inOneOrder, unionTextsOf } from './one-order';
import { countsOf, everyHas, ofParents, refKeyOf } from './rows-of-parents';

const UNLIMITED = 1_000_000_000;
const SCAN_ROWS = 1000;

/** Reads canonical rows of one source for one request; refs by text are still to be looked up. */
export class SourceReader {
  /** `now()` is written with the offset of the source's time zone. */
  private readonly clock: DeriveClock;

  constructor(
    private readonly access: SourceAccess,
    private readonly limits: ReadLimits,
  ) {
    const { today, nowMs } = limits;
    this.clock = { today, now: isoInstant(nowMs, offsetOf(access.mapping.source.timezone)(nowMs)) };
  }

  get id(): string {
    return this.mapping.source.id;
  }

  get mapping(): Mapping {
    return this.access.mapping;
  }

  /** The business day. */
  get today(): string {
    return this.limits.today;
  }

  /** The row sets of a type; none: the source does not know such rows. */
  rowSets(type: RowType): readonly RowSet[] {
    return this.access.mapping.rows.get(type) ?? [];
  }

  /** One row set of a type, by its label. */
  rowSet(type: RowType, label: string | null = null): RowSet | undefined {
    return this.rowSets(type).find((set) => set.label === label);
  }

  /** Mistakes in the mapping of a type: then it has no row sets here, and that does not mean that it has no rows. */
  broken(type: RowType): BrokenRows | null {
    return this.access.mapping.broken.get(type) ?? null;
  }

  async byKeys(rowSet: RowSet, keys: readonly string[], fields: readonly string[]): Promise<ReadonlyMap<string, CanonicalRow>> {
    const columns = rowSet.key.map((name): Expression => ({ kind: 'column', alias: rowSet.alias, name }));
    const tuples: (readonly string[])[] = [];
    for (const key of new Set(keys)) {
      const own = withoutLabel(rowSet.label, key);
      const parts = own === null ? null : splitKey(own, columns.length);
      if (parts) tuples.push(parts);
    }
    return this.readAll(rowSet, { columns, tuples }, fields, []);
  }

  /** Rows by the text of one field, for refs by text; the smallest key wins where several rows have the text. */
  async keysByText(rowSet: RowSet, field: string, texts: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const mapped = rowSet.fields.get(field);
    const [column] = mapped?.kind === 'stored' ? mapped.from : [];
    if (mapped?.kind !== 'stored' || mapped.from.length > 1 || column?.kind !== 'column') {
      throw notSupported(this.id, rowSet.type, field, 'a reference can be looked up by a plain column only');
    }
    const asked = { columns: [column], tuples: texts.map((text) => [text]) };
    const found = new Map<string, string>();
    for (const row of (await this.readAll(rowSet, asked, [field], [])).values()) {
      const text = String(row.valueOf(field));
      const before = found.get(text);
      if (before === undefined || row.key < before) found.set(text, row.key);
    }
    return found;
  }

  /** The first rows of each parent, in the order of the database over all parents; `asked` is the parent's key. */
  async list(rowSet: RowSet, ref: string, parents: readonly string[], query: SourceList): Promise<readonly CanonicalRow[]> {
    const { asked: named, wanted, isWanted } = this.parentsAsked(rowSet, ref, parents);
    if (named.tuples.length === 0) return [];
    const fields = [...query.fields, query.sort.field, ref, ...query.where.map(({ field }) => field)];
    const ordered = sortExpression(rowSet, query.sort.field);
    if (ordered === undefined) {
      const rows = await this.all(rowSet, ref, parents, fields, query.where);
      const order = { ...query.sort, kind: kindOf(rowSet, query.sort.field) };
      return firstRows(rows, order, query.first + 1, query.after);
    }
    const asked = await this.comparable(rowSet, named);
    if (asked.tuples.length === 0) return [];
    const sort = await this.inOneOrder(rowSet, ordered, kindOf(rowSet, query.sort.field));
    const reads = await this.reads(rowSet);
    const decoder = reads.decoder(fields);
    const layout = { asked: asked.columns.length, paged: true };
    const enough = query.first + 1;
    // A filter that finds too much leaves fewer rows than wanted: read on, at last all rows of these parents.
    for (const limit of [enough, enough * 8, UNLIMITED]) {
      const { descending } = query.sort;
      const statement = reads.page({ asked, where: query.where, sort, descending, after: query.after, limit }, fields);
      const cells = await this.send(rowSet, statement);
      const rows = decoder.decodeAll(cells, layout, this.clock);
      const kept = ofParents(rows, ref, isWanted).filter((row) => statement.exact || fulfils(rowSet, row, query.where));
      const isCut = reads.numbersPages ? rows.some(({ place }) => place >= limit) : cells.length >= limit;
      if (kept.length === rows.length || !isCut || everyHas(kept, wanted, enough)) return kept;
    }
    return [];
  }

  async all(
    rowSet: RowSet,
    ref: string,
    parents: readonly string[],
    fields: readonly string[],
    where: readonly FieldCondition[],
  ): Promise<readonly CanonicalRow[]> {
    const { asked, isWanted } = this.parentsAsked(rowSet, ref, parents);
    const needed = [...fields, ref, ...where.map(({ field }) => field)];
    const rows = await this.readAll(rowSet, asked, needed, where);
    return ofParents([...rows.values()], ref, isWanted);
  }

  /** Number of rows per parent, by the text of its source key. */
  async count(
    rowSet: RowSet,
    ref: string,
    parents: readonly string[],
    where: readonly FieldCondition[],
  ): Promise<ReadonlyMap<string, number>> {
    const { asked: named, wanted, target, keyOf } = this.parentsAsked(rowSet, ref, parents);
    const asked = await this.comparable(rowSet, named);
    const counts = new Map<string, number>();
    const reads = await this.reads(rowSet);
    for (const tuples of inChunks(asked.tuples)) {
      const statement = reads.count({ ...asked, tuples }, where);
      if (!statement.exact) {
        return countsOf(await this.all(rowSet, ref, parents, [], where));
      }
      for (const cells of await this.send(rowSet, statement)) {
        const parent = keyOf(cells);
        if (parent === null || !wanted.has(parent)) continue;
        const name = sourceKeyText({ system: target, key: parent });
        counts.set(name, (counts.get(name) ?? 0) + Number(cells.at(-1)));
      }
    }
    return counts;
  }

  /** Batches in key order. */
  async *scan(rowSet: RowSet, fields: readonly string[]): AsyncGenerator<readonly CanonicalRow[]> {
    const reads = await this.reads(rowSet);
    const decoder = reads.decoder(fields);
    let after: Position | null = null;
    for (;;) {
      const query = { asked: null, where: [], sort: null, descending: false, after, limit: SCAN_ROWS };
      const cells = await this.send(rowSet, reads.page(query, fields));
      const rows = decoder.decodeAll(cells, { asked: 0, paged: true }, this.clock);
      if (rows.length > 0) yield rows;
      const last = rows.at(-1);
      if (!last || cells.length < SCAN_ROWS) return;
      after = { key: last.keyParts };
    }
  }

  /** Rows whose columns hold one of the asked tuples, each once, by key. */
  async readAll(
    rowSet: RowSet,
    named: Asked,
    fields: readonly string[],
    where: readonly FieldCondition[],
  ): Promise<ReadonlyMap<string, CanonicalRow>> {
    const asked = await this.comparable(rowSet, named);
    const reads = await this.reads(rowSet);
    const decoder = reads.decoder(fields);
    const rows = new Map<string, CanonicalRow>();
    const layout = { asked: asked.columns.length, paged: false };
    let withoutKey = 0;
    for (const tuples of inChunks(asked.tuples)) {
      const statement = reads.all({ ...asked, tuples }, where, fields);
      for (const cells of await this.send(rowSet, statement)) {
        const row = decoder.decode(cells, layout, this.clock);
        if (!row) withoutKey += 1;
        else if (statement.exact || fulfils(rowSet, row, where)) rows.set(row.key, row);
      }
    }
    if (withoutKey > 0)
      this.access.log?.warn({ source: this.id, type: rowSet.type, rows: withoutKey }, 'rows without a key are left out');
    return rows;
  }

  private comparable(rowSet: RowSet, asked: Asked): Promise<Asked> {
    return this.looked(rowSet, (limits) => comparableKeys(this.access.database(), rowSet, asked, limits));
  }

  /** Looks at what is read before it is read. */
  private async looked<R>(rowSet: RowSet, look: (limits: StatementLimits) => Promise<R>): Promise<R> {
    const started = performance.now();
    try {
      return await look(this.limitsOf(rowSet, started));
    } catch (error) {
      this.report(started, failed(error));
      throw error;
    }
  }

  private limitsOf({ type }: RowSet, started: number): StatementLimits {
    const { deadlineAt, bulk } = this.limits;
    return { rowType: type, timeoutMs: deadlineAt - started, bulk };
  }

  private report(started: number, outcome: Omit<SourceRead, 'source' | 'ms' | 'reason'>): void {
    this.limits.onRead?.({ source: this.id, ms: Math.round(performance.now() - started), ...outcome });
  }

  /** The parents' keys as column values, without those no row of this source can refer to. */
  private parentsAsked(rowSet: RowSet, ref: string, parents: readonly string[]): ParentsAsked {
    const field = rowSet.fields.get(ref);
    const columns = field?.kind === 'ref' && isHard(field) ? keyColumnsOf(field) : null;
    if (!field) throw notKept(this.id, rowSet, ref);
    if (field.kind !== 'ref' || !columns) throw notListed(this.id, rowSet, ref, 'it is looked up');
    const wanted = new Set(parents);
    return {
      asked: { columns: columns.expressions, tuples: [...wanted].flatMap((key) => columns.values(key) ?? []) },
      wanted,
      isWanted: ({ key }) => wanted.has(key),
      target: field.targets[0]?.system ?? this.id,
      keyOf: (cells) => refKeyOf(field, columns, cells),
    };
  }

  /** Tells whoever counts the reads that this source was left out of a list. */
  leftOut(reason: string): void {
    this.limits.onRead?.({ source: this.id, status: 'NOT_AVAILABLE', ms: 0, reason });
  }

  async reads(rowSet: RowSet): Promise<CompiledReads> {
    const texts = await this.looked(rowSet, (limits) => unionTextsOf(this.access.database(), rowSet, limits));
    return compiledReads(this.access.mapping, rowSet, this.access.database().dialect, texts);
  }

  inOneOrder(rowSet: RowSet, sort: Expression | null, kind: FieldKind): Promise<Expression | null> {
    return this.looked(rowSet, (limits) => inOneOrder(this.access.database(), rowSet, sort, kind, limits));
  }

  async send(rowSet: RowSet, { sql, params }: ReadStatement): Promise<readonly (readonly Stored[])[]> {
    const started = performance.now();
    const statement = { rowType: rowSet.type, sql };
    const sent = (): void => this.access.onStatement?.({ source: this.id, ...statement, params });
    try {
      const rows = await this.access.database().query(sql, params, this.limitsOf(rowSet, started));
      sent();
      this.report(started, { status: 'OK', statement });
      return rows;
    } catch (error) {
      if (!(error instanceof SourceNotAskedError)) sent();
      this.report(started, failed(error, statement));
      throw error;
    }
  }
}

interface ParentsAsked {
  readonly asked: Asked;
  readonly wanted: ReadonlySet<string>;
  readonly isWanted: (parent: SourceKey) => boolean;
  /** The system of the parents. */
  readonly target: string;
  /** The parent of a row of the asked columns' cells. */
  readonly keyOf: (cells: readonly Stored[]) => string | null;
}

/** How a read that failed is told; a statement that was never sent has nothing to show. */
function failed(failure: unknown, statement?: SourceRead['statement']): Omit<SourceRead, 'source' | 'ms' | 'reason'> {
  if (failure instanceof SourceNotAskedError) return { status: 'UNAVAILABLE', failure, retryInMs: failure.retryInMs };
  const isLate = failure instanceof DomainError && failure.code === 'SOURCE_TIMEOUT';
  return { status: isLate ? 'TIMEOUT' : 'UNAVAILABLE', failure, ...(statement && { statement }) };
}
