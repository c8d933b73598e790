import { ROW_TYPES, type RowType } from '../canonical/row-types';
import type { FieldKind, FieldSpec } from '../canonical/field';
import { buildCodec } from '../codec/build-codec';
import { NO_MORE, type Codec } from '../codec/codec';
import type { CodecSpec } from '../codec/codec-spec';
import { NO_VALUE, NoValue } from '../codec/no-value';
import type { Expression } from '../expression/ast';
import type { Field, RefTarget, SourceHeader } from './mapping';
import { refDefinition, storedDefinition, valueDefinition } from './mapping-schema';
import { nearHint } from './near-names';
import type { RowSetScope } from './row-set-scope';
import type { YamlFile } from './yaml-file';

type Path = readonly (string | number)[];
type CodeMaps = Readonly<Record<string, Readonly<Record<string, string>>>>;

const VARIANT = /^(raw|upper|unpad|pad \S \d{1,2})$/;

/** Everything a field definition is read against. */
export interface FieldContext {
  readonly yaml: YamlFile;
  readonly source: SourceHeader;
  readonly codes: CodeMaps;
  readonly scope: RowSetScope;
  readonly type: RowType;
  /** Of one of several row sets of the type. */
  readonly label: string | null;
}

/** Specs of a row type by field name. */
export function specsOf(type: RowType): Readonly<Record<string, FieldSpec>> {
  return ROW_TYPES[type];
}

export function isRowType(name: string): name is RowType {
  return Object.hasOwn(ROW_TYPES, name);
}

/** Fields a row set may define: those of its type, and helpers whose names end in `Stored`. */
export function isFieldName(type: RowType, name: string): boolean {
  return Object.hasOwn(specsOf(type), name) || name.endsWith('Stored');
}

/** Reads one entry of `fields`; null when it is broken, and then the problem is reported. */
export function buildField(context: FieldContext, name: string, definition: unknown, path: Path): Field | null {
  const { yaml, type } = context;
  const place = yaml.placeOf(path);
  const spec = specsOf(type)[name] ?? null;
  const isObject = typeof definition === 'object' && definition !== null && !Array.isArray(definition);
  if (isObject && 'ref' in definition) return buildRef(context, name, definition, path);
  if (spec?.kind === 'ref') {
    yaml.report(path, `${type}.${name} is a reference: write { ref: ${spec.target ?? 'Type'}, from: ... }`);
    return null;
  }
  if (isObject && 'value' in definition) {
    const read = yaml.read(valueDefinition, definition, path);
    const codec = read && codecOf(context, path, { kind: spec?.kind ?? 'text', allowed: spec?.codes });
    if (!codec || !read) return null;
    const decoded = spec?.kind === 'code' ? allowedCode(read.value, spec) : codec.decode(read.value, null, NO_MORE);
    if (!(decoded instanceof NoValue)) return { kind: 'constant', name, ...place, value: decoded };
    yaml.report(path, `${type}.${name}: ${read.value} is not a value of this field${codeHint(read.value, spec)}`);
    return null;
  }
  const stored = isObject ? definition : { from: definition };
  const read = yaml.read(storedDefinition, stored, path);
  if (!read) return null;
  const from = read.from.map((text) => context.scope.sql(text, path));
  const currency = currencyOf(context, read.currency, path);
  const codes = typeof read.codes === 'string' ? namedCodes(context, read.codes, path) : read.codes;
  const base = spec ?? specsOf(type)[name.replace(/Stored$/, '')] ?? null;
  const kind = spec?.kind ?? helperKind(from, codes !== undefined, read.currency !== undefined, read.as);
  const codec = codecOf(context, path, {
    kind,
    as: read.as,
    codes,
    allowed: kind === 'code' && base?.kind === 'code' ? base.codes : undefined,
    nulls: read.nulls,
    clean: read.clean,
    currencyCodes: context.codes.currency,
    constantCurrency: currency.expression === null,
    ...(currency.constant ? { currency: currency.constant } : {}),
  });
  return (
    codec && {
      kind: 'stored',
      name,
      ...place,
      from,
      codec,
      holds: kind,
      currency: kind === 'money' ? currency.expression : null,
      private: read.private ?? null,
    }
  );
}

function buildRef(context: FieldContext, name: string, definition: unknown, path: Path): Field | null {
  const { yaml, type, scope } = context;
  const read = yaml.read(refDefinition, definition, path);
  if (!read) return null;
  const spec = specsOf(type)[name];
  const report = (message: string): void => yaml.report(path, `${type}.${name}: ${message}`);
  if (spec && spec.kind !== 'ref') report('is not a reference in this row type');
  const targets = read.ref.flatMap((text) => refTarget(context, text, report));
  const from = read.from.map((text) => scope.sql(text, path));
  for (const { type: target } of targets) {
    if (read.by && !isFieldName(target, read.by))
      report(`unknown field ${target}.${read.by}${nearHint(read.by, Object.keys(specsOf(target)))}`);
  }
  if (read.by && from.length > 1) report('a reference "by" a field has one "from"');
  for (const variant of read.variants ?? []) {
    if (!VARIANT.test(variant)) report(`unknown variant "${variant}"; known are raw, upper, unpad, pad <character> <length>`);
  }
  const part = codecOf(context, path, { kind: 'text', nulls: read.nulls, clean: read.clean });
  if (!part || targets.length === 0) return null;
  return {
    kind: 'ref',
    name,
    ...yaml.placeOf(path),
    from,
    part,
    clean: read.clean ?? [],
    targets,
    by: read.by ?? null,
    variants: read.variants ?? [],
    trust: Number(read.trust ?? 1),
  };
}

function refTarget({ source }: FieldContext, text: string, report: (message: string) => void): RefTarget[] {
  const [, system = source.id, type = '', label = null] =
    /^(?:([a-z][a-z0-9-]*)\.)?(\w+)(?:\/([\p{L}\p{N}_-]+))?$/u.exec(text.trim()) ?? [];
  if (isRowType(type)) return [{ system, type, label }];
  report(`unknown row type ${type || text}${nearHint(type || text, Object.keys(ROW_TYPES))}`);
  return [];
}

function codecOf(context: FieldContext, path: Path, spec: Partial<CodecSpec> & { readonly kind: FieldKind }): Codec | null {
  const { timezone, currency, nullDates } = context.source;
  try {
    return buildCodec({ timezone, currency, nullDates, ...spec });
  } catch (error) {
    context.yaml.report(path, `${path.slice(1).join('.')}: ${error instanceof Error ? error.message : String(error)}`);
    return null;
  }
}

function currencyOf(
  context: FieldContext,
  definition: string | { value: string } | undefined,
  path: Path,
): { expression: Expression | null; constant: string | null } {
  if (definition === undefined) return { expression: null, constant: null };
  if (typeof definition === 'string') return { expression: context.scope.sql(definition, [...path, 'currency']), constant: null };
  if (!/^[A-Z]{3}$/.test(definition.value)) context.yaml.report(path, `${definition.value} is not an ISO 4217 code`);
  return { expression: null, constant: definition.value };
}

function namedCodes({ codes, yaml }: FieldContext, name: string, path: Path): Readonly<Record<string, string>> | undefined {
  if (!codes[name]) yaml.report([...path, 'codes'], `unknown code map ${name}${nearHint(name, Object.keys(codes))}`);
  return codes[name];
}

function allowedCode(value: string, { codes }: FieldSpec): string | NoValue {
  return !codes || codes.length === 0 || codes.includes(value) ? value : NO_VALUE.UNKNOWN_CODE;
}

function codeHint(value: string, spec: FieldSpec | null): string {
  return spec?.codes && spec.codes.length > 0 ? nearHint(value, spec.codes) || ` (known: ${spec.codes.join(', ')})` : '';
}

const PREDICATES = new Set(['or', 'and', '=', '<>', '<', '<=', '>', '>=']);

/** A condition rather than a value. */
export function isPredicate(expression: Expression): boolean {
  if (expression.kind === 'binary') return PREDICATES.has(expression.op);
  return (
    ['not', 'isNull', 'in', 'between', 'like'].includes(expression.kind) ||
    (expression.kind === 'call' && expression.name === 'exists')
  );
}

// A helper has no declared kind; its form tells, so that `derive` computes with numbers and not with text.
function helperKind(from: readonly Expression[], coded: boolean, money: boolean, as: string | undefined): FieldKind {
  const [first] = from;
  if (as || from.length !== 1 || !first) return 'text';
  if (coded) return 'code';
  if (money) return 'money';
  if (isPredicate(first)) return 'bool';
  const numeric =
    first.kind === 'binary' ||
    first.kind === 'negate' ||
    first.kind === 'number' ||
    (first.kind === 'call' && ['sum', 'count', 'abs', 'round'].includes(first.name)) ||
    (first.kind === 'call' && first.name === 'coalesce' && first.args.some((part) => part.kind === 'number'));
  return numeric ? 'decimal' : 'text';
}
