import { executeFetch } from '#runtime/execute-fetch';
import type { InProcessSubgraph } from '#runtime/in-process-subgraph';
import type { Telemetry } from '#runtime/telemetry';
import type { SubgraphPort } from './subgraph-source';

/** A subgraph of this process; the resolver context is made per fetch. */
export function inProcessPort(subgraph: InProcessSubgraph, telemetry: Telemetry): SubgraphPort {
  return { name: subgraph.name, fetch: (fetch) => executeFetch(subgraph, fetch, telemetry) };
}
