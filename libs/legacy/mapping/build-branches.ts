import type { Expression } from '../expression/ast';
import { replacedColumn } from './branch-columns';
import type { FieldContext } from './build-field';
import type { Branch, Field, View } from './mapping';
import type { BranchDefinition, FromDefinition, ViewDefinition } from './mapping-schema';
import { nearHint } from './near-names';

type Path = readonly (string | number)[];

/** Stands in the SQL of a view where the engine puts the condition that reaches its base tables. */
export const KEYS_MARK = '/*keys*/';

const IDENTIFIER = '(?:`[^`\\u0000]+`|[\\p{L}_][\\p{L}\\p{N}_$]*)';
const TABLE = new RegExp(`^(${IDENTIFIER})\\s+(${IDENTIFIER})$`, 'u');

/** The tables a row set reads, before its expressions are known. */
export interface From {
  readonly alias: string;
  readonly tables: readonly { readonly table: string; readonly definition: FromDefinition; readonly path: Path }[];
}

/** Reads `from`; null when it names no table, and then the problem is reported. */
export function readFrom({ yaml, type }: Omit<FieldContext, 'scope'>, from: readonly FromDefinition[], path: Path): From | null {
  const report = (message: string): void => yaml.report(path, `${type}.from: ${message}`);
  const tables = from.map((definition, index) => {
    const at = from.length > 1 ? [...path, index] : path;
    if (typeof definition === 'object' && 'view' in definition)
      return { table: definition.view, alias: definition.view, definition, path: at };
    const text = typeof definition === 'string' ? definition : definition.table;
    const found = TABLE.exec(text);
    if (!found) report(`expected "TABLE alias", got ${text}`);
    return found && { table: bare(found[1] ?? ''), alias: bare(found[2] ?? ''), definition, path: at };
  });
  const known = tables.filter((table) => table !== null);
  const alias = known[0]?.alias ?? '';
  if (known.length < tables.length) return null;
  if (known.some((table) => table.alias !== alias)) report('all tables of a union need the same alias');
  if (isOwnAlias(alias)) report(`the alias ${alias} has to start with a letter`);
  return { alias, tables: known };
}

/** Reads what is different in each table of a row set. `fields` are all mapped fields, by which a branch may replace one. */
export function buildBranches(
  context: FieldContext,
  { tables, alias }: From,
  key: readonly string[],
  fields: ReadonlyMap<string, Field>,
): { readonly branches: readonly Branch[]; readonly fields: ReadonlyMap<string, Field> } {
  const replaced = new Map<string, Field>();
  for (const { definition, path } of tables) {
    for (const name of Object.keys(branchOf(definition)?.fields ?? {})) {
      const field = fields.get(name);
      if (field && field.kind !== 'constant') replaced.set(name, field);
      else report(context, [...path, 'fields', name], notReplaceable(name, fields));
    }
  }
  const branches = tables.map(({ table, definition, path }): Branch => {
    const view = typeof definition === 'object' && 'view' in definition ? buildView(context, definition, key, path) : null;
    const branch = branchOf(definition);
    const columns = new Map<string, Expression>();
    for (const [name, text] of Object.entries(branch?.columns ?? {}))
      columns.set(name, context.scope.sql(text, [...path, 'columns', name]));
    for (const [name, field] of replaced) {
      const own = branch?.fields?.[name]?.map((text) => context.scope.sql(text, [...path, 'fields', name]));
      const from = own ?? partsOf(field);
      if (from.length !== partsOf(field).length)
        report(context, [...path, 'fields', name], `${name} is made of ${partsOf(field).length} expressions, not ${from.length}`);
      from.forEach((part, index) => columns.set(replacedColumn(name, index), part));
    }
    const where = branch?.where === undefined ? null : context.scope.sql(branch.where, [...path, 'where']);
    return { table, view, where, columns };
  });
  checkKeys(context, branches, key, tables);
  const rewritten = [...fields].map(([name, field]): [string, Field] => {
    if (!replaced.has(name) || field.kind === 'constant') return [name, field];
    const from = field.from.map((_part, index): Expression => ({ kind: 'column', alias, name: replacedColumn(name, index) }));
    return [name, { ...field, from }];
  });
  return { branches, fields: new Map(rewritten) };
}

const partsOf = (field: Field): readonly Expression[] => (field.kind === 'constant' ? [] : field.from);

function branchOf(definition: FromDefinition): BranchDefinition | null {
  return typeof definition === 'object' && 'table' in definition ? definition : null;
}

function notReplaceable(name: string, fields: ReadonlyMap<string, Field>): string {
  return fields.has(name)
    ? `${name} is a constant of the row set; write it as a column there, and as a literal here`
    : `the row set does not map ${name}${nearHint(name, fields.keys())}`;
}

// A key that is computed finds no row through an index.
function checkKeys(context: FieldContext, branches: readonly Branch[], key: readonly string[], tables: From['tables']): void {
  branches.forEach(({ columns }, index) => {
    const at = [...(tables[index]?.path ?? []), 'columns'];
    for (const name of key) {
      const part = columns.get(name);
      if (part && part.kind !== 'column') report(context, [...at, name], `the key column ${name} has to be a column here too`);
    }
  });
}

function buildView(context: FieldContext, definition: ViewDefinition, key: readonly string[], path: Path): View {
  const { sql, columns, keys } = definition;
  const names = Object.keys(columns);
  if (!/^\s*(select|with)\b/i.test(sql) || sql.includes(';')) report(context, [...path, 'sql'], 'sql is one select without ";"');
  if (!sql.includes(KEYS_MARK)) {
    const why = `sql has to hold ${KEYS_MARK} where a condition on its tables goes: where ${KEYS_MARK} and ...`;
    report(context, [...path, 'sql'], why);
  }
  const inside = Array.isArray(keys)
    ? keys.map((text, index): [string, string] => [key[index] ?? '', text])
    : Object.entries(keys);
  if (Array.isArray(keys) && keys.length !== key.length)
    report(context, [...path, 'keys'], `keys names the base column of each of the ${key.length} key columns, in their order`);
  for (const name of [...key, ...inside.map(([column]) => column)]) {
    if (!names.includes(name)) report(context, [...path, 'columns'], `columns does not list ${name}${nearHint(name, names)}`);
  }
  for (const [, text] of inside) {
    if (context.scope.parse(text, [...path, 'keys']).kind !== 'column')
      report(context, [...path, 'keys'], `${text} is not a column of a table in sql`);
  }
  return { sql, columns: names, inside: new Map(inside) };
}

function report({ yaml, type }: FieldContext, path: Path, message: string): void {
  yaml.report(path, `${type}.from: ${message}`);
}

/** Names that start with an underscore are the engine's own in the statements it writes. */
export const isOwnAlias = (alias: string): boolean => alias.startsWith('_');

export const bare = (identifier: string): string => identifier.replaceAll('`', '');
