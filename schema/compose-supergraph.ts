import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { lintSubgraph, lintSupergraph } from './lint-supergraph';

export interface SubgraphSdl {
  readonly name: string;
  readonly sdl: string;
}

export interface Composed {
  /** Null when the subgraphs do not compose. */
  readonly supergraph: string | null;
  /** Errors, hints and broken rules; hints count, for some of them drop fields in silence. */
  readonly problems: readonly string[];
}

/** Composes subgraphs as the product's schema demands it. */
export function composeSupergraph(subgraphs: readonly SubgraphSdl[]): Composed {
  const parsed = subgraphs.map(({ name, sdl }) => ({ name, typeDefs: parse(sdl) }));
  const result = composeServices(parsed.map((subgraph) => ({ ...subgraph, url: `http://${subgraph.name}.internal` })));
  const supergraph = result.supergraphSdl ?? null;
  return {
    supergraph,
    problems: [
      ...parsed.flatMap(({ name, typeDefs }) => lintSubgraph(name, typeDefs)),
      ...(result.errors ?? []).map(({ message }) => message),
      ...(result.hints ?? []).map((hint) => `${hint.definition.code}: ${hint.message}`),
      ...(supergraph === null ? [] : lintSupergraph(parse(supergraph))),
    ],
  };
}
