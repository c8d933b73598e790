import type { Stored, StoredCondition } from '../codec/codec';
import type { Expression } from '../expression/ast';
import type { DialectName } from '../expression/print-sql';
import type { RowSet, SourceHeader } from '../mapping/mapping';
import type { FieldCondition } from './condition';
import { inTuples, pushCondition, storedSql } from './filter';
import { afterPosition, bindersOf, type Position } from './keyset';
import { RowSetPrinter, tuple, type Narrowing } from './row-set-printer';
import { as, askedNames, notNull } from './named-columns';
import { textSql } from './text-sql';
import { Statement, type Bound, type FinishedStatement } from './statement';
import { ONE_TABLE, type UnionTexts } from './union-texts';

/** Rows whose columns hold one of the asked tuples: a key look-up, or the rows that refer to given parents. */
export interface Asked<V extends Bound = string> {
  readonly columns: readonly Expression[];
  readonly tuples: readonly (readonly V[])[];
}

/** Which rows, in which order, from where, how many (per asked tuple, or of all). */
export interface RowQuery<V extends Bound = string> {
  readonly asked: Asked<V> | null;
  readonly where: readonly FieldCondition[];
  readonly sort: Expression | null;
  readonly descending: boolean;
  readonly after: Position<V | Stored> | null;
  readonly limit: number;
}

/** The rows whose watermark, or that of one of their children, fulfils a condition. */
export interface ChangedRows {
  /** Rows are in the order of the first column and the key. A second column, the clock of a day, stands where a page has its row number. */
  readonly by: readonly Expression[];
  /** The link whose rows carry the watermark; null: the row itself. */
  readonly child: string | null;
  readonly since: StoredCondition;
  readonly after: Position | null;
  readonly descending: boolean;
  readonly limit: number;
}

/** A statement whose rows are: key columns, then asked columns, then (a page only) sort value and row number, then the selection. */
export interface ReadStatement<V = Stored> extends FinishedStatement<V> {
  /** Every pushed condition is exact: decoded rows need no second look. */
  readonly exact: boolean;
}

interface Branch {
  readonly printer: RowSetPrinter;
  readonly index: number;
}

interface Match {
  readonly from: string;
  readonly where: readonly string[];
  /** What a view can be told to read no more than. */
  readonly narrowing: Narrowing | null;
}

const PICKED = '_picked';
// The share of a table's rows that have an asked value, as SQLite is told. From its statistics, in which NULL counts as one value with
// many rows, it concludes that a whole table indexed for one statement is cheaper than the index there is.
const FEW_ROWS = '0.0001';

interface Parts {
  readonly statement: Statement;
  readonly branches: readonly Branch[];
  readonly conditions: (printer: RowSetPrinter) => readonly string[];
}

/** Compiles the reads of one row set for one dialect: one statement each, every value bound. */
export class ReadStatements {
  constructor(
    private readonly rowSet: RowSet,
    private readonly source: SourceHeader,
    private readonly dialect: DialectName,
    private readonly texts: UnionTexts = ONE_TABLE,
  ) {}

  /** All rows of the asked tuples, unordered. */
  all(asked: Asked<Bound>, where: readonly FieldCondition[], selection: readonly Expression[]): ReadStatement<Bound> {
    return this.build(where, ({ branches, conditions, statement }) => {
      const selects = branches.map(({ printer, index }) => {
        const key = printer.keyColumns();
        const columns = [...as(key, 'k'), ...as(printer.outputs(asked.columns), 'f'), ...as(printer.outputs(selection), 'c')];
        return this.select(printer, index, columns, asked, [...printer.where(), ...conditions(printer)]);
      });
      return `${this.askedRows(statement, asked)} ${selects.join(' union all ')}`;
    });
  }

  /** Number of rows per asked tuple: the asked columns, then the count. */
  count(asked: Asked<Bound>, where: readonly FieldCondition[]): ReadStatement<Bound> {
    return this.build(where, ({ branches, conditions, statement }) => {
      const selects = branches.map(({ printer, index }) => {
        const filters = [...printer.where(), ...notNull(printer), ...conditions(printer)];
        // Keys that a collation takes for one are two parents.
        const columns = printer
          .printAll(asked.columns)
          .map((column) => (this.dialect === 'mysql' ? textSql(this.dialect, column) : column));
        return this.select(printer, index, as(columns, 'f'), asked, filters);
      });
      const columns = askedNames(asked);
      const from = `select ${columns}, count(*) from (${selects.join(' union all ')}) _x group by ${columns}`;
      return `${this.askedRows(statement, asked)} ${from}`;
    });
  }

  /** The first rows in order: per asked tuple, or of the whole row set. Keys are picked first, columns read for those alone. */
  page(query: RowQuery<Bound>, selection: readonly Expression[]): ReadStatement<Bound> {
    if (!this.source.windowFunctions && this.dialect === 'mysql') return this.pageOfEach(query, selection);
    return this.build(query.where, ({ branches, conditions, statement }) => {
      const picks = branches.map((branch) => this.pick(branch, query, conditions(branch.printer), query.asked === null));
      const rows = picks.join(' union all ');
      const ordered = `order by ${this.order(query)}`;
      const picked = query.asked
        ? `select _x.*, row_number() over (partition by ${askedNames(query.asked)} ${ordered}) as _rn from (${rows}) _x`
        : `select * from (${rows}) _x ${ordered} limit ${query.limit}`;
      const asked = query.asked ? this.askedRows(statement, query.asked) : '';
      const outer = this.branches(statement).map((branch) => this.outer(branch, PICKED, query, selection));
      return `${asked === '' ? 'with' : `${asked},`} ${PICKED} as (${picked}) ${outer.join(' union all ')} ${ordered}`;
    });
  }

  /** The same page for servers without window functions and `with`: one limited select for each asked tuple. */
  private pageOfEach(query: RowQuery<Bound>, selection: readonly Expression[]): ReadStatement<Bound> {
    const { asked } = query;
    return this.build(query.where, ({ branches, conditions, statement }) => {
      const outer = this.branches(statement).map((branch, index) => {
        const own = branches[index] ?? branch;
        const filters = conditions(own.printer);
        const lists = asked ? asked.tuples.map((values) => ({ columns: asked.columns, tuples: [values] })) : [null];
        const picks = lists.map((each) => this.pick(own, { ...query, asked: each }, filters, true));
        // Padding repeats a tuple, and `union` drops what it picks again.
        return this.outer(branch, `(${picks.join(' union ')})`, query, selection);
      });
      const cut = asked ? '' : ` limit ${query.limit}`;
      return `${outer.join(' union all ')} order by ${this.order(query)}${cut}`;
    });
  }

  /** Rows in the order of their watermark, laid out as a page. A parent stands where its latest change stands. */
  changed(query: ChangedRows, selection: readonly Expression[]): ReadStatement<Bound> {
    const [sort = null] = query.by;
    const page = { asked: null, where: [], sort, descending: query.descending, after: query.after, limit: query.limit };
    return this.build([], ({ branches, statement }) => {
      const order = this.order(page);
      const picks = branches.map((branch) => this.pickChanged(branch, query, order));
      const picked = `select * from (${picks.join(' union all ')}) _x order by ${order} limit ${query.limit}`;
      const named = this.source.windowFunctions || this.dialect === 'sqlite';
      const outer = this.branches(statement).map((branch) => this.outer(branch, named ? PICKED : `(${picked})`, page, selection));
      return `${named ? `with ${PICKED} as (${picked}) ` : ''}${outer.join(' union all ')} order by ${order}`;
    });
  }

  private pickChanged({ printer, index }: Branch, query: ChangedRows, order: string): string {
    const { child, since, after, descending, limit } = query;
    const [sort = null] = query.by;
    const { bind } = printer.statement;
    const key = printer.keyColumns();
    const anti = printer.antiJoin(index);
    const children = child === null ? '' : printer.children(child);
    const [mark = 'null', clock = '0'] = printer.printAll(query.by);
    const filters = [...printer.where(), ...notNull(printer), ...anti.where, storedSql(printer, mark, since)];
    if (after && child === null)
      filters.push(afterPosition(this.dialect, mark, key, after, descending, bindersOf(this.dialect, sort, bind)));
    const columns = [...as(key, 'k'), `${child === null ? mark : `max(${mark})`} as _s`, `${clock} as _rn`, `${index} as _b`];
    const from = `${printer.table()}${anti.join}${printer.joins()}${children}`;
    const rows = `select ${columns.join(', ')} from ${from} where ${filters.join(' and ')}`;
    if (child === null) return `select * from (${rows} order by ${order} limit ${limit}) _q${index}`;
    const names = key.map((_column, place) => `_k${place}`);
    const left = after
      ? ` where ${afterPosition(this.dialect, '_s', names, after, descending, bindersOf(this.dialect, sort, bind))}`
      : '';
    return `select * from (select * from (${rows} group by ${key.join(', ')}) _g${index}${left} order by ${order} limit ${limit}) _q${index}`;
  }

  private pick({ printer, index }: Branch, query: RowQuery<Bound>, conditions: readonly string[], limited: boolean): string {
    const { asked, sort, descending, after } = query;
    const key = printer.keyColumns();
    const sortColumn = sort && printer.print(sort);
    const filters = [...printer.where(), ...notNull(printer), ...conditions];
    if (after)
      filters.push(
        afterPosition(this.dialect, sortColumn, key, after, descending, bindersOf(this.dialect, sort, printer.statement.bind)),
      );
    const askedColumns = printer.outputs(asked?.columns ?? []);
    const columns = [
      ...as(key, 'k'),
      ...as(askedColumns, 'f'),
      `${sortColumn ?? 'null'} as _s`,
      `${index} as _b`,
      ...(limited ? ['0 as _rn'] : []),
    ];
    const select = this.select(printer, index, columns, asked, filters);
    return limited ? `select * from (${select} order by ${this.order(query)} limit ${query.limit}) _q${index}` : select;
  }

  private outer(branch: Branch, picked: string, query: RowQuery<Bound>, selection: readonly Expression[]): string {
    const { printer, index } = branch;
    const key = printer.keyColumns();
    const names = [
      ...key.map((_column, place) => `_k${place}`),
      ...(query.asked?.columns ?? []).map((_column, place) => `_f${place}`),
    ];
    const columns = [...[...names, '_s', '_rn'].map((name) => `_p.${name} as ${name}`), ...as(printer.outputs(selection), 'c')];
    const where = [
      ...key.map((column, place) => `${column} = _p._k${place}`),
      ...printer.where(),
      ...(this.rowSet.branches.length > 1 ? [`_p._b = ${index}`] : []),
      ...(query.asked ? [`_p._rn <= ${query.limit}`] : []),
    ];
    const keys = key.map((_column, place) => `_k${place}`).join(', ');
    const narrowed: Narrowing | null =
      picked === PICKED
        ? { columns: this.rowSet.key, condition: (columns) => `${tuple(columns)} in (select ${keys} from ${PICKED})` }
        : null;
    // The order of the join is fixed: from the picked keys to their rows.
    const join = this.dialect === 'mysql' ? 'straight_join' : 'cross join';
    const joins = printer.joins();
    const from = `${picked} _p ${join} ${printer.table(narrowed)}${joins}`;
    return `select ${columns.join(', ')} from ${from} where ${where.join(' and ')}`;
  }

  private order({ sort, descending }: RowQuery<Bound>): string {
    const direction = descending ? ' desc' : '';
    const key = this.rowSet.key.map((_name, index) => `_k${index}${direction}`);
    return [...(sort ? [`_s${direction}`] : []), ...key].join(', ');
  }

  private select(
    printer: RowSetPrinter,
    index: number,
    columns: readonly string[],
    asked: Asked<Bound> | null,
    filters: readonly string[],
  ): string {
    const anti = printer.antiJoin(index);
    const match = asked ? this.matchAsked(printer, asked) : { from: '', where: [], narrowing: null };
    const where = [...match.where, ...filters, ...anti.where];
    const joins = printer.joins();
    const condition = where.length > 0 ? ` where ${where.join(' and ')}` : '';
    return `select ${columns.join(', ')} from ${match.from}${printer.table(match.narrowing)}${anti.join}${joins}${condition}`;
  }

  // SQLite turns a row-value IN into a skip scan; a list of values joined first uses every part of an index.
  private matchAsked(printer: RowSetPrinter, asked: Asked<Bound>): Match {
    const columns = printer.printAll(asked.columns);
    const own = asked.columns.flatMap((part) => (part.kind === 'column' && part.alias === this.rowSet.alias ? [part.name] : []));
    const isOwn = own.length === asked.columns.length;
    const narrowing = (condition: Narrowing['condition']): Narrowing | null => (isOwn ? { columns: own, condition } : null);
    if (this.dialect === 'mysql') {
      const where = [inTuples(printer, columns, asked.tuples)];
      return { from: '', where, narrowing: narrowing((base) => inTuples(printer, base, asked.tuples)) };
    }
    const names = asked.columns.map((_part, place) => `_a${place}`).join(', ');
    return {
      from: isOwn ? '_asked cross join ' : '_asked join ',
      where: columns.map((column, place) => {
        const condition = `${column} = _asked._a${place}`;
        return isOwn && place === columns.length - 1 ? `likelihood(${condition}, ${FEW_ROWS})` : condition;
      }),
      narrowing: narrowing((base) => `${tuple(base)} in (select ${names} from _asked)`),
    };
  }

  private askedRows({ bind }: Statement, asked: Asked<Bound>): string {
    if (this.dialect === 'mysql') return '';
    const rows = asked.tuples.map((values) => `(${values.map(bind).join(', ')})`).join(', ');
    return `with _asked(${asked.columns.map((_part, place) => `_a${place}`).join(', ')}) as (values ${rows})`;
  }

  private build(where: readonly FieldCondition[], compose: (parts: Parts) => string): ReadStatement<Bound> {
    const statement = new Statement();
    let exact = true;
    const conditions = (printer: RowSetPrinter): readonly string[] =>
      where.map((condition) => {
        const pushed = pushCondition(printer, this.source.id, condition);
        exact &&= pushed.exact;
        return `(${pushed.sql})`;
      });
    const branches = this.branches(statement);
    const text = compose({ statement, branches, conditions }).trim();
    return { ...statement.finish(text), exact };
  }

  private branches(statement: Statement): readonly Branch[] {
    return this.rowSet.branches.map((_branch, index) => ({
      printer: new RowSetPrinter(this.rowSet, this.source, this.dialect, statement, index, this.texts),
      index,
    }));
  }
}
