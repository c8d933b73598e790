import { execute, type DocumentNode, type GraphQLFormattedError } from 'graphql';
import { SourceTimeoutError } from '#core/errors';
import { whenLate } from '#core/when-late';
import { formatError } from '#graphql/format-error';
import type { CallContext, CalledSchema } from './in-process-subgraph';
import { ObservedFetch } from './observed-fetch';
import type { Telemetry } from './telemetry';

/** One fetch of a query plan, as a subgraph gets it. */
export interface SubgraphFetch {
  readonly document: DocumentNode;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | null;
  readonly call: CallContext;
}

/** What came of a fetch; its errors are fit for clients. */
export interface FetchResult {
  readonly data: Record<string, unknown> | null;
  readonly errors: readonly GraphQLFormattedError[];
}

/** What remains for the answer after the last read of a source: a slow source must cost its own fields, not the whole fetch. */
export const ANSWER_MS = 50;

/**
 * Runs a fetch in the schema of a subgraph, the same way for both topologies.
 * @throws SourceTimeoutError naming the subgraph when the deadline of the call passes
 */
export async function executeFetch(subgraph: CalledSchema, fetch: SubgraphFetch, telemetry: Telemetry): Promise<FetchResult> {
  const { document, variables, operationName, call } = fetch;
  const { deadlineMs, requestId } = call;
  const observed = new ObservedFetch(subgraph.name, call, telemetry);
  let failed = true;
  let callOff = (): void => undefined;
  const late = new Promise<never>((_, reject) => {
    callOff = whenLate(deadlineMs, () => reject(new SourceTimeoutError(subgraph.name)));
  });
  try {
    const contextValue = subgraph.context({ ...call, report: observed.read, deadlineMs: Math.max(1, deadlineMs - ANSWER_MS) });
    const running = Promise.resolve(
      execute({ schema: subgraph.schema, document, variableValues: variables, operationName, contextValue }),
    );
    running.catch(() => undefined);
    const { data, errors = [] } = await Promise.race([running, late]);
    failed = data == null;
    return { data: data ?? null, errors: errors.map((error) => present(error, requestId, subgraph.name, telemetry.log)) };
  } finally {
    callOff();
    observed.end(failed);
  }
}

function present(error: unknown, requestId: string, subgraph: string, log: Telemetry['log']): GraphQLFormattedError {
  const shown = formatError(error, requestId);
  if (shown.extensions?.code === 'INTERNAL_SERVER_ERROR') log.error({ err: error, subgraph, requestId }, 'fetch failed');
  return shown;
}
