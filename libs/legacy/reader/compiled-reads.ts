import type { Stored } from '../codec/codec';
import type { Expression } from '../expression/ast';
import type { DialectName } from '../expression/print-sql';
import type { FieldCondition } from '../compile/condition';
import { differentValues, type Different } from '../compile/different-values';
import { padTuples } from '../compile/key-text';
import type { Position } from '../compile/keyset';
import { ReadStatements, type Asked, type ChangedRows, type ReadStatement, type RowQuery } from '../compile/read-statements';
import { Hole, withoutHoles, type Bound } from '../compile/statement';
import { ONE_TABLE, type UnionTexts } from '../compile/union-texts';
import type { Mapping, RowSet } from '../mapping/mapping';
import { RowDecoder } from './row-decoder';

// Selections, filters and sizes of lists come from clients, so that there can be any number of each.
const MOST_DECODERS = 200;
const MOST_STATEMENTS = 500;
const MOST_LOOKS = 10;

const known = new WeakMap<RowSet, Map<UnionTexts, Partial<Record<DialectName, CompiledReads>>>>();

/** What is compiled of a row set; it outlives requests, for most of them read what others read before. */
export function compiledReads(
  mapping: Mapping,
  rowSet: RowSet,
  dialect: DialectName,
  texts: UnionTexts = ONE_TABLE,
): CompiledReads {
  const forTexts = known.get(rowSet) ?? new Map<UnionTexts, Partial<Record<DialectName, CompiledReads>>>();
  known.set(rowSet, forTexts);
  const dialects = forTexts.get(texts) ?? {};
  forTexts.set(texts, dialects);
  return (dialects[dialect] ??= new CompiledReads(mapping, rowSet, dialect, texts));
}

/** Decoders by their fields, statements by their shape: which columns, which conditions, how many keys. */
export class CompiledReads {
  private readonly decoders = new Map<string, RowDecoder>();
  private readonly prepared = new Map<string, Prepared>();
  private readonly looks = new Map<string, ReadStatement>();
  private readonly statements: ReadStatements;

  constructor(
    private readonly mapping: Mapping,
    private readonly rowSet: RowSet,
    private readonly dialect: DialectName,
    private readonly texts: UnionTexts,
  ) {
    this.statements = new ReadStatements(rowSet, mapping.source, dialect, texts);
  }

  /** Whether the database numbers the rows of a page, so that a row's place in it is known. */
  get numbersPages(): boolean {
    return this.dialect === 'sqlite' || this.mapping.source.windowFunctions;
  }

  decoder(fields: readonly string[]): RowDecoder {
    return remembered(this.decoders, fields.join(' '), MOST_DECODERS, () => new RowDecoder(this.mapping, this.rowSet, fields));
  }

  all(asked: Asked, where: readonly FieldCondition[], fields: readonly string[]): ReadStatement {
    return this.filled(asked, null, ['all', where, fields], (holes) =>
      this.statements.all(holes.asked ?? asked, where, this.decoder(fields).selection.expressions),
    );
  }

  count(asked: Asked, where: readonly FieldCondition[]): ReadStatement {
    return this.filled(asked, null, ['count', where], (holes) => this.statements.count(holes.asked ?? asked, where));
  }

  page(query: RowQuery, fields: readonly string[]): ReadStatement {
    const { asked, after, ...rest } = query;
    return this.filled(asked, after, ['page', rest, fields], (holes) =>
      this.statements.page({ ...query, ...holes }, this.decoder(fields).selection.expressions),
    );
  }

  /** Not remembered: its patterns are other ones for each parent. */
  different(query: Different): ReadStatement {
    return { ...differentValues(this.rowSet, this.mapping.source, this.dialect, this.texts, query), exact: false };
  }

  /** A few are remembered: it names a time, which is the same at the next look when nothing has changed. */
  changed(query: ChangedRows, fields: readonly string[]): ReadStatement {
    return remembered(this.looks, JSON.stringify([query, fields]), MOST_LOOKS, () => {
      const statement = this.statements.changed(query, this.decoder(fields).selection.expressions);
      return { ...withoutHoles(statement), exact: statement.exact };
    });
  }

  /** The statement of a shape, with the asked keys and the position of the page in its holes. */
  private filled(
    asked: Asked | null,
    after: Position | null,
    shape: readonly unknown[],
    compile: (holes: Holes) => ReadStatement<Bound>,
  ): ReadStatement {
    const tuples = asked ? padTuples(this.dialect, asked.tuples) : [];
    const values: Stored[] = [];
    for (const tuple of tuples) values.push(...tuple);
    if (after) values.push(...after.key, ...(after.sort == null ? [] : [after.sort]));
    const name = JSON.stringify([shape, asked?.columns, tuples.length, after?.key.length, after?.sort == null]);
    const { sql, params, exact, isFilledInOrder } = remembered(this.prepared, name, MOST_STATEMENTS, () =>
      prepared(compile(holesFor(asked, tuples.length, after)), values.length),
    );
    if (isFilledInOrder) return { sql, exact, params: values };
    return { sql, exact, params: params.map((param) => (param instanceof Hole ? (values[param.index] ?? null) : param)) };
  }
}

interface Prepared extends ReadStatement<Bound> {
  /** Its parameters are the values it is filled with, each once and in their order: most look-ups by key. */
  readonly isFilledInOrder: boolean;
}

function prepared(statement: ReadStatement<Bound>, count: number): Prepared {
  const { params } = statement;
  const isFilledInOrder =
    params.length === count && params.every((param, place) => param instanceof Hole && param.index === place);
  return { ...statement, isFilledInOrder };
}

interface Holes {
  readonly asked: { readonly columns: readonly Expression[]; readonly tuples: readonly (readonly Hole[])[] } | null;
  readonly after: { readonly sort?: Hole | null; readonly key: readonly Hole[] } | null;
}

function holesFor(asked: Asked | null, count: number, after: Position | null): Holes {
  let next = 0;
  const hole = (): Hole => new Hole(next++);
  return {
    asked: asked && {
      columns: asked.columns,
      tuples: Array.from({ length: count }, () => asked.columns.map(hole)),
    },
    after: after && { key: after.key.map(hole), sort: after.sort == null ? null : hole() },
  };
}

function remembered<V>(values: Map<string, V>, name: string, most: number, make: () => V): V {
  const before = values.get(name);
  if (before !== undefined) return before;
  if (values.size >= most) values.clear();
  const value = make();
  values.set(name, value);
  return value;
}
