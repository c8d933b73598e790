import { ApolloGateway } from '@apollo/gateway';
import type { Logger } from 'pino';
import type { InProcessSubgraph } from '#runtime/in-process-subgraph';
import { InProcessSource } from './in-process-source';

/** The gateway over subgraphs of this process; plans come from the composed file, nothing is composed at run time. */
export function buildGateway(supergraphSdl: string, subgraphs: readonly InProcessSubgraph[], log: Logger): ApolloGateway {
  const sources = new Map(subgraphs.map((subgraph) => [subgraph.name, new InProcessSource(subgraph, log)]));
  return new ApolloGateway({
    supergraphSdl,
    queryPlannerConfig: { exposeDocumentNodeInFetchNode: true },
    buildService: ({ name }) => {
      const source = sources.get(name);
      if (!source) throw new Error(`The supergraph names a subgraph ${name} that does not run here`);
      return source;
    },
  });
}
