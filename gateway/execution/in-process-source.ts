import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import { execute, Kind, parse, type DocumentNode, type FieldNode, type GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import { DomainError, SourceTimeoutError, SourceUnavailableError } from '#core/errors';
import { formatError } from '#graphql/format-error';
import type { InProcessSubgraph } from '#runtime/in-process-subgraph';
import type { GatewayContext, RequestContext } from '../request-context';

/** Errors of one failed fetch that reach the client; the rest would only repeat them. */
const MAX_ERRORS = 100;
type Response = Awaited<ReturnType<GraphQLDataSource['process']>>;
const DEADLINES = { STAFF: 1500, PARTNER: 1500, BI: 15_000 } as const;

/**
 * Runs a fetch of the query plan in the subgraph's own schema, in this process. The resolver context is made per fetch.
 * A fetch that fails as a whole becomes one located error per missing field, so that only these fields are lost.
 */
export class InProcessSource implements GraphQLDataSource<GatewayContext> {
  private readonly parsed = new Map<string, DocumentNode>();

  constructor(
    private readonly subgraph: InProcessSubgraph,
    private readonly log: Logger,
  ) {}

  async process(options: GraphQLDataSourceProcessOptions<GatewayContext>): Promise<Response> {
    const { request, context } = options;
    const { request: gateway } = context as GatewayContext;
    const fetch = ('document' in options ? options.document : undefined) ?? this.parse(request.query ?? '');
    const variables = request.variables ?? {};
    try {
      const { data, errors = [] } = await this.run(fetch, variables, request.operationName, gateway);
      const shown = errors.map((error) => this.present(error, gateway.requestId));
      const located = shown.filter(({ path }) => path);
      const lost = shown.filter(({ path }) => !path).flatMap((error) => spread(fetch, variables, error));
      const all = [...located, ...lost];
      return { data: data ?? null, ...(all.length > 0 && { errors: all }) };
    } catch (error) {
      return { data: null, errors: spread(fetch, variables, this.presentFailure(error, gateway)) };
    }
  }

  private async run(
    document: DocumentNode,
    variableValues: Record<string, unknown>,
    operationName: string | undefined,
    gateway: RequestContext,
  ) {
    const { claims } = gateway;
    if (!claims) throw new Error('a fetch without caller');
    const deadlineMs = gateway.left(DEADLINES[claims.audience]);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new SourceTimeoutError(this.subgraph.name)), deadlineMs);
    });
    try {
      const contextValue = this.subgraph.context({
        claims,
        deadlineMs,
        requestId: gateway.requestId,
        report: (report) => gateway.report(report),
      });
      const running = Promise.resolve(
        execute({ schema: this.subgraph.schema, document, variableValues, operationName: operationName ?? null, contextValue }),
      );
      running.catch(() => undefined);
      return await Promise.race([running, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  private present(error: unknown, requestId: string): GraphQLFormattedError {
    const shown = formatError(error, requestId);
    if (shown.extensions?.code === 'INTERNAL_SERVER_ERROR')
      this.log.error({ err: error, subgraph: this.subgraph.name, requestId }, 'fetch failed');
    return shown;
  }

  /** A fetch that failed as a whole: the subgraph itself did not answer, whatever was wrong with it. */
  private presentFailure(error: unknown, gateway: RequestContext): GraphQLFormattedError {
    const { name: source } = this.subgraph;
    const failure = error instanceof DomainError ? error : new SourceUnavailableError(source, { cause: error });
    if (failure.details.source === source)
      gateway.report({ source, status: failure.code === 'SOURCE_TIMEOUT' ? 'TIMEOUT' : 'UNAVAILABLE', ms: 0 });
    if (failure !== error) this.log.error({ err: error, subgraph: source, requestId: gateway.requestId }, 'subgraph failed');
    return formatError(failure, gateway.requestId);
  }

  private parse(query: string): DocumentNode {
    const known = this.parsed.get(query);
    if (known) return known;
    if (this.parsed.size > 1000) this.parsed.clear();
    const document = parse(query, { noLocation: true });
    this.parsed.set(query, document);
    return document;
  }
}

function spread(
  document: DocumentNode,
  variables: Record<string, unknown>,
  error: GraphQLFormattedError,
): readonly GraphQLFormattedError[] {
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const roots = operation?.selectionSet.selections.filter((node): node is FieldNode => node.kind === Kind.FIELD) ?? [];
  const representations: unknown = variables.representations;
  if (!Array.isArray(representations)) return roots.filter(isData).map((field) => ({ ...error, path: [nameOf(field)] }));
  return representations
    .flatMap((representation: unknown, i) =>
      roots.flatMap((root) => entityFields(root, typeOf(representation))).map((field) => ({ path: ['_entities', i, field] })),
    )
    .slice(0, MAX_ERRORS)
    .map((located) => ({ ...error, ...located }));
}

/** The fields that a fetch asks of entities of one type. */
function entityFields({ selectionSet }: FieldNode, type: unknown): readonly string[] {
  return (selectionSet?.selections ?? []).flatMap((node) =>
    node.kind === Kind.INLINE_FRAGMENT && (node.typeCondition?.name.value ?? type) === type
      ? node.selectionSet.selections.flatMap((field) => (field.kind === Kind.FIELD && isData(field) ? nameOf(field) : []))
      : [],
  );
}

const typeOf = (representation: unknown): unknown =>
  typeof representation === 'object' && representation !== null && '__typename' in representation
    ? representation.__typename
    : undefined;
const isData = (field: FieldNode): boolean => field.name.value !== '__typename';
const nameOf = (field: FieldNode): string => field.alias?.value ?? field.name.value;
