import { ApolloGateway, type GraphQLDataSource, type SupergraphManager } from '@apollo/gateway';
import type { Logger } from 'pino';
import { limitError } from './limits';

/** Fetches of one plan; planning and fan-out grow with the operation. */
const MAX_FETCHES = 60;

/** Memory for plans, as their text; the oldest make room. */
const PLANS_MIB = 30;

/** The gateway over its subgraphs; plans come from the composed file, nothing is composed at run time. */
export function buildGateway(
  supergraph: SupergraphManager,
  sourceOf: (name: string, url: string) => GraphQLDataSource,
  log: Logger,
): ApolloGateway {
  return new ApolloGateway({
    supergraphSdl: supergraph,
    queryPlannerConfig: { exposeDocumentNodeInFetchNode: true },
    experimental_approximateQueryPlanStoreMiB: PLANS_MIB,
    __exposeQueryPlanExperimental: false,
    logger: log,
    experimental_didResolveQueryPlan: ({ queryPlan }) => {
      if (queryPlan.node && countFetches(queryPlan.node) > MAX_FETCHES)
        throw limitError(`a plan of more than ${MAX_FETCHES} fetches`);
    },
    buildService: ({ name, url = '' }) => sourceOf(name, url),
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
