import { BadUserInputError, DomainError } from '#core/errors';
import type { Row } from '../canonical/row';
import type { FieldOf, RowType } from '../canonical/row-types';
import type { Stored } from '../codec/codec';
import type { LegacyDatabase, ReadLimits, StoredRow } from '../database/legacy-database';
import type { Mapping, RowSet } from '../definition/mapping';
import type { Expression } from '../expression/ast';
import type { Condition, Sort } from '../legacy-reader';
import { holds } from './conditions';
import type { Position } from './cursor';
import { ListStatement } from './list-statement';
import { RowDecoder } from './row-decoder';
import { keyPart, keyText } from './row-key';

export interface ReadOptions extends ReadLimits {
  readonly today: string;
}

/** A row with what a merge needs to know: whose it is, and where it stands in the order. */
export interface ListedRow<T extends RowType> {
  readonly row: Row<T>;
  readonly owner: string;
  readonly position: Position;
}

const SCAN_BATCH = 1000;

/** One source read through its mapping: every call is one statement. */
export class MappedSource {
  constructor(
    readonly mapping: Mapping,
    readonly database: LegacyDatabase,
  ) {}

  serves(type: RowType): boolean {
    return this.mapping.rows.has(type);
  }

  async byKeys<T extends RowType>(
    type: T,
    keys: readonly string[],
    fields: readonly FieldOf<T>[],
    options: ReadOptions,
  ): Promise<ReadonlyMap<string, Row<T>>> {
    const { statement, decoder } = this.prepare(type, fields, [], options);
    const request = {
      by: statement.keyExpressions,
      keys,
      columns: decoder.columns,
      where: [],
      sort: null,
      limit: null,
      after: null,
    };
    const rows = await this.database.read(statement.rows(request), options);
    return new Map(rows.map((row) => [decoder.keyOf(row), decoder.decode(row)]));
  }

  async list<T extends RowType>(
    type: T,
    ref: FieldOf<T>,
    request: {
      readonly owners: readonly string[];
      readonly fields: readonly FieldOf<T>[];
      readonly where: readonly Condition<T>[];
      readonly sort: Sort<T> | null;
      readonly limit: number | null;
      readonly after: Position | null;
    },
    options: ReadOptions,
  ): Promise<readonly ListedRow<T>[]> {
    const { owners, where, fields } = request;
    const { statement, decoder, by } = this.prepare(type, [...fields, ...where.map(({ field }) => field)], [ref], options);
    const built = statement.rows({
      by,
      keys: owners,
      columns: decoder.columns,
      where,
      sort: request.sort,
      limit: request.limit,
      after: request.after,
    });
    const rows = await this.database.read(built, options);
    return rows
      .map((row): ListedRow<T> => ({
        row: decoder.decode(row),
        owner: keyText(by.map((_, i) => row[`o${i}`] ?? null)) ?? '',
        position: { sort: row.s ?? null, key: keysOf(row, statement.keyExpressions.length) },
      }))
      .filter(
        ({ row }) =>
          built.exact || where.every((condition) => holds((row as Record<string, unknown>)[condition.field], condition)),
      );
  }

  async counts<T extends RowType>(
    type: T,
    ref: FieldOf<T>,
    owners: readonly string[],
    where: readonly Condition<T>[],
    options: ReadOptions,
  ): Promise<ReadonlyMap<string, number>> {
    const { statement, by } = this.prepare(type, [], [ref], options);
    const counted = statement.counts({ by, keys: owners, where });
    const counts = new Map<string, number>();
    if (counted) {
      for (const row of await this.database.read(counted, options))
        counts.set(keyText(by.map((_, i) => row[`o${i}`] ?? null)) ?? '', Number(row.n));
    } else {
      const rows = await this.list(type, ref, { owners, fields: [], where, sort: null, limit: null, after: null }, options);
      for (const { owner } of rows) counts.set(owner, (counts.get(owner) ?? 0) + 1);
    }
    return counts;
  }

  async *scan<T extends RowType>(type: T, fields: readonly FieldOf<T>[], options: ReadOptions): AsyncGenerator<Row<T>[]> {
    const { statement, decoder } = this.prepare(type, fields, [], options);
    let after: readonly string[] | null = null;
    for (;;) {
      const rows: readonly StoredRow[] = await this.database.read(statement.scan(decoder.columns, after, SCAN_BATCH), options);
      if (rows.length > 0) yield rows.map((row) => decoder.decode(row));
      const last = rows.at(-1);
      if (!last || rows.length < SCAN_BATCH) return;
      after = keysOf(last, statement.keyExpressions.length);
    }
  }

  /** What the database says to each row set read with all its fields. */
  async check(deadlineMs: number): Promise<readonly string[]> {
    const { source, file, rows } = this.mapping;
    const problems: string[] = [];
    for (const [type, { fields, line }] of rows) {
      const statement = new ListStatement(this.mapping, this.rowSet(type), this.database.dialect);
      const decoder = new RowDecoder(this.mapping, this.rowSet(type), [...fields.keys()] as FieldOf<typeof type>[], '2000-01-01');
      try {
        await this.database.read(statement.scan(decoder.columns, null, 1), { deadlineMs });
      } catch (error) {
        const cause = error instanceof Error && error.cause instanceof Error ? error.cause : null;
        if (cause && isUnreachable(cause)) return [`source ${source.id} does not answer: ${reasonOf(cause)}`];
        problems.push(`${file}:${line} ${type}: ${cause ? reasonOf(cause) : 'cannot be read'}`);
      }
    }
    return problems;
  }

  private prepare<T extends RowType>(
    type: T,
    fields: readonly FieldOf<T>[],
    refs: readonly FieldOf<T>[],
    { today }: ReadOptions,
  ) {
    const rowSet = this.rowSet(type);
    const by = refs.flatMap((ref): readonly Expression[] => {
      const field = rowSet.fields.get(ref);
      if (field?.kind === 'ref') return field.parts;
      const source = this.mapping.source.id;
      throw new DomainError('NOT_AVAILABLE', rowSet.cannot.get(ref) ?? `${source} does not keep ${ref} of ${type}`, { source });
    });
    return {
      by,
      statement: new ListStatement<T>(this.mapping, rowSet, this.database.dialect),
      decoder: new RowDecoder<T>(this.mapping, rowSet, fields, today),
    };
  }

  private rowSet(type: RowType): RowSet {
    const rowSet = this.mapping.rows.get(type);
    if (!rowSet) throw new BadUserInputError(`Source ${this.mapping.source.id} has no ${type}`);
    return rowSet;
  }
}

const keysOf = (row: StoredRow, count: number): readonly string[] =>
  Array.from({ length: count }, (_, i) => keyPart((row[`k${i}`] ?? null) satisfies Stored) ?? '');

const codeOf = (cause: Error): string => ('code' in cause ? String(cause.code) : '');

/** The server or file is away, or does not let us in; otherwise the statement itself was refused. */
function isUnreachable(cause: Error): boolean {
  return (
    /^(E[A-Z]+|ER_ACCESS_DENIED_ERROR|ER_BAD_DB_ERROR|PROTOCOL_CONNECTION_LOST|SQLITE_CANTOPEN|SQLITE_NOTADB)$/.test(
      codeOf(cause),
    ) && !codeOf(cause).startsWith('ER_NO')
  );
}

/** The driver's own words about a name it does not know; anything else only by its code, for it may hold data. */
function reasonOf(cause: Error): string {
  const named = /no such (?:column|table): [\w.$]+|Unknown column '[^']+'|Table '[^']+' doesn't exist/i.exec(cause.message)?.[0];
  return named ?? (codeOf(cause) || 'the statement was refused');
}
