import type { Stored } from '../codec/codec';
import type { Column, Link, RowSet, Table } from '../definition/mapping';
import type { Expression } from '../expression/ast';
import { printSql, type DialectName } from '../expression/print-sql';
import { columnsOf, type Call } from '../expression/walk-expression';

/** SQL with the values it binds, in order. */
export interface Fragment {
  readonly sql: string;
  readonly parameters: readonly Stored[];
}

export const quoted = (dialect: DialectName, name: string): string => (dialect === 'mysql' ? `\`${name}\`` : `"${name}"`);

/** Prints the parts of one row set: expressions, joins of links, correlated aggregates. */
export class SqlBuilder {
  constructor(
    readonly rowSet: RowSet,
    readonly dialect: DialectName,
    private readonly params: Readonly<Record<string, string>>,
  ) {}

  name(name: string): string {
    return quoted(this.dialect, name);
  }

  column({ alias, name }: Column): string {
    return `${this.name(alias)}.${this.name(name)}`;
  }

  table({ name, alias }: Table): string {
    return `${this.name(name)} ${this.name(alias)}`;
  }

  expression(expression: Expression): Fragment {
    const parameters: Stored[] = [];
    const sql = printSql(expression, {
      dialect: this.dialect,
      column: (alias, name) => this.column({ alias: alias ?? '', name }),
      param: (name) => this.params[name] ?? null,
      bind: (value) => {
        parameters.push(value);
        return '?';
      },
      aggregate: (call) => {
        const fragment = this.aggregate(call);
        parameters.push(...fragment.parameters);
        return fragment.sql;
      },
    });
    return { sql, parameters };
  }

  /** The joins that these expressions need, in the order of the mapping. */
  joins(expressions: readonly Expression[]): Fragment {
    const needed = new Set<string>();
    const need = (alias: string | null): void => {
      const link = alias === null ? undefined : this.rowSet.links.get(alias);
      if (!link || !alias || link.kind === 'all' || needed.has(alias)) return;
      for (const column of columnsOf(link.on)) if (column.alias !== alias) need(column.alias);
      needed.add(alias);
    };
    for (const expression of expressions) {
      for (const { alias } of columnsOf(expression)) {
        need(alias);
        const link = alias === null ? undefined : this.rowSet.links.get(alias);
        if (link?.kind === 'all') for (const column of columnsOf(link.on)) need(column.alias);
      }
    }
    const ordered = [...this.rowSet.links].filter(([alias]) => needed.has(alias)).map(([, link]) => this.join(link));
    return { sql: ordered.map(({ sql }) => sql).join(''), parameters: ordered.flatMap(({ parameters }) => parameters) };
  }

  private join({ kind, table, on, where, order, key }: Link): Fragment {
    const condition = this.all([on, ...(where ? [where] : [])]);
    if (kind === 'one') return { sql: ` left join ${this.table(table)} on ${condition.sql}`, parameters: condition.parameters };
    // Picks the key of the first child and joins it: index look-ups only, no derived table.
    const sort = order.map(({ column, descending }) => `${this.column(column)}${descending ? ' desc' : ''}`).join(', ');
    const picked = key.map((name) => {
      const column = this.column({ alias: table.alias, name });
      return `${column} = (select ${column} from ${this.table(table)} where ${condition.sql} order by ${sort} limit 1)`;
    });
    const outer = this.expression(on);
    return {
      sql: ` left join ${this.table(table)} on ${picked.join(' and ')} and ${outer.sql}`,
      parameters: [...key.flatMap(() => condition.parameters), ...outer.parameters],
    };
  }

  /** An aggregate over an `all` link: a correlated subquery, evaluated for the returned rows only. */
  private aggregate({ name, args }: Call): Fragment {
    const [argument] = args;
    const alias =
      argument &&
      columnsOf(argument)
        .map((column) => column.alias)
        .find((one) => one && this.rowSet.links.get(one)?.kind === 'all');
    const link = alias ? this.rowSet.links.get(alias) : undefined;
    if (!argument || !link) throw new Error(`${name} without an "all" link`);
    const value = this.expression(argument);
    const condition = this.all([link.on, ...(link.where ? [link.where] : [])]);
    const selected = name === 'exists' ? 'count(*) > 0' : `${name}(${value.sql})`;
    return {
      sql: `(select ${selected} from ${this.table(link.table)} where ${condition.sql})`,
      parameters: [...(name === 'exists' ? [] : value.parameters), ...condition.parameters],
    };
  }

  /** Expressions joined by AND. */
  all(expressions: readonly Expression[]): Fragment {
    return and(expressions.map((expression) => this.expression(expression)));
  }
}

export function and(fragments: readonly Fragment[]): Fragment {
  return {
    sql: fragments.length > 0 ? fragments.map(({ sql }) => sql).join(' and ') : '1 = 1',
    parameters: fragments.flatMap(({ parameters }) => parameters),
  };
}
