import {
  isCompositeType,
  Kind,
  type ConstValueNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';

/** One operation that passed validation, with what the client sent beside it. */
export interface SentOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** As sent: not yet coerced, so anything may stand here. */
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The fragments of a document by name. */
export function fragmentsOf({ definitions }: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  const fragments = definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION);
  return new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
}

/** The object, interface or union of a name; null when there is none. */
export function compositeType(schema: GraphQLSchema, name: string | undefined): GraphQLCompositeType | null {
  const type = name === undefined ? null : schema.getType(name);
  return type && isCompositeType(type) ? type : null;
}

/** What a variable is: `sent` as it came, or `fallback`, the default that the operation gives it; null when it has none. */
export function variableOf(
  { variables, operation }: SentOperation,
  name: string,
): { readonly sent: unknown } | { readonly fallback: ConstValueNode | null } {
  if (Object.hasOwn(variables, name)) return { sent: variables[name] };
  const definition = operation.variableDefinitions?.find(({ variable }) => variable.name.value === name);
  return { fallback: definition?.defaultValue ?? null };
}
