import { bare, buildBranches, isOwnAlias, readFrom } from './build-branches';
import { buildDerived } from './build-derived';
import { buildChanges } from './build-changes';
import { buildField, isFieldName, specsOf, type FieldContext } from './build-field';
import type { Field, Link, RowSet } from './mapping';
import { rowSetDefinition, type LinkDefinition, type RowSetDefinition } from './mapping-schema';
import { nearHint } from './near-names';
import { RowSetScope } from './row-set-scope';

type Path = readonly (string | number)[];
type Definition = RowSetDefinition;
type BaseContext = Omit<FieldContext, 'scope'>;

const IDENTIFIER = '(?:`[^`\\u0000]+`|[\\p{L}_][\\p{L}\\p{N}_$]*)';
const NAME = new RegExp(`^${IDENTIFIER}$`, 'u');

/** Reads one row set; every problem in it is reported. Null when nothing can be built. */
export function buildRowSet(base: BaseContext, value: unknown, path: Path): RowSet | null {
  const { yaml, type, source, label } = base;
  const read = yaml.read(rowSetDefinition, value, path);
  if (!read) return null;
  const from = readFrom(base, read.from, [...path, 'from']);
  if (!from) return null;
  const { alias } = from;
  const scope = new RowSetScope(yaml, source.params, alias);
  const context: FieldContext = { ...base, scope };
  const links = buildLinks(context, read.with ?? {}, [...path, 'with']);
  const key = read.key.flatMap((text, index) => keyColumn(context, text, alias, [...path, 'key', index]));
  const { branches, fields } = buildBranches(context, from, key, buildFields(context, read, path));
  if (read.keep && branches.some(({ view }) => view)) yaml.report([...path, 'keep'], `${type}.keep: tables only, no view`);
  for (const name of Object.keys(read.derive ?? {})) checkName(context, name, read, [...path, 'derive', name]);
  const derived = buildDerived(context, read.derive ?? {}, new Set(Object.keys(read.fields)), [...path, 'derive']);
  for (const name of Object.keys(read.cannot ?? {})) checkName(context, name, read, [...path, 'cannot', name]);
  for (const [index, name] of (read.match?.never ?? []).entries()) {
    if (isFieldName(type, name) && Object.hasOwn(specsOf(type), name)) continue;
    const near = nearHint(name, Object.keys(specsOf(type)));
    yaml.report([...path, 'match', 'never', index], `match.never: unknown field ${type}.${name}${near}`);
  }
  for (const [name, spec] of Object.entries(specsOf(type))) {
    if (spec.required && !(name in read.fields) && !(read.derive && name in read.derive)) {
      yaml.report([...path, 'fields'], `${type}.${name} is required and not mapped`);
    }
  }
  return {
    type,
    name: label === null ? type : `${type}/${label}`,
    label,
    ...yaml.placeOf(path),
    branches,
    tables: branches.flatMap(({ table, view }) => (view ? [] : [table])),
    alias,
    keepFirst: read.keep === 'first',
    key,
    where: read.where === undefined ? null : scope.sql(read.where, [...path, 'where']),
    links,
    fields,
    derived,
    cannot: new Map(Object.entries(read.cannot ?? {})),
    changes: read.changes ? buildChanges(context, read.changes, links, [...path, 'changes']) : null,
    match: { never: read.match?.never ?? [], ignore: read.match?.ignore ?? [] },
  };
}

function buildFields(context: FieldContext, read: Definition, path: Path): ReadonlyMap<string, Field> {
  const fields = new Map<string, Field>();
  for (const [name, definition] of Object.entries(read.fields)) {
    const at = [...path, 'fields', name];
    if (!checkName(context, name, read, at)) continue;
    const field = buildField(context, name, definition, at);
    if (field) fields.set(name, field);
  }
  return fields;
}

function checkName({ yaml, type }: FieldContext, name: string, read: Definition, path: Path): boolean {
  if (!isFieldName(type, name)) {
    yaml.report(path, `unknown field ${type}.${name}${nearHint(name, Object.keys(specsOf(type)))}`);
    return false;
  }
  const places = [read.fields, read.derive ?? {}, read.cannot ?? {}].filter((place) => Object.hasOwn(place, name));
  if (places.length > 1 && path[path.length - 2] !== 'fields') {
    yaml.report(path, `${type}.${name} stands in two places of this row set`);
  }
  return true;
}

function buildLinks(
  context: FieldContext,
  links: Readonly<Record<string, LinkDefinition>>,
  path: Path,
): ReadonlyMap<string, Link> {
  const built = new Map<string, Link>();
  for (const [alias, link] of Object.entries(links)) {
    const at = [...path, alias];
    const kinds = (['one', 'first', 'all'] as const).filter((kind) => link[kind] !== undefined);
    const [kind] = kinds;
    const table = kind ? (link[kind] ?? '') : '';
    if (!kind || kinds.length > 1) context.yaml.report(at, `with.${alias}: write exactly one of one, first, all`);
    else if (context.scope.has(alias)) context.yaml.report(at, `with.${alias}: this alias is taken`);
    else if (isOwnAlias(alias)) context.yaml.report(at, `with.${alias}: an alias starts with a letter`);
    else if (!NAME.test(table) || !NAME.test(alias)) context.yaml.report(at, `with.${alias}: ${table} is not a table name`);
    else built.set(alias, buildLink(context, alias, kind, bare(table), link, at));
  }
  return built;
}

function buildLink(
  { scope, yaml }: FieldContext,
  alias: string,
  kind: Link['kind'],
  table: string,
  link: LinkDefinition,
  path: Path,
): Link {
  scope.addLink(alias, kind);
  const isFirst = kind === 'first';
  if (isFirst !== (link.order !== undefined) || isFirst !== (link.key !== undefined)) {
    yaml.report(path, `with.${alias}: "order" and "key" belong to a "first" link, which needs both`);
  }
  const on = scope.sql(link.on, [...path, 'on'], alias);
  const where = link.where === undefined ? null : scope.sql(link.where, [...path, 'where'], alias);
  scope.hang(alias, where ? [on, where] : [on]);
  return {
    kind,
    alias,
    table,
    ...yaml.placeOf(path),
    on,
    where,
    order: (link.order ?? []).map((text) => {
      const [, by = text, direction] = /^(.*?)(?:\s+(asc|desc))?$/i.exec(text) ?? [];
      return { by: scope.sql(by, [...path, 'order'], alias), descending: direction?.toLowerCase() === 'desc' };
    }),
    key: (link.key ?? []).flatMap((text) => keyColumn({ yaml, scope }, text, alias, [...path, 'key'])),
  };
}

function keyColumn({ yaml, scope }: Pick<FieldContext, 'yaml' | 'scope'>, text: string, alias: string, path: Path): string[] {
  const column = scope.parse(text.includes('.') ? text : `${alias}.${text}`, path);
  if (column.kind === 'column' && column.alias === alias) return [column.name];
  yaml.report(path, `${path.slice(1).join('.')}: a key is made of bare columns of ${alias}, got ${text}`);
  return [];
}
