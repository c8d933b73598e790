import { DomainError } from '#core/errors';
import type { RowType } from '../canonical/row-types';
import type { Statement } from '../database/legacy-database';
import type { Mapping, RowSet, Table } from '../definition/mapping';
import type { Expression } from '../expression/ast';
import type { DialectName } from '../expression/print-sql';
import type { Condition, Sort } from '../legacy-reader';
import { pushFilter } from './conditions';
import type { Position } from './cursor';
import { keyParts } from './row-key';
import { and, SqlBuilder, type Fragment } from './sql-builder';

export interface ListRequest<T extends RowType> {
  /** Expressions whose values name the wanted rows, and the keys they must form. */
  readonly by: readonly Expression[];
  readonly keys: readonly string[];
  readonly columns: readonly Expression[];
  readonly where: readonly Condition<T>[];
  readonly sort: Sort<T> | null;
  /** Rows per key; null for all. Ignored when a filter finds a superset: then all are read and checked again. */
  readonly limit: number | null;
  readonly after: Position | null;
}

/** Builds the statements over one row set in one dialect. */
export class ListStatement<T extends RowType> {
  private readonly builder: SqlBuilder;

  constructor(
    private readonly mapping: Mapping,
    private readonly rowSet: RowSet,
    private readonly dialect: DialectName,
  ) {
    this.builder = new SqlBuilder(rowSet, dialect, mapping.source.params);
  }

  get keyExpressions(): readonly Expression[] {
    return this.rowSet.key.map(({ alias, name }) => ({ kind: 'column', alias, name }));
  }

  /**
   * Rows whose `by` forms one of `keys`: k0.. the row key, o0.. the owner key, s the sort value, c0.. the columns.
   * `exact` false: the caller checks the decoded rows against the filter again.
   */
  rows(request: ListRequest<T>): Statement & { readonly exact: boolean } {
    const { by, columns, sort, after } = request;
    const filter = pushFilter(this.mapping, this.rowSet, request.where, this.builder);
    const limit = filter.exact ? request.limit : null;
    const sortExpression = sort && this.sortExpression(sort);
    const own = this.keyExpressions;
    const heads: [string, Expression][] = [
      ...own.map((key, i): [string, Expression] => [`k${i}`, key]),
      ...by.map((part, i): [string, Expression] => [`o${i}`, part]),
      ...(sortExpression ? [['s', sortExpression] as [string, Expression]] : []),
    ];
    const details = columns.map((column, i): [string, Expression] => [`c${i}`, column]);
    const position = after && sort && sortExpression ? [this.afterPosition(after, sortExpression, sort)] : [];
    const extra = [...filter.fragments, ...position];
    const used = [...filter.expressions, ...by, ...(sortExpression ? [sortExpression] : [])];
    const statement =
      limit === null
        ? this.union(request.keys, by, [...heads, ...details], extra, used)
        : this.limited(request, heads, details, extra, used, limit);
    return { ...statement, exact: filter.exact };
  }

  /** Number of rows per owner key: o0.. and n. */
  counts({ by, keys, where }: Pick<ListRequest<T>, 'by' | 'keys' | 'where'>): Statement | null {
    const filter = pushFilter(this.mapping, this.rowSet, where, this.builder);
    if (!filter.exact) return null;
    const heads = by.map((part, i): [string, Expression] => [`o${i}`, part]);
    const rows = this.union(keys, by, heads, filter.fragments, [...filter.expressions, ...by]);
    const names = by.map((_, i) => `o${i}`).join(', ');
    return { sql: `select ${names}, count(*) as n from (${rows.sql}) u group by ${names}`, parameters: rows.parameters };
  }

  /** The next rows in key order, for scans. */
  scan(columns: readonly Expression[], after: readonly string[] | null, limit: number): Statement {
    const own = this.keyExpressions;
    const list: [string, Expression][] = [
      ...own.map((key, i): [string, Expression] => [`k${i}`, key]),
      ...columns.map((column, i): [string, Expression] => [`c${i}`, column]),
    ];
    const keys = this.rowSet.key.map((column) => this.builder.column(column));
    const extra = after ? [greater(keys, after)] : [];
    const branches = this.rowSet.tables.map((table) => this.branch(table, null, [], list, extra, []));
    const order = own.map((_, i) => `k${i}`).join(', ');
    return {
      sql: `select * from (${branches.map(({ sql }) => sql).join(' union all ')}) u order by ${order} limit ${limit}`,
      parameters: branches.flatMap(({ parameters }) => parameters),
    };
  }

  private sortExpression({ field }: Sort<T>): Expression {
    const mapped = this.rowSet.fields.get(field);
    const [part] = mapped?.kind === 'stored' ? mapped.parts : [];
    if (mapped?.kind === 'stored' && part && mapped.parts.length === 1 && mapped.codec.sortable) return part;
    const source = this.mapping.source.id;
    throw new DomainError('FILTER_NOT_SUPPORTED', `Source ${source} cannot sort by ${field}`, { source, field });
  }

  // One statement: the keys of each owner's page are cut in a derived table, the columns are read for these rows only.
  private limited(
    request: ListRequest<T>,
    heads: readonly [string, Expression][],
    details: readonly [string, Expression][],
    extra: readonly Fragment[],
    used: readonly Expression[],
    limit: number,
  ): Statement {
    const single = this.rowSet.tables.length === 1;
    const inner = this.union(request.keys, request.by, single ? heads : [...heads, ...details], extra, used);
    const keys = this.rowSet.key.map((_, i) => this.text(`k${i}`));
    const order = [...(request.sort ? [`s${request.sort.descending ? ' desc' : ''}`] : []), ...keys].join(', ');
    const partition = request.by.map((_, i) => `o${i}`).join(', ');
    const cut = `select u.*, row_number() over (partition by ${partition} order by ${order}) as rn from (${inner.sql}) u`;
    const [table] = this.rowSet.tables;
    if (!single || !table || details.length === 0) {
      return { sql: `select * from (${cut}) p where rn <= ${limit}`, parameters: inner.parameters };
    }
    const columns = details.map(([name, expression]) => ({ name, ...this.builder.expression(expression) }));
    const joins = this.builder.joins(details.map(([, expression]) => expression));
    const on = this.rowSet.key.map((column, i) => `${this.builder.column(column)} = p.k${i}`).join(' and ');
    return {
      sql: `select p.*, ${columns.map(({ sql, name }) => `${sql} as ${name}`).join(', ')} from (${cut}) p join ${this.builder.table(table)} on ${on}${joins.sql} where p.rn <= ${limit}`,
      parameters: [...columns.flatMap(({ parameters }) => parameters), ...inner.parameters, ...joins.parameters],
    };
  }

  private union(
    keys: readonly string[],
    by: readonly Expression[],
    list: readonly [string, Expression][],
    extra: readonly Fragment[],
    used: readonly Expression[],
  ): Statement {
    const branches = this.rowSet.tables.map((table) => this.branch(table, keys, by, list, extra, used));
    return {
      sql: branches.map(({ sql }) => sql).join(' union all '),
      parameters: branches.flatMap(({ parameters }) => parameters),
    };
  }

  private branch(
    table: Table,
    keys: readonly string[] | null,
    by: readonly Expression[],
    list: readonly [string, Expression][],
    extra: readonly Fragment[],
    used: readonly Expression[],
  ): Fragment {
    const { builder, rowSet } = this;
    const columns = list.map(([name, expression]) => ({ name, ...builder.expression(expression) }));
    const [first] = rowSet.tables;
    const older = rowSet.keepFirst && first && table !== first;
    const joins = builder.joins([...list.map(([, expression]) => expression), ...used, ...(rowSet.where ? [rowSet.where] : [])]);
    const wanted = keys ? this.keyList(keys, by) : null;
    const on = rowSet.key.map((column) => `newer.${builder.name(column.name)} = ${builder.column(column)}`).join(' and ');
    // An anti-join: `not exists` makes MariaDB read the whole newer table.
    const newer = older ? ` left join ${builder.name(first.name)} newer on ${on}` : '';
    const isOld = older ? [{ sql: `newer.${builder.name(rowSet.key[0]?.name ?? '')} is null`, parameters: [] }] : [];
    const conditions = and([
      ...(rowSet.where ? [builder.expression(rowSet.where)] : []),
      ...isOld,
      ...(wanted?.where ?? []),
      ...extra,
    ]);
    const from = `${wanted?.from ? `${wanted.from.sql} cross join ` : ''}${builder.table(table)}${newer}${joins.sql}`;
    return {
      sql: `select ${columns.map(({ sql, name }) => `${sql} as ${name}`).join(', ')} from ${from} where ${conditions.sql}`,
      parameters: [
        ...columns.flatMap(({ parameters }) => parameters),
        ...(wanted?.from?.parameters ?? []),
        ...joins.parameters,
        ...conditions.parameters,
      ],
    };
  }

  /** Keys as text: a number compared with a CHAR column would scan the table. */
  private keyList(
    keys: readonly string[],
    by: readonly Expression[],
  ): { readonly from?: Fragment; readonly where: readonly Fragment[] } {
    const parts = keys.map(keyParts).filter(({ length }) => length === by.length);
    if (parts.length === 0) return { where: [{ sql: '1 = 0', parameters: [] }] };
    const columns = by.map((part) => this.builder.expression(part));
    const before = columns.flatMap(({ parameters }) => parameters);
    if (columns.length === 1 || this.dialect === 'mysql') {
      const tuple = columns.length === 1 ? (columns[0]?.sql ?? '') : `(${columns.map(({ sql }) => sql).join(', ')})`;
      const item = columns.length === 1 ? '?' : `(${columns.map(() => '?').join(', ')})`;
      const padded = padToPower(parts);
      return {
        where: [{ sql: `${tuple} in (${padded.map(() => item).join(', ')})`, parameters: [...before, ...padded.flat()] }],
      };
    }
    // SQLite looks row values up by their first column only; a join over the wanted keys uses all.
    const row = `select ${columns.map(() => '?').join(', ')}`;
    const names = columns.map((_, i) => `? as w${i}`).join(', ');
    const rows = parts.slice(1).map(() => row);
    return {
      from: { sql: `(select ${names}${rows.map((text) => ` union all ${text}`).join('')}) w`, parameters: parts.flat() },
      where: [{ sql: columns.map(({ sql }, i) => `${sql} = w.w${i}`).join(' and '), parameters: before }],
    };
  }

  private text(column: string): string {
    // Byte order in both engines, so that pages of several owners merge outside the database as they sort inside.
    return this.dialect === 'mysql' ? `convert(${column} using utf8mb4) collate utf8mb4_bin` : `cast(${column} as text)`;
  }

  private afterPosition({ sort, key }: Position, expression: Expression, { descending }: Sort<T>): Fragment {
    const value = this.builder.expression(expression);
    const keys = this.rowSet.key.map((column) => this.text(this.builder.column(column)));
    const later = greater(keys, key);
    const nullNow = `${value.sql} is null`;
    if (sort === null) {
      const tie = { sql: `(${nullNow} and ${later.sql})`, parameters: [...value.parameters, ...later.parameters] };
      return descending
        ? tie
        : { sql: `(${value.sql} is not null or ${tie.sql})`, parameters: [...value.parameters, ...tie.parameters] };
    }
    const nulls = descending ? ` or ${nullNow}` : '';
    return {
      sql: `(${value.sql} ${descending ? '<' : '>'} ?${nulls} or (${value.sql} = ? and ${later.sql}))`,
      parameters: [
        ...value.parameters,
        sort,
        ...(descending ? value.parameters : []),
        ...value.parameters,
        sort,
        ...later.parameters,
      ],
    };
  }
}

/** `(a, b) > (x, y)` without row values, which MySQL answers by reading from the start. */
function greater(columns: readonly string[], values: readonly string[]): Fragment {
  const [column = '1', ...rest] = columns;
  const [value = '', ...others] = values;
  if (rest.length === 0) return { sql: `${column} > ?`, parameters: [value] };
  const inner = greater(rest, others);
  return { sql: `(${column} > ? or (${column} = ? and ${inner.sql}))`, parameters: [value, value, ...inner.parameters] };
}

/** Repeats the last key up to a power of two: few statement shapes for the server to prepare. */
function padToPower<V>(list: readonly V[]): readonly V[] {
  const size = 2 ** Math.ceil(Math.log2(list.length));
  const last = list.at(-1);
  return last === undefined ? list : [...list, ...Array.from({ length: size - list.length }, () => last)];
}
