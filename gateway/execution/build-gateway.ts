import { ApolloGateway } from '@apollo/gateway';
import type { Logger } from 'pino';
import type { InProcessSubgraph } from '#runtime/in-process-subgraph';
import { InProcessSource } from './in-process-source';
import { limitError } from './limits';
import { stripSecurity } from './strip-security';

/** Fetches of one plan; planning and fan-out grow with the operation. */
const MAX_FETCHES = 60;

/** The gateway over subgraphs of this process; plans come from the composed file, nothing is composed at run time. */
export function buildGateway(supergraphSdl: string, subgraphs: readonly InProcessSubgraph[], log: Logger): ApolloGateway {
  const sources = new Map(subgraphs.map((subgraph) => [subgraph.name, new InProcessSource(subgraph, log)]));
  return new ApolloGateway({
    supergraphSdl: stripSecurity(supergraphSdl),
    queryPlannerConfig: { exposeDocumentNodeInFetchNode: true },
    __exposeQueryPlanExperimental: false,
    logger: log,
    experimental_didResolveQueryPlan: ({ queryPlan }) => {
      if (queryPlan.node && countFetches(queryPlan.node) > MAX_FETCHES)
        throw limitError(`a plan of more than ${MAX_FETCHES} fetches`);
    },
    buildService: ({ name }) => {
      const source = sources.get(name);
      if (!source) throw new Error(`The supergraph names a subgraph ${name} that does not run here`);
      return source;
    },
  });
}

interface PlanPart {
  readonly kind: string;
  readonly nodes?: readonly PlanPart[];
  readonly node?: PlanPart;
  readonly ifClause?: PlanPart;
  readonly elseClause?: PlanPart;
}

function countFetches({ kind, nodes = [], node, ifClause, elseClause }: PlanPart): number {
  const inner = [...nodes, node, ifClause, elseClause].reduce((sum, part) => sum + (part ? countFetches(part) : 0), 0);
  return inner + (kind === 'Fetch' ? 1 : 0);
}
