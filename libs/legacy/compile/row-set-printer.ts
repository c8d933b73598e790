import type { Expression } from '../expression/ast';
import { parseExpression } from '../expression/parse-expression';
import { printSql, type DialectName } from '../expression/print-sql';
import { columnsOf, type Call } from '../expression/walk-expression';
import { isReplaced } from '../mapping/branch-columns';
import { KEYS_MARK } from '../mapping/build-branches';
import type { Branch, Link, RowSet, SourceHeader } from '../mapping/mapping';
import type { Statement } from './statement';
import { textSql } from './text-sql';
import { ONE_TABLE, type UnionTexts } from './union-texts';

const NO_BRANCH: Branch = { table: '', view: null, where: null, columns: new Map() };

/** Which rows of a view are wanted, said over columns of the view; null: nothing narrows them. */
export interface Narrowing {
  readonly columns: readonly string[];
  /** The condition, given the base columns the view's columns come from. */
  readonly condition: (baseColumns: readonly string[]) => string;
}

/** Prints expressions of one branch of a row set and remembers which links they use, so that only those are joined. */
export class RowSetPrinter {
  private readonly used = new Set<string>();
  private readonly renamed = new Map<string, string>();
  private inside: ReadonlySet<string> = new Set();
  private stored = false;
  private readonly branch: Branch;

  constructor(
    readonly rowSet: RowSet,
    private readonly source: SourceHeader,
    readonly dialect: DialectName,
    readonly statement: Statement,
    branch = 0,
    private readonly texts: UnionTexts = ONE_TABLE,
  ) {
    this.branch = rowSet.branches[branch] ?? NO_BRANCH;
  }

  print(expression: Expression): string {
    return printSql(expression, {
      dialect: this.dialect,
      column: (alias, name) => this.column(alias ?? this.rowSet.alias, name),
      param: (name) => this.source.params.get(name) ?? null,
      bind: this.statement.bind,
      aggregate: (call) => this.aggregate(call),
    });
  }

  printAll(expressions: readonly Expression[]): readonly string[] {
    return expressions.map((expression) => this.print(expression));
  }

  outputs(expressions: readonly Expression[]): readonly string[] {
    return expressions.map((expression) => this.output(expression));
  }

  /** An expression as a column of the statement, which may be one column over several tables. */
  output(expression: Expression): string {
    const printed = this.print(expression);
    return this.texts.collationsOf(expression).size > 1 ? textSql(this.dialect, printed) : printed;
  }

  column(alias: string, name: string): string {
    const other = alias === this.rowSet.alias && !this.stored ? this.branch.columns.get(name) : undefined;
    if (other) return this.inBranch(name, other);
    if (alias !== this.rowSet.alias && !this.inside.has(alias)) this.use(alias);
    return `${this.quote(this.renamed.get(alias) ?? alias)}.${this.quote(name)}`;
  }

  /** What a column of the row set is in this branch. A column of another name in a rename is one of the table. */
  private inBranch(name: string, other: Expression): string {
    const outer = this.stored;
    this.stored = !isReplaced(name);
    const printed = other.kind === 'column' ? this.print(other) : `(${this.print(other)})`;
    this.stored = outer;
    return printed;
  }

  keyColumns(): readonly string[] {
    return this.rowSet.key.map((name) => this.column(this.rowSet.alias, name));
  }

  quote(name: string): string {
    return this.dialect === 'mysql' ? `\`${name.replaceAll('`', '``')}\`` : `"${name.replaceAll('"', '""')}"`;
  }

  /** The table of the branch under the alias of the row set. */
  table(narrowing: Narrowing | null = null): string {
    const { view, table } = this.branch;
    return `${view ? `(${this.viewSql(view, narrowing)})` : this.quote(table)} ${this.quote(this.rowSet.alias)}`;
  }

  private viewSql({ sql, inside }: NonNullable<Branch['view']>, narrowing: Narrowing | null): string {
    const base = narrowing?.columns.map((name) => inside.get(name)) ?? [];
    const columns = base.flatMap((text) => (text === undefined ? [] : this.baseColumn(text)));
    const condition = narrowing && columns.length === base.length ? narrowing.condition(columns) : '1 = 1';
    const named = sql.replace(/(?<![\w:'])[:](\w+)/g, (text, name: string) => {
      const value = this.source.params.get(name);
      return value === undefined ? text : this.statement.bind(value);
    });
    return named.replaceAll(KEYS_MARK, () => condition);
  }

  private baseColumn(text: string): string {
    const column = parseExpression(text);
    if (column.kind !== 'column') return 'null';
    return `${column.alias === null ? '' : `${this.quote(column.alias)}.`}${this.quote(column.name)}`;
  }

  /** The conditions of the row set and of the branch. */
  where(): readonly string[] {
    return [this.rowSet.where, this.branch.where].filter((each) => each !== null).map((each) => this.print(each));
  }

  /** Joins of the links printed so far; call it after everything else of the select is printed. */
  joins(): string {
    const texts = new Map<string, string>();
    // Printing a join can use earlier links, which are then joined too.
    for (let before = -1; before < texts.size;) {
      before = texts.size;
      for (const link of this.rowSet.links.values()) {
        if (this.used.has(link.alias) && !texts.has(link.alias)) texts.set(link.alias, this.join(link, 'left join'));
      }
    }
    return [...this.rowSet.links.keys()].map((alias) => texts.get(alias) ?? '').join('');
  }

  /** Drops from a later table of a union each key that an earlier table has. */
  antiJoin(branch: number): { readonly join: string; readonly where: readonly string[] } {
    if (!this.rowSet.keepFirst) return { join: '', where: [] };
    const parts = this.rowSet.branches.slice(0, branch).map(({ table, columns }, index) => {
      const alias = this.quote(`_before${index}`);
      const key = this.rowSet.key.map((name) => {
        const other = columns.get(name);
        return `${alias}.${this.quote(other?.kind === 'column' ? other.name : name)}`;
      });
      const on = this.keyColumns().map((column, place) => `${key[place] ?? ''} = ${column}`);
      return { join: ` left join ${this.quote(table)} ${alias} on ${on.join(' and ')}`, where: `${key[0] ?? ''} is null` };
    });
    return { join: parts.map(({ join }) => join).join(''), where: parts.map(({ where }) => where) };
  }

  /** A join with every row of a link, and not with the one that `first` picks or those its `where` lets through. */
  children(alias: string): string {
    const link = this.rowSet.links.get(alias);
    this.inside = new Set([...this.inside, alias]);
    return link ? this.join({ ...link, kind: 'all', where: null }, 'join') : '';
  }

  private use(alias: string): void {
    if (!this.used.has(alias) && this.rowSet.links.has(alias)) this.used.add(alias);
  }

  private join(link: Link, how: 'join' | 'left join'): string {
    const conditions = [link.on, ...(link.where ? [link.where] : [])];
    const table = `${this.quote(link.table)} ${this.quote(link.alias)}`;
    const on = conditions.map((condition) => this.print(condition)).join(' and ');
    if (link.kind !== 'first') return ` ${how} ${table} on ${on}`;
    const inner = `_${link.alias}`;
    const picked = link.key.map((name) => `${this.quote(link.alias)}.${this.quote(name)}`);
    this.renamed.set(link.alias, inner);
    const keys = link.key.map((name) => `${this.quote(inner)}.${this.quote(name)}`);
    const where = conditions.map((condition) => this.print(condition)).join(' and ');
    const wanted = link.order.map(({ by, descending }) => `${this.print(by)}${descending ? ' desc' : ''}`);
    // Of several that are equal in order, always the same one is picked, on every server.
    const order = [...wanted, ...keys].join(', ');
    this.renamed.delete(link.alias);
    const from = `${this.quote(link.table)} ${this.quote(inner)}`;
    return ` ${how} ${table} on ${tuple(picked)} = (select ${keys.join(', ')} from ${from} where ${where} order by ${order} limit 1) and ${on}`;
  }

  /** A scalar subselect over an `all` link, with the links that hang on it joined inside. */
  private aggregate(call: Call): string {
    const [argument] = call.args;
    if (!argument) return 'null';
    const needed = this.closure(columnsOf(argument).map(({ alias }) => alias ?? ''));
    const chain = [...this.rowSet.links.values()].filter(({ alias }) => needed.has(alias) && this.hangsOnAll(alias));
    const [base, ...rest] = chain;
    if (!base) return 'null';
    const outer = this.inside;
    this.inside = new Set([...outer, ...chain.map(({ alias }) => alias)]);
    const value = this.print(argument);
    const joined = rest.map((link) => this.join(link, link.kind === 'all' ? 'join' : 'left join')).join('');
    const conditions = [base.on, ...(base.where ? [base.where] : [])].map((condition) => this.print(condition));
    this.inside = outer;
    const from = `from ${this.quote(base.table)} ${this.quote(base.alias)}${joined} where`;
    if (call.name !== 'exists') return `(select ${call.name}(${value}) ${from} ${conditions.join(' and ')})`;
    const holds = argument.kind === 'column' ? `${value} is not null` : value;
    return `exists (select 1 ${from} ${[...conditions, holds].join(' and ')})`;
  }

  private closure(aliases: readonly string[]): ReadonlySet<string> {
    const found = new Set<string>();
    const visit = (alias: string): void => {
      const link = this.rowSet.links.get(alias);
      if (!link || found.has(alias)) return;
      found.add(alias);
      linkAliases(link).forEach(visit);
    };
    aliases.forEach(visit);
    return found;
  }

  private hangsOnAll(alias: string): boolean {
    return [...this.closure([alias])].some((each) => this.rowSet.links.get(each)?.kind === 'all');
  }
}

function linkAliases(link: Link): readonly string[] {
  return [link.on, ...(link.where ? [link.where] : [])].flatMap(columnsOf).map(({ alias }) => alias ?? '');
}

/** `(a, b)`, or the one part as it is. */
export function tuple(parts: readonly string[]): string {
  return parts.length === 1 ? (parts[0] ?? '') : `(${parts.join(', ')})`;
}
