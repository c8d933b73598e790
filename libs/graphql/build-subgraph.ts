import { buildSubgraphSchema } from '@apollo/subgraph';
import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper';
import { printSchemaWithDirectives } from '@graphql-tools/utils';
import {
  parse,
  print,
  visit,
  type DocumentNode,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';
import { buildSchemaSync, createResolversMap, type BuildSchemaOptions } from 'type-graphql';
import { resolveProperties } from './resolve-field';

// The lowest version with every directive that the access policy prints; both supported engines take it.
const FEDERATION = 'https://specs.apollo.dev/federation/v2.9';
const DIRECTIVES = ['external', 'inaccessible', 'key', 'provides', 'requires', 'shareable'];

export interface SubgraphParts<C> {
  readonly resolvers: BuildSchemaOptions['resolvers'];
  /** Types that no field of this subgraph returns: entity stubs. */
  readonly orphanedTypes?: BuildSchemaOptions['orphanedTypes'];
  /** `__resolveReference` per entity type. It returns the key or a fresh object, never a frozen row. */
  readonly references: Readonly<
    Record<string, (reference: Record<string, unknown>, context: C, info: GraphQLResolveInfo) => unknown>
  >;
}

export interface Subgraph {
  readonly sdl: string;
  readonly schema: GraphQLSchema;
}

/** Builds the federated schema of one subgraph from its type-graphql classes, and its SDL, to which composition adds what the policy says. */
export function buildSubgraph<C>({ resolvers, orphanedTypes, references }: SubgraphParts<C>): Subgraph {
  const schema = buildSchemaSync({
    resolvers,
    ...(orphanedTypes && { orphanedTypes }),
    skipCheck: true,
    validate: false,
  });
  const sdl = withLink(parse(printSchemaWithDirectives(schema)));
  const resolverMap = createResolversMap(schema) as GraphQLResolverMap<unknown>;
  for (const [type, resolve] of Object.entries(references)) {
    resolverMap[type] = {
      ...(resolverMap[type] as object),
      __resolveReference: resolve as GraphQLFieldResolver<unknown, unknown>,
    };
  }
  const subgraph = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolverMap }]);
  resolveProperties(subgraph);
  return { sdl, schema: subgraph };
}

function withLink(document: DocumentNode): string {
  const used = new Set<string>();
  visit(document, {
    Directive: (node) => {
      if (DIRECTIVES.includes(node.name.value)) used.add(`@${node.name.value}`);
    },
  });
  const clean = visit(document, { DirectiveDefinition: (node) => (DIRECTIVES.includes(node.name.value) ? null : undefined) });
  return `extend schema @link(url: "${FEDERATION}", import: ${JSON.stringify([...used].sort())})\n\n${print(clean)}\n`;
}
