import {
  Kind,
  parse,
  print,
  visit,
  type ArgumentNode,
  type ConstDirectiveNode,
  type DirectiveNode,
  type DocumentNode,
  type NameNode,
} from 'graphql';

/** One specification that a supergraph links to, under the names it has in this file. */
interface Feature {
  readonly node: DirectiveNode;
  readonly id: string;
  readonly name: string;
  readonly purpose: string | null;
  readonly imports: readonly string[];
}

/**
 * Removes the access directives (`@authenticated`, `@requiresScopes`, `@policy`) from a supergraph: the planner refuses to start on them.
 * They are enforced from the access table, at the gateway and in the subgraphs. `@inaccessible` is one of the security features, and stays.
 */
export function stripSecurity(supergraphSdl: string): string {
  const document = parse(supergraphSdl, { noLocation: true });
  const gone = features(document).filter(({ purpose, id }) => purpose === 'SECURITY' && id !== 'inaccessible');
  if (gone.length === 0) return supergraphSdl;
  const links = new Set(gone.map(({ node }) => node));
  const isDirective = (name: string): boolean =>
    gone.some((f) => name === f.name || name.startsWith(`${f.name}__`) || f.imports.includes(`@${name}`));
  const isType = (name: string): boolean => gone.some((f) => name.startsWith(`${f.name}__`) || f.imports.includes(name));
  const dropType = { enter: ({ name }: { readonly name: NameNode }) => (isType(name.value) ? null : undefined) };
  return print(
    visit(document, {
      Directive: (node) => (links.has(node) || isDirective(node.name.value) ? null : undefined),
      DirectiveDefinition: ({ name }) => (isDirective(name.value) ? null : undefined),
      ScalarTypeDefinition: dropType,
      EnumTypeDefinition: dropType,
      InputObjectTypeDefinition: dropType,
    }),
  );
}

function features(document: DocumentNode): readonly Feature[] {
  return document.definitions
    .flatMap((definition) =>
      definition.kind === Kind.SCHEMA_DEFINITION || definition.kind === Kind.SCHEMA_EXTENSION
        ? (definition.directives ?? [])
        : [],
    )
    .filter(({ name }) => name.value === 'link')
    .map(feature);
}

function feature(node: ConstDirectiveNode): Feature {
  const url = textOf(node, 'url') ?? '';
  const [id = ''] = url
    .replace(/\/v\d+\.\d+$/, '')
    .split('/')
    .slice(-1);
  return { node, id, name: textOf(node, 'as') ?? id, purpose: textOf(node, 'for'), imports: importsOf(node) };
}

function textOf(node: ConstDirectiveNode, argument: string): string | null {
  const value = argumentOf(node, argument)?.value;
  return value?.kind === Kind.STRING || value?.kind === Kind.ENUM ? value.value : null;
}

/** The local names of what is imported: `{ name: "@policy", as: "@rule" }` is `@rule` here. */
function importsOf(node: ConstDirectiveNode): readonly string[] {
  const value = argumentOf(node, 'import')?.value;
  if (value?.kind !== Kind.LIST) return [];
  return value.values.flatMap((item) => {
    if (item.kind === Kind.STRING) return item.value;
    if (item.kind !== Kind.OBJECT) return [];
    const field = ['as', 'name'].flatMap((name) => item.fields.find((one) => one.name.value === name) ?? [])[0];
    return field?.value.kind === Kind.STRING ? field.value.value : [];
  });
}

const argumentOf = (node: ConstDirectiveNode, name: string): ArgumentNode | undefined =>
  node.arguments?.find((argument) => argument.name.value === name);
