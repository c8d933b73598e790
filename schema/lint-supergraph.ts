import {
  Kind,
  parse,
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type ObjectTypeDefinitionNode,
  type SelectionSetNode,
  type TypeNode,
} from 'graphql';

const ROOTS = ['Query', 'Mutation'];
const CHINESE = /\([^()]*[\u4e00-\u9fff][^()]*\)\.$/;

/** Rules of the federated schema that composition does not know. Returns what breaks them, in words. */
export function lintSupergraph(supergraph: DocumentNode): readonly string[] {
  const types = supergraph.definitions.filter(
    (node): node is ObjectTypeDefinitionNode => node.kind === Kind.OBJECT_TYPE_DEFINITION && !node.name.value.includes('__'),
  );
  const byName = new Map(types.map((type) => [type.name.value, type]));
  return types.flatMap((type) => (type.fields ?? []).flatMap((field) => lintField(type, field, byName)));
}

function lintField(
  type: ObjectTypeDefinitionNode,
  field: FieldDefinitionNode,
  types: ReadonlyMap<string, ObjectTypeDefinitionNode>,
): string[] {
  const at = `${type.name.value}.${field.name.value}`;
  const joins = directives(field, 'join__field');
  const graphs = new Set(directives(type, 'join__type').map((node) => argument(node, 'graph')));
  const keys = directives(type, 'join__type').map((node) => argument(node, 'key') ?? '');
  const isEntity = keys.some((key) => key !== '');
  const hidden = directives(field, 'inaccessible').length > 0;
  const isKey = keys.some((key) => key.split(/\W+/).includes(field.name.value));
  const problems: string[] = [];
  for (const join of joins) {
    for (const kind of ['requires', 'provides'] as const) {
      const text = argument(join, kind);
      if (text)
        problems.push(...throughArguments(at, kind, kind === 'requires' ? type.name.value : baseName(field.type), text, types));
    }
  }
  const shared = ROOTS.includes(type.name.value) || (isEntity && graphs.size > 1 && !isKey);
  if (field.type.kind === Kind.NON_NULL_TYPE && !hidden && shared)
    problems.push(`${at} is non-null: one dead subgraph would null its parent`);
  const producers =
    joins.length > 0 ? joins.filter((node) => !isExternal(node)).map((node) => argument(node, 'graph')) : [...graphs];
  if (baseName(field.type) === 'Customer' && producers.some((graph) => graph !== 'CUSTOMERS'))
    problems.push(`${at} produces a Customer outside customers`);
  if (type.name.value === 'Subscription') problems.push(`${at}: subscriptions are not served`);
  if (!CHINESE.test(field.description?.value ?? '')) problems.push(`${at} has no description that ends with its Chinese term`);
  return problems;
}

/** The stock planner drops a client's filter when a required path goes through a field with arguments. */
function throughArguments(
  at: string,
  kind: string,
  type: string,
  text: string,
  types: ReadonlyMap<string, ObjectTypeDefinitionNode>,
): string[] {
  const [operation] = parse(`{ ${text} }`).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) return [];
  const problems: string[] = [];
  const walk = (name: string, set: SelectionSetNode): void => {
    for (const selection of set.selections) {
      if (selection.kind !== Kind.FIELD) continue;
      const field = types.get(name)?.fields?.find((one) => one.name.value === selection.name.value);
      if (field?.arguments?.length)
        problems.push(`${at}: @${kind} goes through ${name}.${selection.name.value}, a field with arguments`);
      if (field && selection.selectionSet) walk(baseName(field.type), selection.selectionSet);
    }
  };
  walk(type, operation.selectionSet);
  return problems;
}

interface Directed {
  readonly directives?: readonly ConstDirectiveNode[] | undefined;
}
const directives = (node: Directed, name: string): readonly ConstDirectiveNode[] =>
  (node.directives ?? []).filter((one) => one.name.value === name);

function argument(node: ConstDirectiveNode, name: string): string | undefined {
  const value = node.arguments?.find((one) => one.name.value === name)?.value;
  return value && 'value' in value ? String(value.value) : undefined;
}

const isExternal = (node: ConstDirectiveNode): boolean => argument(node, 'external') === 'true';
const baseName = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : baseName(type.type));
