import { compileDerive } from '../expression/evaluate';
import { ExpressionError } from '../expression/expression-error';
import { specsOf, type FieldContext } from './build-field';
import type { DerivedField } from './mapping';
import { deriveDefinition } from './mapping-schema';
import { nearHint } from './near-names';

type Path = readonly (string | number)[];

/** Reads `derive` in the order of evaluation: each field after those it reads. A circle is reported. */
export function buildDerived(
  context: FieldContext,
  definitions: Readonly<Record<string, unknown>>,
  stored: ReadonlySet<string>,
  path: Path,
): ReadonlyMap<string, DerivedField> {
  const found = new Map<string, DerivedField>();
  for (const [name, definition] of Object.entries(definitions)) {
    const field = buildOne(context, name, definition, [...path, name]);
    if (field) found.set(name, field);
  }
  const known = new Set([...stored, ...Object.keys(definitions)]);
  for (const { name, derivation } of found.values()) {
    for (const input of derivation.inputs.filter((each) => !known.has(each))) {
      const mapped = Object.hasOwn(specsOf(context.type), input) ? 'this mapping does not map' : 'there is no field';
      context.yaml.report([...path, name], `${context.type}.${name}: ${mapped} ${input}${nearHint(input, known)}`);
    }
  }
  return inOrder(context, found, path);
}

function buildOne(context: FieldContext, name: string, definition: unknown, path: Path): DerivedField | null {
  const { yaml, scope } = context;
  const read = yaml.read(deriveDefinition, typeof definition === 'string' ? { of: definition } : definition, path);
  if (!read) return null;
  try {
    const derivation = compileDerive(scope.parse(read.of, path));
    const narrow = Object.entries(read.narrow ?? {}).map(
      ([value, text]) => [value, scope.sql(text, [...path, 'narrow', value])] as const,
    );
    return { name, ...yaml.placeOf(path), derivation, narrow: new Map(narrow) };
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    yaml.report(path, `${context.type}.${name}: ${error.message}`);
    return null;
  }
}

function inOrder(
  { yaml, type }: FieldContext,
  found: ReadonlyMap<string, DerivedField>,
  path: Path,
): ReadonlyMap<string, DerivedField> {
  const ordered = new Map<string, DerivedField>();
  const visit = (field: DerivedField, trail: readonly string[]): void => {
    if (ordered.has(field.name)) return;
    if (trail.includes(field.name)) {
      yaml.report([...path, field.name], `${type}.${field.name} is derived from itself: ${[...trail, field.name].join(' -> ')}`);
      return;
    }
    for (const input of field.derivation.inputs) {
      const other = found.get(input);
      if (other) visit(other, [...trail, field.name]);
    }
    ordered.set(field.name, field);
  };
  for (const field of found.values()) visit(field, []);
  return ordered;
}
