import { Kind, type DocumentNode, type FieldNode, type GraphQLFormattedError } from 'graphql';

/** Errors of one failed fetch that reach the client; the rest would only repeat them. */
const MAX_ERRORS = 100;

/** One located error per field that a failed fetch leaves missing. */
export function spreadError(
  document: DocumentNode,
  variables: Record<string, unknown>,
  error: GraphQLFormattedError,
): GraphQLFormattedError[] {
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const roots = operation?.selectionSet.selections.filter((node): node is FieldNode => node.kind === Kind.FIELD) ?? [];
  const representations: unknown = variables.representations;
  if (!Array.isArray(representations)) return roots.filter(isData).map((field) => ({ ...error, path: [nameOf(field)] }));
  return representations
    .flatMap((representation: unknown, i) =>
      roots.flatMap((root) => entityFields(root, typeOf(representation))).map((field) => ({ path: ['_entities', i, field] })),
    )
    .slice(0, MAX_ERRORS)
    .map((located) => ({ ...error, ...located }));
}

/** The fields that a fetch asks of entities of one type. */
function entityFields({ selectionSet }: FieldNode, type: unknown): readonly string[] {
  return (selectionSet?.selections ?? []).flatMap((node) =>
    node.kind === Kind.INLINE_FRAGMENT && (node.typeCondition?.name.value ?? type) === type
      ? node.selectionSet.selections.flatMap((field) => (field.kind === Kind.FIELD && isData(field) ? nameOf(field) : []))
      : [],
  );
}

const typeOf = (representation: unknown): unknown =>
  typeof representation === 'object' && representation !== null && '__typename' in representation
    ? representation.__typename
    : undefined;
const isData = (field: FieldNode): boolean => field.name.value !== '__typename';
const nameOf = (field: FieldNode): string => field.alias?.value ?? field.name.value;
