import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { HeaderMap, type ApolloServer } from '@apollo/server';
import { Kind, OperationTypeNode, parse } from 'graphql';
import type { Logger } from 'pino';
import { drainingServer, type DrainingServer } from '#runtime/http/draining-server';
import { readBody, sendJson } from '#runtime/http/read-body';
import type { VerifyToken } from '../callers/verify-token';
import { REFUSED } from '../execution/access-check';
import { excessOf, limitText } from '../execution/limits';
import { RequestContext, type GatewayContext } from '../request-context';
import type { SourceHealth } from '../source-health';
import { sendError } from './http-answer';

const CLIENT_DEADLINE_MS = { STAFF: 3000, PARTNER: 3000, BI: 30_000 } as const;
const MAX_BODY_BYTES = 100_000;

export interface HttpOptions {
  readonly apollo: ApolloServer<GatewayContext>;
  readonly verifyToken: VerifyToken;
  readonly health: SourceHealth;
  readonly businessDate: () => string;
  readonly log: Logger;
}

/** The HTTP door: `/live` and `/ready` for everyone, `/graphql` for callers with a valid token. */
export function httpServer(options: HttpOptions): DrainingServer {
  return drainingServer((request, response, draining) => {
    handle(request, response, options, draining).catch((error: unknown) => {
      // The client went away: nobody is left to answer.
      if (request.destroyed && !request.complete) return;
      options.log.error({ err: error }, 'request failed');
      if (!response.headersSent) sendError(response, 'INTERNAL_SERVER_ERROR', 'Internal server error');
      else response.destroy();
    });
  });
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  options: HttpOptions,
  draining: boolean,
): Promise<void> {
  switch ((request.url ?? '/').split('?')[0]) {
    case '/live':
      return sendJson(response, 200, { status: 'ok' });
    case '/ready': {
      const degraded = options.health.degraded();
      if (draining) return sendJson(response, 503, { status: 'draining' });
      return sendJson(response, 200, { status: 'ok', ...(degraded.length > 0 && { degraded }) });
    }
    case '/health/sources':
      return isLoopback(request)
        ? sendJson(response, 200, options.health.report())
        : sendError(response, 'FORBIDDEN', 'Only this machine may read this');
    case '/graphql':
      return graphql(request, response, options);
    default:
      return sendError(response, 'BAD_REQUEST', 'There is nothing here; POST your operation to /graphql', 404);
  }
}

async function graphql(request: IncomingMessage, response: ServerResponse, options: HttpOptions): Promise<void> {
  if (request.method !== 'POST') {
    response.setHeader('allow', 'POST');
    return sendError(response, 'BAD_REQUEST', 'POST your operation as JSON: { "query": ..., "variables": ... }', 405);
  }
  const bytes = await readBody(request, MAX_BODY_BYTES);
  if (bytes === null) return sendError(response, 'LIMIT_EXCEEDED', `A request may hold ${MAX_BODY_BYTES} bytes`, 413);
  const body = parseJson(bytes.toString('utf8'));
  const caller = await options.verifyToken(request.headers.authorization);
  if (caller === 'STRANGER' && !asksOnlyTypename(body)) {
    response.setHeader('www-authenticate', 'Bearer');
    return sendError(response, 'UNAUTHENTICATED', 'Send a valid token: authorization: Bearer <token>');
  }
  if (caller === 'NO_ACCESS') return sendError(response, 'FORBIDDEN', REFUSED);
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return sendError(response, 'BAD_REQUEST', 'Send one operation as a JSON object');
  if (!('query' in body) || typeof body.query !== 'string')
    return sendError(response, 'BAD_REQUEST', 'Send your operation as JSON: { "query": ..., "variables": ... }');
  const excess = excessOf(body.query);
  if (excess !== null) return sendError(response, 'LIMIT_EXCEEDED', limitText(excess));
  const claims = caller === 'STRANGER' ? null : caller;
  const context = new RequestContext({
    claims,
    requestId: randomUUID(),
    businessDate: options.businessDate(),
    deadlineAt: Date.now() + CLIENT_DEADLINE_MS[claims?.audience ?? 'STAFF'],
    now: Date.now,
    onRead: (report) => options.health.note(report),
  });
  return execute(request, response, body, context, options.apollo);
}

async function execute(
  request: IncomingMessage,
  response: ServerResponse,
  body: object,
  context: RequestContext,
  apollo: ApolloServer<GatewayContext>,
): Promise<void> {
  // Only these headers go in: what a client says about its identity outside the token is not read by anybody.
  const headers = new HeaderMap();
  for (const name of ['content-type', 'accept'] as const) {
    const value = request.headers[name];
    if (value) headers.set(name, value);
  }
  const result = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: 'POST', headers, search: '', body },
    context: () => Promise.resolve({ request: context }),
  });
  for (const [name, value] of result.headers) response.setHeader(name, value);
  response.statusCode = result.status ?? 200;
  response.setHeader('cache-control', 'no-store');
  if (result.body.kind === 'complete') response.end(result.body.string);
  else {
    for await (const chunk of result.body.asyncIterator) response.write(chunk);
    response.end();
  }
}

function isLoopback({ socket }: IncomingMessage): boolean {
  return /^(127\.|::1$|::ffff:127\.)/.test(socket.remoteAddress ?? '');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

/** `{ __typename }` is all that anybody may ask; it tells a load balancer that the graph answers. */
function asksOnlyTypename(body: unknown): boolean {
  if (typeof body !== 'object' || body === null || !('query' in body) || typeof body.query !== 'string') return false;
  try {
    const { definitions } = parse(body.query, { maxTokens: 10 });
    const [definition] = definitions;
    if (
      definitions.length !== 1 ||
      definition?.kind !== Kind.OPERATION_DEFINITION ||
      definition.operation !== OperationTypeNode.QUERY
    )
      return false;
    return definition.selectionSet.selections.every((node) => node.kind === Kind.FIELD && node.name.value === '__typename');
  } catch {
    return false;
  }
}
