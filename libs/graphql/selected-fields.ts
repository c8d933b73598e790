import { Kind, type FieldNode, type GraphQLResolveInfo, type SelectionSetNode } from 'graphql';

type Visit = (field: FieldNode) => void;

function eachField(set: SelectionSetNode, info: GraphQLResolveInfo, visit: Visit): void {
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) visit(selection);
    else if (selection.kind === Kind.INLINE_FRAGMENT) eachField(selection.selectionSet, info, visit);
    else {
      const fragment = info.fragments[selection.name.value];
      if (fragment) eachField(fragment.selectionSet, info, visit);
    }
  }
}

/** Names of the fields selected directly under the current field, sorted, each once. */
export function selectedFields(info: GraphQLResolveInfo): readonly string[] {
  const names = new Set<string>();
  for (const node of info.fieldNodes) if (node.selectionSet) eachField(node.selectionSet, info, (f) => names.add(f.name.value));
  return [...names].sort();
}

/** Names of the node fields selected under a connection, through `nodes` and `edges.node` alike, sorted, each once. */
export function selectedNodeFields(info: GraphQLResolveInfo): readonly string[] {
  const names = new Set<string>();
  const addAll = (field: FieldNode): void => {
    if (field.selectionSet) eachField(field.selectionSet, info, (f) => names.add(f.name.value));
  };
  const visit: Visit = (field) => {
    if (field.name.value === 'nodes') addAll(field);
    if (field.name.value === 'edges' && field.selectionSet) {
      eachField(field.selectionSet, info, (edge) => (edge.name.value === 'node' ? addAll(edge) : undefined));
    }
  };
  for (const node of info.fieldNodes) if (node.selectionSet) eachField(node.selectionSet, info, visit);
  return [...names].sort();
}
