import {
  GraphQLError,
  Kind,
  OperationTypeNode,
  parse,
  type DocumentNode,
  type FragmentDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** Tokens of one document; the parser stops there. */
export const MAX_TOKENS = 2000;
/** Fields of one operation after its fragments are expanded; validation stops there. */
export const MAX_SELECTIONS = 2000;
const MAX_DEPTH = 15;
const MAX_ALIASES = 30;
const MAX_ROOT_FIELDS = 20;
const MAX_DIRECTIVES = 50;
/** Objects that one operation names; an operation that was never seen before is planned, which takes about a millisecond of CPU for each. */
const MAX_OBJECTS = 50;
/** How often one name may be answered in one pair of braces: validation compares each with each. */
const MAX_REPEATS = 50;

interface Size {
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  /** Fields of the top level. */
  readonly roots: number;
  /** Fields with fields below them, but those of introspection, which is not planned. */
  readonly objects: number;
}
const NOTHING: Size = { depth: 0, aliases: 0, directives: 0, roots: 0, objects: 0 };

/**
 * What a document has too much of, or null. It looks at the text alone, before validation, whose work grows faster than the document.
 * A fragment counts wherever it is spread. What is no GraphQL passes: the parser of the server refuses it in its own words.
 */
export function excessOf(text: string): string | null {
  const document = parsed(text);
  if (!document) return null;
  const sizes = new Sizes(document);
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const size = sizes.of(definition.selectionSet);
    if (size.depth > MAX_DEPTH) return `more than ${MAX_DEPTH} levels of fields`;
    if (size.aliases > MAX_ALIASES) return `more than ${MAX_ALIASES} aliases`;
    if (size.directives > MAX_DIRECTIVES) return `more than ${MAX_DIRECTIVES} directives`;
    if (size.objects > MAX_OBJECTS) return `more than ${MAX_OBJECTS} fields with fields below them`;
    if (size.roots > MAX_ROOT_FIELDS) return `more than ${MAX_ROOT_FIELDS} root fields`;
    // Engines disagree on what one mutation of an operation sees of another.
    if (definition.operation === OperationTypeNode.MUTATION && size.roots > 1) return 'more than one mutation';
  }
  return sizes.repeats > MAX_REPEATS ? `one field more than ${MAX_REPEATS} times side by side` : null;
}

/** Texts within the limits that are known again; longer ones are measured each time. */
const MOST_KNOWN = 1000;
const LONGEST_KNOWN = 10_000;

/** The same for a server, which is sent the same texts again and again. */
export function knownExcess(): typeof excessOf {
  const known = new Set<string>();
  return (text) => {
    if (known.has(text)) return null;
    const excess = excessOf(text);
    if (excess !== null || text.length > LONGEST_KNOWN) return excess;
    if (known.size >= MOST_KNOWN) known.clear();
    known.add(text);
    return null;
  };
}

/** @param what the operation has too much of */
export const limitText = (what: string): string => `The operation has ${what}`;

/** @param what the operation has too much of */
export const limitError = (what: string): GraphQLError =>
  new GraphQLError(limitText(what), { extensions: { code: 'LIMIT_EXCEEDED', http: { status: 400 } } });

function parsed(text: string): DocumentNode | null {
  try {
    return parse(text, { maxTokens: MAX_TOKENS, noLocation: true });
  } catch {
    return null;
  }
}

class Sizes {
  /** The most fields of one response name in one selection set that was looked at. */
  repeats = 0;
  private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  private readonly known = new Map<string, Size>();

  constructor(document: DocumentNode) {
    const definitions = document.definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION);
    this.fragments = new Map(definitions.map((fragment) => [fragment.name.value, fragment]));
  }

  of({ selections }: SelectionSetNode): Size {
    const total = { ...NOTHING };
    const names = new Map<string, number>();
    const add = ({ depth, aliases, directives, roots, objects }: Size): void => {
      total.depth = Math.max(total.depth, depth);
      total.aliases += aliases;
      total.directives += directives;
      total.roots += roots;
      total.objects += objects;
    };
    for (const node of selections) {
      total.directives += node.directives?.length ?? 0;
      if (node.kind === Kind.FRAGMENT_SPREAD) add(this.ofFragment(node.name.value));
      else if (node.kind === Kind.INLINE_FRAGMENT) add(this.of(node.selectionSet));
      else {
        const name = (node.alias ?? node.name).value;
        names.set(name, (names.get(name) ?? 0) + 1);
        const inner = node.selectionSet ? this.of(node.selectionSet) : NOTHING;
        const objects = node.name.value.startsWith('__') ? 0 : inner.objects + (node.selectionSet ? 1 : 0);
        add({
          depth: inner.depth + 1,
          aliases: inner.aliases + (node.alias ? 1 : 0),
          directives: inner.directives,
          roots: 1,
          objects,
        });
      }
    }
    this.repeats = Math.max(this.repeats, ...names.values());
    return total;
  }

  private ofFragment(name: string): Size {
    const known = this.known.get(name);
    if (known) return known;
    const fragment = this.fragments.get(name);
    if (!fragment) return NOTHING;
    // A circle of fragments ends here; validation refuses it.
    this.known.set(name, NOTHING);
    const size = this.of(fragment.selectionSet);
    this.known.set(name, size);
    return size;
  }
}
