import {
  GraphQLError,
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** Tokens of one document; the parser stops there. */
export const MAX_TOKENS = 2000;
/** Fields of one operation after its fragments are expanded; validation stops there. */
export const MAX_SELECTIONS = 2000;
const MAX_DEPTH = 15;
const MAX_ALIASES = 30;
const MAX_ROOT_FIELDS = 20;

interface Size {
  readonly depth: number;
  readonly aliases: number;
  /** Fields of the top level. */
  readonly roots: number;
}

/** Refuses an operation that is too deep, too wide or too much renamed; a fragment counts wherever it is spread. */
export function checkLimits(document: DocumentNode, operation: OperationDefinitionNode): void {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const { depth, aliases, roots } = sizeOf(operation.selectionSet, fragments, new Map());
  if (depth > MAX_DEPTH) throw limitError(`more than ${MAX_DEPTH} levels of fields`);
  if (aliases > MAX_ALIASES) throw limitError(`more than ${MAX_ALIASES} aliases`);
  if (roots > MAX_ROOT_FIELDS) throw limitError(`more than ${MAX_ROOT_FIELDS} root fields`);
  // Engines disagree on what one mutation of an operation sees of another.
  if (operation.operation === OperationTypeNode.MUTATION && roots > 1) throw limitError('more than one mutation');
}

/** @param what the operation has too much of */
export const limitError = (what: string): GraphQLError =>
  new GraphQLError(`The operation has ${what}`, { extensions: { code: 'LIMIT_EXCEEDED', http: { status: 400 } } });

// Validation has refused fragment cycles before this runs.
function sizeOf(
  { selections }: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  known: Map<string, Size>,
): Size {
  const total = { depth: 0, aliases: 0, roots: 0 };
  const add = ({ depth, aliases, roots }: Size): void => {
    total.depth = Math.max(total.depth, depth);
    total.aliases += aliases;
    total.roots += roots;
  };
  for (const node of selections) {
    if (node.kind === Kind.FIELD) {
      const inner = node.selectionSet ? sizeOf(node.selectionSet, fragments, known) : { depth: 0, aliases: 0 };
      add({ depth: inner.depth + 1, aliases: inner.aliases + (node.alias ? 1 : 0), roots: 1 });
    } else if (node.kind === Kind.INLINE_FRAGMENT) {
      add(sizeOf(node.selectionSet, fragments, known));
    } else {
      const name = node.name.value;
      const fragment = fragments.get(name);
      const size = known.get(name) ?? (fragment && sizeOf(fragment.selectionSet, fragments, known));
      if (!size) continue;
      known.set(name, size);
      add(size);
    }
  }
  return total;
}
