import { getNamedType, getNullableType, isCompositeType, isListType, isObjectType, Kind } from 'graphql';
import type {
  FragmentDefinitionNode,
  GraphQLObjectType,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionSetNode,
} from 'graphql';

/** A field of the root that answers one row, a list or a page of them. */
export interface RootRows {
  /** Its name in the answer. */
  readonly key: string;
  /** `Query.field`. */
  readonly field: string;
  readonly kind: 'ROW' | 'LIST' | 'PAGE';
}

/** The fields with rows that an operation asks of the root. */
export function rootRows(
  { operation, selectionSet }: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  schema: GraphQLSchema,
): readonly RootRows[] {
  const root = schema.getRootType(operation);
  return root ? [...rowsIn(selectionSet, root, fragments)] : [];
}

function* rowsIn(
  { selections }: SelectionSetNode,
  root: GraphQLObjectType,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): Iterable<RootRows> {
  for (const node of selections) {
    if (node.kind !== Kind.FIELD) {
      const fragment = node.kind === Kind.FRAGMENT_SPREAD ? fragments.get(node.name.value) : node;
      if (fragment) yield* rowsIn(fragment.selectionSet, root, fragments);
      continue;
    }
    const type = root.getFields()[node.name.value]?.type;
    const row = type && getNamedType(type);
    if (!type || !isCompositeType(row)) continue;
    const kind = isListType(getNullableType(type)) ? 'LIST' : isObjectType(row) && 'pageInfo' in row.getFields() ? 'PAGE' : 'ROW';
    yield { key: node.alias?.value ?? node.name.value, field: `${root.name}.${node.name.value}`, kind };
  }
}

/** The rows that an answer has under these fields. */
export function countRows(data: Readonly<Record<string, unknown>>, fields: readonly RootRows[]): number {
  const kinds = new Map(fields.map(({ key, kind }) => [key, kind]));
  let rows = 0;
  for (const [key, kind] of kinds) rows += rowsOf(data[key], kind);
  return rows;
}

function rowsOf(value: unknown, kind: RootRows['kind']): number {
  if (Array.isArray(value)) return value.length;
  if (typeof value !== 'object' || value === null) return 0;
  // Nodes and edges, by whatever names, are the same rows.
  return kind === 'PAGE' ? Math.max(0, ...Object.values(value).map((each) => (Array.isArray(each) ? each.length : 0))) : 1;
}
