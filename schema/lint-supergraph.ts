import {
  isTypeDefinitionNode,
  Kind,
  parse,
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  type ObjectTypeDefinitionNode,
  type SelectionSetNode,
  type TypeDefinitionNode,
  type TypeNode,
} from 'graphql';

const ROOTS = ['Query', 'Mutation'];
/** Fields that only the planner reads; the other subgraphs require them. */
const PLANNER_FIELDS = ['sourceKeys', 'identityIds'];
const CHINESE = /\([^()]*[\u4e00-\u9fff][^()]*\)\.$/;
const BUILT_IN = ['String', 'Int', 'Float', 'Boolean', 'ID'];

type Fielded = Extract<TypeDefinitionNode, { readonly fields?: readonly FieldDefinitionNode[] | undefined }>;
type Types = ReadonlyMap<string, Fielded>;

/** Rules of the federated schema that composition does not know. Returns what breaks them, in words. */
export function lintSupergraph(supergraph: DocumentNode): readonly string[] {
  const types = supergraph.definitions.filter(isTypeDefinitionNode).filter(({ name }) => !name.value.includes('__'));
  const outputs = types.filter(
    (type): type is Fielded => type.kind === Kind.OBJECT_TYPE_DEFINITION || type.kind === Kind.INTERFACE_TYPE_DEFINITION,
  );
  const byName = new Map(outputs.map((type) => [type.name.value, type]));
  return [
    ...types.flatMap(undescribed),
    ...outputs.flatMap((type) => (type.fields ?? []).flatMap((field) => lintField(type, field, byName))),
  ];
}

/** Rules of one subgraph's SDL that the composed file no longer shows. */
export function lintSubgraph(name: string, sdl: DocumentNode): readonly string[] {
  const text = sdl.definitions.flatMap((node) => ('directives' in node ? node.directives : undefined) ?? []);
  const imports = text
    .filter((node) => node.name.value === 'link')
    .flatMap((node) => node.arguments?.find((one) => one.name.value === 'import')?.value ?? [])
    .flatMap((value) => (value.kind === Kind.LIST ? value.values : []));
  const renamed = imports.some((value) => value.kind === Kind.OBJECT);
  const contexts = imports.flatMap((value) =>
    value.kind === Kind.STRING && ['@context', '@fromContext'].includes(value.value) ? value.value : [],
  );
  return [
    ...(renamed ? [`${name} renames an import: the gateway would read it as no rule`] : []),
    ...contexts.map((directive) => `${name} uses ${directive}, which not every engine supports`),
  ];
}

function undescribed(type: TypeDefinitionNode): readonly string[] {
  const name = type.name.value;
  const lacks = (at: string, { description }: Pick<InputValueDefinitionNode, 'description'>): readonly string[] =>
    CHINESE.test(description?.value ?? '') ? [] : [`${at} has no description that ends with its Chinese term`];
  const own = ROOTS.includes(name) || BUILT_IN.includes(name) ? [] : lacks(name, type);
  if (!('fields' in type)) return own;
  const fields: readonly (FieldDefinitionNode | InputValueDefinitionNode)[] = type.fields ?? [];
  return [
    ...own,
    ...fields.flatMap((field) => {
      const at = `${name}.${field.name.value}`;
      const args = 'arguments' in field ? (field.arguments ?? []) : [];
      return [...lacks(at, field), ...args.flatMap((argument) => lacks(`${at}(${argument.name.value}:)`, argument))];
    }),
  ];
}

function lintField(type: Fielded, field: FieldDefinitionNode, types: Types): readonly string[] {
  const name = type.name.value;
  const at = `${name}.${field.name.value}`;
  if (name === 'Subscription') return [`${at}: subscriptions are not served`];
  const joins = directives(field, 'join__field');
  const isHidden = directives(field, 'inaccessible').length > 0;
  return [
    ...joins.flatMap((join) => throughArguments(at, join, name, field, types)),
    ...(isNonNull(field) && !isHidden && isShared(type, field)
      ? [`${at} is non-null: one dead subgraph would null its parent`]
      : []),
    ...(producesCustomer(type, field) ? [`${at} produces a Customer outside customers`] : []),
    ...(PLANNER_FIELDS.includes(field.name.value) && (!isHidden || isNonNull(field) || field.arguments?.length)
      ? [`${at} is for the planner: @inaccessible, nullable and without arguments`]
      : []),
  ];
}

const isNonNull = ({ type }: FieldDefinitionNode): boolean => type.kind === Kind.NON_NULL_TYPE;

/** Whether a field is a root field, or belongs to an entity of several subgraphs without being its key. */
function isShared(type: Fielded, field: FieldDefinitionNode): boolean {
  if (ROOTS.includes(type.name.value)) return true;
  const keys = directives(type, 'join__type').flatMap((node) => argument(node, 'key') ?? []);
  return keys.length > 0 && graphsOf(type).size > 1 && !keys.some((key) => key.split(/\W+/).includes(field.name.value));
}

function producesCustomer(type: Fielded, field: FieldDefinitionNode): boolean {
  if (baseName(field.type) !== 'Customer') return false;
  const joins = directives(field, 'join__field');
  const producers = joins.length > 0 ? joins.filter((node) => !isExternal(node)) : [...graphsOf(type)];
  return producers.some((one) => (typeof one === 'string' ? one : argument(one, 'graph')) !== 'CUSTOMERS');
}

/** The stock planner drops a client's filter when a required path goes through a field with arguments. */
function throughArguments(
  at: string,
  join: ConstDirectiveNode,
  owner: string,
  { type }: FieldDefinitionNode,
  types: Types,
): readonly string[] {
  const problems: string[] = [];
  const walk = (name: string, kind: string, set: SelectionSetNode): void => {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) continue;
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        walk(selection.typeCondition?.name.value ?? name, kind, selection.selectionSet);
        continue;
      }
      const field = types.get(name)?.fields?.find((one) => one.name.value === selection.name.value);
      if (field?.arguments?.length)
        problems.push(`${at}: @${kind} goes through ${name}.${selection.name.value}, a field with arguments`);
      if (field && selection.selectionSet) walk(baseName(field.type), kind, selection.selectionSet);
    }
  };
  for (const [kind, start] of [
    ['requires', owner],
    ['provides', baseName(type)],
  ] as const) {
    const text = argument(join, kind);
    const [operation] = text ? parse(`{ ${text} }`).definitions : [];
    if (operation?.kind === Kind.OPERATION_DEFINITION) walk(start, kind, operation.selectionSet);
  }
  return problems;
}

const directives = (
  node: Pick<ObjectTypeDefinitionNode | FieldDefinitionNode, 'directives'>,
  name: string,
): readonly ConstDirectiveNode[] => (node.directives ?? []).filter((one) => one.name.value === name);

function argument(node: ConstDirectiveNode, name: string): string | undefined {
  const value = node.arguments?.find((one) => one.name.value === name)?.value;
  return value && 'value' in value ? String(value.value) : undefined;
}

const graphsOf = (type: Fielded): ReadonlySet<string> =>
  new Set(directives(type, 'join__type').flatMap((node) => argument(node, 'graph') ?? []));
const isExternal = (node: ConstDirectiveNode): boolean => argument(node, 'external') === 'true';
const baseName = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : baseName(type.type));
