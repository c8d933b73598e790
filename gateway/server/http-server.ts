import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { randomUUID } from 'node:crypto';
import { HeaderMap, type ApolloServer } from '@apollo/server';
import { Kind, OperationTypeNode, parse } from 'graphql';
import type { Logger } from 'pino';
import type { VerifyToken } from '../callers/verify-token';
import { RequestContext, type GatewayContext } from '../request-context';

const MAX_BODY_BYTES = 100_000;
const CLIENT_DEADLINE_MS = { STAFF: 3000, PARTNER: 3000, BI: 30_000 } as const;

export interface HttpOptions {
  readonly apollo: ApolloServer<GatewayContext>;
  readonly verifyToken: VerifyToken;
  readonly log: Logger;
  /** What is wrong although the gateway serves, in words. */
  readonly degraded: () => readonly string[];
}

/** The HTTP door: `/live` and `/ready` for everyone, `/graphql` for callers with a valid token. */
export function httpServer(options: HttpOptions): { server: Server; drain: () => Promise<void> } {
  let draining = false;
  const server = createServer((request, response) => {
    handle(request, response, options, () => draining).catch((error: unknown) => {
      options.log.error({ err: error }, 'request failed');
      if (!response.headersSent) sendError(response, 500, 'INTERNAL_SERVER_ERROR', 'Internal server error');
    });
  });
  server.headersTimeout = 5000;
  server.requestTimeout = 10_000;
  const drain = (): Promise<void> =>
    new Promise((resolve) => {
      draining = true;
      server.close(() => resolve());
      server.closeIdleConnections();
    });
  return { server, drain };
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  options: HttpOptions,
  draining: () => boolean,
): Promise<void> {
  const path = (request.url ?? '/').split('?')[0];
  if (path === '/live') return sendJson(response, 200, { status: 'ok' });
  if (path === '/ready') {
    const degraded = options.degraded();
    return draining()
      ? sendJson(response, 503, { status: 'draining' })
      : sendJson(response, 200, { status: 'ok', ...(degraded.length > 0 && { degraded }) });
  }
  if (path !== '/graphql')
    return sendError(response, 404, 'BAD_REQUEST', 'There is nothing here; POST your operation to /graphql');
  if (request.method !== 'POST') {
    response.setHeader('allow', 'POST');
    return sendError(response, 405, 'BAD_REQUEST', 'POST your operation as JSON: { "query": ..., "variables": ... }');
  }
  const body = await readBody(request);
  if (body === null) return sendError(response, 413, 'LIMIT_EXCEEDED', `A request may hold ${MAX_BODY_BYTES} bytes`);
  return answer(request, response, body, options);
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  text: string,
  { apollo, verifyToken }: HttpOptions,
): Promise<void> {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return sendError(response, 400, 'BAD_REQUEST', 'The request is not JSON');
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return sendError(response, 400, 'BAD_REQUEST', 'Send one operation as a JSON object');
  const claims = await verifyToken(request.headers.authorization);
  if (!claims && !asksOnlyTypename(body)) {
    return sendError(response, 401, 'UNAUTHENTICATED', 'Send a valid token: authorization: Bearer <token>');
  }
  const headers = new HeaderMap();
  for (const name of ['content-type', 'accept'] as const) if (request.headers[name]) headers.set(name, request.headers[name]);
  const context = new RequestContext(
    claims,
    randomUUID(),
    Date.now() + CLIENT_DEADLINE_MS[claims?.audience ?? 'STAFF'],
    Date.now,
  );
  const result = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: 'POST', headers, search: '', body },
    context: async () => Promise.resolve({ request: context }),
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

/** `{ __typename }` is all that anybody may ask; it tells a load balancer that the graph answers. */
function asksOnlyTypename(body: object): boolean {
  if (!('query' in body) || typeof body.query !== 'string') return false;
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

function readBody(request: IncomingMessage): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= MAX_BODY_BYTES) chunks.push(chunk);
    });
    request.on('end', () => resolve(size > MAX_BODY_BYTES ? null : Buffer.concat(chunks).toString('utf8')));
    request.on('error', reject);
  });
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}

function sendError(response: ServerResponse, status: number, code: string, message: string): void {
  sendJson(response, status, { errors: [{ message, extensions: { code } }] });
}
