import {
  isTypeDefinitionNode,
  Kind,
  parse,
  visit,
  type ConstDirectiveNode,
  type DirectiveDefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  type SchemaDefinitionNode,
  type TypeDefinitionNode,
  type TypeNode,
} from 'graphql';

/** Whether the audience may read a field of a type. */
export type MayReadField = (type: string, field: string) => boolean;

export interface Restricted {
  readonly supergraph: DocumentNode;
  /** Grants that make no schema, in words. */
  readonly problems: readonly string[];
}

const BUILT_IN = ['String', 'Int', 'Float', 'Boolean', 'ID'];
const MARK: ConstDirectiveNode = { kind: Kind.DIRECTIVE, name: { kind: Kind.NAME, value: 'inaccessible' } };

/**
 * The supergraph with `@inaccessible` on all that an audience may not see: fields that are not granted, and types that no granted field leads
 * to. Nothing is removed, for the planner needs hidden keys and joins.
 */
export function restrictToAudience(supergraph: DocumentNode, mayRead: MayReadField): Restricted {
  const types = new Map(supergraph.definitions.filter(isTypeDefinitionNode).map((type) => [type.name.value, type]));
  const { seen, problems } = reach(rootsOf(supergraph), types, mayRead);
  const isHidden = (name: string): boolean => !name.includes('__') && !BUILT_IN.includes(name) && !seen.has(name);
  const restrict = <T extends TypeDefinitionNode>(type: T): T => {
    if (isHidden(type.name.value)) return marked(type);
    if (!('fields' in type) || !seen.has(type.name.value)) return type;
    const fields: readonly Field[] | undefined = type.fields;
    return { ...type, fields: fields?.map((field) => (mayRead(type.name.value, field.name.value) ? field : marked(field))) };
  };
  const definitions = supergraph.definitions.map((node) => (isTypeDefinitionNode(node) ? restrict(node) : node));
  return { supergraph: withFeature({ ...supergraph, definitions }), problems };
}

type Types = ReadonlyMap<string, TypeDefinitionNode>;

/** Types that clients of the audience meet, from the roots along granted fields and their arguments. */
function reach(roots: readonly string[], types: Types, mayRead: MayReadField) {
  const seen = new Set<string>();
  const problems: string[] = [];
  const follow = (name: string, from: string): void => {
    const type = types.get(name);
    if (!type || seen.has(name)) return;
    if ('fields' in type && grantedFields(type, mayRead).length === 0) {
      // A root without a grant is not there; any other type was promised by a field that is granted.
      if (!roots.includes(name)) problems.push(`${from} is granted and leads to ${name}, of which no field is`);
      return;
    }
    seen.add(name);
    if (type.kind === Kind.UNION_TYPE_DEFINITION || type.kind === Kind.INTERFACE_TYPE_DEFINITION)
      for (const each of possibleTypes(type, types, mayRead)) follow(each, name);
    if (!('fields' in type)) return;
    for (const field of grantedFields(type, mayRead)) {
      const at = `${name}.${field.name.value}`;
      follow(baseName(field.type), at);
      for (const { type: argument } of 'arguments' in field ? (field.arguments ?? []) : []) follow(baseName(argument), at);
    }
  };
  for (const root of roots) follow(root, root);
  return { seen, problems };
}

type Fielded = Extract<TypeDefinitionNode, { readonly fields?: unknown }>;
type Field = FieldDefinitionNode | InputValueDefinitionNode;

function grantedFields(type: Fielded, mayRead: MayReadField): readonly Field[] {
  const fields: readonly Field[] = type.fields ?? [];
  return isOpen(type) ? fields.filter((field) => isOpen(field) && mayRead(type.name.value, field.name.value)) : [];
}

const isOpen = ({ directives = [] }: Pick<Field | TypeDefinitionNode, 'directives'>): boolean =>
  !directives.some(({ name }) => name.value === 'inaccessible');

/** Object types behind an abstract one of which the audience may read something. */
function possibleTypes(abstract: TypeDefinitionNode, types: Types, mayRead: MayReadField): readonly string[] {
  const name = abstract.name.value;
  const members = abstract.kind === Kind.UNION_TYPE_DEFINITION ? (abstract.types ?? []).map((each) => each.name.value) : [];
  return [...types.values()]
    .filter((type) => type.kind === Kind.OBJECT_TYPE_DEFINITION)
    .filter((type) => members.includes(type.name.value) || type.interfaces?.some((each) => each.name.value === name))
    .filter((type) => grantedFields(type, mayRead).length > 0)
    .map((type) => type.name.value);
}

/** Marked once: a field that the planner alone reads has the mark already. */
function marked<N extends TypeDefinitionNode | Field>(node: N): N {
  return isOpen(node) ? { ...node, directives: [...(node.directives ?? []), MARK] } : node;
}

const isSchema = (node: { readonly kind: Kind }): node is SchemaDefinitionNode => node.kind === Kind.SCHEMA_DEFINITION;

function rootsOf(supergraph: DocumentNode): readonly string[] {
  return supergraph.definitions
    .filter(isSchema)
    .flatMap(({ operationTypes }) => operationTypes.map(({ type }) => type.name.value));
}

/** A supergraph in which nothing was hidden so far does not link to the feature yet. */
function withFeature(supergraph: DocumentNode): DocumentNode {
  const isLinked = supergraph.definitions.some(
    (node) => node.kind === Kind.DIRECTIVE_DEFINITION && node.name.value === 'inaccessible',
  );
  if (isLinked) return supergraph;
  const feature = parse(`schema @link(url: "https://specs.apollo.dev/inaccessible/v0.2", for: SECURITY) { query: Query }
    directive @inaccessible on FIELD_DEFINITION | OBJECT | INTERFACE | UNION | ARGUMENT_DEFINITION | SCALAR | ENUM | ENUM_VALUE | INPUT_OBJECT | INPUT_FIELD_DEFINITION`);
  const links = feature.definitions.filter(isSchema).flatMap(({ directives = [] }) => directives);
  const definitions = feature.definitions.filter(
    (node): node is DirectiveDefinitionNode => node.kind === Kind.DIRECTIVE_DEFINITION,
  );
  const linked = visit(supergraph, {
    SchemaDefinition: (node) => ({ ...node, directives: [...(node.directives ?? []), ...links] }),
  });
  return { ...linked, definitions: [...linked.definitions, ...definitions] };
}

const baseName = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : baseName(type.type));
