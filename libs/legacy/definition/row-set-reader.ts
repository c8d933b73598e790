import type { FieldSpec } from '../canonical/field';
import { ROW_TYPES, type RowType } from '../canonical/row-types';
import type { Expression } from '../expression/ast';
import { ExpressionError } from '../expression/expression-error';
import { isAggregate } from '../expression/functions';
import { parseExpression } from '../expression/parse-expression';
import { columnsOf, walk, type Call } from '../expression/walk-expression';
import { FieldReader } from './field-reader';
import type { Column, Link, MappedField, RowSet, Table } from './mapping';
import type { LinkDefinition, RowSetDefinition } from './mapping-schema';
import { nearHint } from './near-names';
import type { YamlFile } from './yaml-file';

/** What a field needs to know of the file around it. */
export interface SourceHeader {
  readonly id: string;
  readonly timezone: string;
  readonly currency: string;
  readonly params: Readonly<Record<string, string>>;
  readonly nullDates: readonly string[];
  readonly codes: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

type Path = readonly (string | number)[];

/** Reads one row set of a mapping file; problems go to the file. */
export class RowSetReader {
  private readonly at: readonly string[];
  private readonly aliases = new Set<string>();
  private links: ReadonlyMap<string, Link> = new Map();

  constructor(
    private readonly file: YamlFile,
    private readonly header: SourceHeader,
    private readonly type: RowType,
  ) {
    this.at = ['rows', type];
  }

  read(definition: RowSetDefinition): RowSet | null {
    const tables = definition.from.flatMap((text) => this.table(text, [...this.at, 'from']) ?? []);
    const [first] = tables;
    if (!first) return null;
    if (tables.some(({ alias }) => alias !== first.alias))
      this.file.report([...this.at, 'from'], 'the tables of a union share one alias');
    this.aliases.add(first.alias);
    this.links = this.readLinks(definition.with ?? {});
    const where = definition.where === undefined ? null : this.expression(definition.where, [...this.at, 'where']);
    const key = definition.key.flatMap((text) => this.keyColumn(text, first.alias) ?? []);
    const fields = new Map<string, MappedField>();
    const reader = new FieldReader(this.file, this.header, (text, path) => this.expression(text, path));
    for (const [name, value] of Object.entries(definition.fields)) {
      const spec = this.specOf(name, [...this.at, 'fields', name]);
      const field = spec && reader.field(name, spec, value, [...this.at, 'fields', name]);
      if (field) fields.set(name, field);
    }
    for (const [name, value] of Object.entries(definition.derive ?? {})) {
      const path = [...this.at, 'derive', name];
      if (!this.specOf(name, path)) continue;
      if (fields.has(name)) this.file.report(path, `${name} stands under fields too`);
      const field = reader.derived(value, path);
      if (field) fields.set(name, field);
    }
    const cannot = new Map(Object.entries(definition.cannot ?? {}));
    this.checkFields(fields, cannot);
    return {
      type: this.type,
      tables,
      keepFirst: definition.keep === 'first',
      key,
      where,
      links: this.links,
      fields,
      cannot,
      line: this.file.lineOf(this.at),
    };
  }

  private specOf(name: string, path: Path): FieldSpec | null {
    const specs: Readonly<Record<string, FieldSpec>> = ROW_TYPES[this.type];
    const spec = specs[name];
    if (spec) return spec;
    if (name.endsWith('Stored')) return { kind: 'text', required: false, private: false };
    this.file.report(path, `${this.type} has no field ${name}${nearHint(name, Object.keys(specs))}`);
    return null;
  }

  private checkFields(fields: ReadonlyMap<string, MappedField>, cannot: ReadonlyMap<string, string>): void {
    const specs: Readonly<Record<string, FieldSpec>> = ROW_TYPES[this.type];
    for (const [name, { required }] of Object.entries(specs)) {
      if (required && !fields.has(name)) this.file.report(this.at, `${this.type} needs the field ${name}`);
    }
    for (const name of cannot.keys()) {
      this.specOf(name, [...this.at, 'cannot', name]);
      if (fields.has(name)) this.file.report([...this.at, 'cannot', name], `${name} is mapped, so the source can tell it`);
    }
    for (const [name, field] of fields) {
      if (field.kind !== 'derived') continue;
      const path = [...this.at, 'derive', name];
      for (const input of field.derivation.inputs) {
        if (!fields.has(input))
          this.file.report(path, `there is no field ${input} to derive from${nearHint(input, fields.keys())}`);
      }
      if (reaches(fields, name, name, new Set())) this.file.report(path, `${name} is derived from itself`);
    }
  }

  private readLinks(definitions: Readonly<Record<string, LinkDefinition>>): ReadonlyMap<string, Link> {
    const links = new Map<string, Link>();
    for (const [alias, definition] of Object.entries(definitions)) {
      const path = [...this.at, 'with', alias];
      const kinds = (['one', 'first', 'all'] as const).filter((kind) => definition[kind] !== undefined);
      const [kind] = kinds;
      if (!kind || kinds.length > 1) {
        this.file.report(path, 'a link says one, first or all');
        continue;
      }
      const table = this.table(`${definition[kind]?.split(/\s+/)[0] ?? ''} ${alias}`, path);
      this.aliases.add(alias);
      const on = this.expression(definition.on, [...path, 'on']);
      const where = definition.where === undefined ? null : this.expression(definition.where, [...path, 'where']);
      const order = (definition.order ?? []).flatMap((text) => {
        const [column = '', direction] = text.split(/\s+/);
        const name = this.keyColumn(column.includes('.') ? column : `${alias}.${column}`, alias);
        return name ? [{ column: name, descending: direction === 'desc' }] : [];
      });
      const key = (definition.key ?? []).map((text) => text.replace(`${alias}.`, ''));
      if (kind === 'first' && (order.length === 0 || key.length === 0))
        this.file.report(path, 'a first link needs order and key');
      if (table && on) links.set(alias, { kind, table, on, where, order, key, line: this.file.lineOf(path) });
    }
    return links;
  }

  private table(text: string, path: Path): Table | null {
    const match = /^([\p{L}\d_$]+) +([\p{L}_][\p{L}\d_]*)$/u.exec(text.trim());
    if (match?.[1] && match[2]) return { name: match[1], alias: match[2] };
    this.file.report(path, `expected "TABLE alias", found ${JSON.stringify(text)}`);
    return null;
  }

  private keyColumn(text: string, alias: string): Column | null {
    const expression = this.expression(text, [...this.at, 'key']);
    if (expression?.kind === 'column' && expression.alias === alias) return { alias, name: expression.name };
    if (expression) this.file.report([...this.at, 'key'], `a key is made of columns of ${alias}, not ${text}`);
    return null;
  }

  private expression(text: string, path: Path): Expression | null {
    try {
      const expression = parseExpression(text);
      this.checkColumns(expression, path);
      return expression;
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      this.file.report(path, `${error.message} (at character ${error.offset + 1} of: ${text})`);
      return null;
    }
  }

  private checkColumns(expression: Expression, path: Path): void {
    const inAggregates = new Set<Expression>();
    for (const part of walk(expression)) {
      if (part.kind === 'param' && !(part.name in this.header.params))
        this.file.report(path, `there is no parameter :${part.name} in source.params`);
      if (part.kind === 'call' && isAggregate(part.name)) this.checkAggregate(part, inAggregates, path);
    }
    for (const column of columnsOf(expression)) {
      const { alias, name } = column;
      if (alias === null)
        this.file.report(path, `${name} has no alias: a column is alias.${name}; a constant is { value: ${name} }`);
      else if (!this.aliases.has(alias)) this.file.report(path, `there is no alias ${alias}${nearHint(alias, this.aliases)}`);
      else if (this.links.get(alias)?.kind === 'all' && !inAggregates.has(column)) {
        this.file.report(path, `${alias} has many rows: use ${alias}.${name} inside sum, count, min or max`);
      }
    }
  }

  private checkAggregate(call: Call, inAggregates: Set<Expression>, path: Path): void {
    const columns = call.args.flatMap(columnsOf);
    for (const column of columns) inAggregates.add(column);
    const aliases = new Set(columns.map(({ alias }) => alias).filter((alias) => alias && this.links.get(alias)?.kind === 'all'));
    if (aliases.size !== 1) this.file.report(path, `${call.name} runs over the rows of exactly one "all" link`);
  }
}

function reaches(fields: ReadonlyMap<string, MappedField>, from: string, goal: string, seen: Set<string>): boolean {
  const field = fields.get(from);
  if (field?.kind !== 'derived' || seen.has(from)) return false;
  seen.add(from);
  return field.derivation.inputs.some((input) => input === goal || reaches(fields, input, goal, seen));
}
