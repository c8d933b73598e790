import type { UnionTexts } from '../compile/union-texts';
import type { Expression } from '../expression/ast';
import { columnOf, type ColumnFacts, type TableFacts } from '../introspection/table-facts';
import type { Probe } from '../introspection/probe';
import { specsOf } from '../mapping/build-field';
import type { Mapping, RowSet } from '../mapping/mapping';
import type { Definitions } from './definitions';
import { valueList, type Finding, type Severity } from './finding';

/** The row sets of a mapping with the names they have in the file. */
export function rowSetsOf(mapping: Mapping): readonly { readonly label: string; readonly rowSet: RowSet }[] {
  return [...mapping.rows.values()].flat().map((rowSet) => ({ label: rowSet.name, rowSet }));
}

/** One row set and everything a check may ask about it. */
export class RowSetContext {
  readonly findings: Finding[] = [];

  constructor(
    readonly mapping: Mapping,
    readonly label: string,
    readonly rowSet: RowSet,
    readonly definitions: Definitions,
    readonly tables: ReadonlyMap<string, TableFacts>,
    readonly probe: Probe,
    readonly texts: UnionTexts,
  ) {}

  /** Reports a finding about a part of the row set: `path` leads to its line. */
  report(severity: Severity, code: string, path: readonly (string | number)[], message: string): void {
    const name = path.at(0) === 'fields' || path.at(0) === 'derive' ? path.slice(1) : path;
    const where = [this.label, ...name].join('.');
    const known = this.findings.some((each) => each.code === code && each.where === where && each.message === message);
    // Branches of a union say the same.
    if (known) return;
    this.findings.push({
      severity,
      code,
      file: this.mapping.file,
      line: this.definitions.lineOf(this.label, ...path),
      where,
      message,
    });
  }

  /** Stored values with their counts; those of a personal field are not shown. */
  values(field: string, counts: ReadonlyMap<string, number>): string {
    const specs = specsOf(this.rowSet.type);
    const isPersonal = specs[field]?.private ?? specs[field.replace(/Stored$/, '')]?.private;
    return isPersonal ? 'values of a personal field' : valueList(counts);
  }

  /** Tables behind an alias: those of the row set itself are one union. */
  tablesOf(alias: string): readonly TableFacts[] {
    const names = alias === this.rowSet.alias ? this.rowSet.tables : [this.rowSet.links.get(alias)?.table ?? ''];
    return names.flatMap((name) => this.tables.get(name) ?? []);
  }

  /** Facts of the column an expression is; undefined for anything else. */
  column(expression: Expression): ColumnFacts | undefined {
    if (expression.kind !== 'column' || expression.alias === null) return undefined;
    const [table] = this.tablesOf(expression.alias);
    return columnOf(table, expression.name);
  }

  /** Rows of the row set's tables, as far as the engine knows without counting. */
  get estimatedRows(): number {
    return this.tablesOf(this.rowSet.alias).reduce((sum, { rows }) => sum + rows, 0);
  }
}
