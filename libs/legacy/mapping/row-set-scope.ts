import type { Expression } from '../expression/ast';
import { ExpressionError } from '../expression/expression-error';
import { DERIVE_FUNCTIONS, isAggregate, SQL_FUNCTIONS } from '../expression/functions';
import { parseExpression } from '../expression/parse-expression';
import { columnsOf, partsOf, walk } from '../expression/walk-expression';
import { nearHint } from './near-names';
import type { YamlFile } from './yaml-file';

type Path = readonly (string | number)[];

const NULL_EXPRESSION: Expression = { kind: 'literal', value: null };

/** Parses the expressions of one row set and checks that every alias, parameter and function in them exists. */
export class RowSetScope {
  private readonly aliases = new Map<string, 'one' | 'first' | 'all' | 'row'>();
  /** Links of which there is one for each row of an "all" link: the code table behind the lines of a document. */
  private readonly perChild = new Map<string, string>();

  constructor(
    private readonly yaml: YamlFile,
    private readonly params: ReadonlyMap<string, string>,
    alias: string,
  ) {
    this.aliases.set(alias, 'row');
  }

  addLink(alias: string, kind: 'one' | 'first' | 'all'): void {
    this.aliases.set(alias, kind);
  }

  /** A link hangs on those that its condition names; behind an "all" link it is of many rows, too. */
  hang(alias: string, on: readonly Expression[]): void {
    if (this.aliases.get(alias) === 'all') return;
    const behind = on
      .flatMap(columnsOf)
      .find((column) => column.alias !== alias && column.alias !== null && this.isMany(column.alias));
    if (behind?.alias) this.perChild.set(alias, behind.alias);
  }

  has(alias: string): boolean {
    return this.aliases.has(alias);
  }

  private isMany(alias: string): boolean {
    return this.aliases.get(alias) === 'all' || this.perChild.has(alias);
  }

  /** Parses only; broken text is reported and reads as NULL. */
  parse(text: string, path: Path): Expression {
    try {
      return parseExpression(text);
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      this.yaml.report(path, `${path.slice(1).join('.')}: ${error.message} (at character ${error.offset + 1} of "${text}")`);
      return NULL_EXPRESSION;
    }
  }

  /** SQL over stored values. `childOf`: the link whose own condition this is, where its columns may stand outside an aggregate. */
  sql(text: string, path: Path, childOf?: string): Expression {
    const expression = this.parse(text, path);
    const where = path.slice(1).join('.');
    const report = (message: string): void => this.yaml.report(path, `${where}: ${message}`);
    for (const part of walk(expression)) {
      if (part.kind === 'param' && !this.params.has(part.name)) {
        report(`unknown parameter :${part.name}${nearHint(part.name, this.params.keys())}`);
      }
      if (part.kind === 'call' && !isAggregate(part.name) && !SQL_FUNCTIONS[part.name] && DERIVE_FUNCTIONS[part.name]) {
        report(`${part.name} works in derive only`);
      }
      if (part.kind !== 'column') continue;
      if (part.alias === null) report(`unknown alias (none) for ${part.name}: a constant? write { value: ${part.name} }`);
      else if (!this.has(part.alias)) report(`unknown alias ${part.alias}${nearHint(part.alias, this.aliases.keys())}`);
    }
    if (childOf === undefined) this.checkAggregates(expression, false, report);
    return expression;
  }

  private checkAggregates(expression: Expression, inside: boolean, report: (message: string) => void): void {
    if (expression.kind === 'column' && expression.alias && !inside && this.isMany(expression.alias)) {
      const behind = this.perChild.get(expression.alias);
      const what = behind === undefined ? 'is an "all" link' : `hangs on ${behind}, of which there are several`;
      report(`${expression.alias} ${what}: use its columns inside sum, count, min, max or exists`);
    }
    const aggregate = expression.kind === 'call' && isAggregate(expression.name);
    if (aggregate && inside) report('an aggregate cannot stand inside another one');
    if (aggregate && !columnsOf(expression).some(({ alias }) => alias !== null && this.isMany(alias))) {
      report(`${expression.name} needs a column of an "all" link`);
    }
    for (const part of partsOf(expression)) this.checkAggregates(part, inside || aggregate, report);
  }
}
