import type { IncomingMessage, ServerResponse } from 'node:http';
import { HeaderMap, type ApolloServer } from '@apollo/server';
import { Kind, OperationTypeNode, parse } from 'graphql';
import { ERROR_CODES } from '#core/error-codes';
import type { SourceReport } from '#core/source-report';
import { parsedJson } from '#core/parsed-json';
import type { Audience, Claims } from '#policy/claims';
import { RETRY_AFTER_S, type LoadGate } from '#runtime/http/load-gate';
import { readBody } from '#runtime/http/read-body';
import type { Telemetry } from '#runtime/telemetry';
import type { Callers } from '../callers/open-callers';
import type { RateLimits } from '../callers/rate-limits';
import { chooseOperation } from '../documents/choose-operation';
import { statePurpose } from '../documents/stated-purpose';
import type { FindDocument } from '../documents/trusted-documents';
import { limitText } from '../execution/limits';
import { RequestContext, type GatewayContext } from '../request-context';
import { sendError } from './http-answer';
import { ObservedRequest } from './observed-request';

const CLIENT_DEADLINE_MS = { STAFF: 3000, PARTNER: 3000, BI: 30_000, AUDITOR: 10_000 } as const;
/**
 * Seconds within which an answer must be likely, or the request is refused while there is too much to do: machines ask again, people wait. A
 * source may take one and a half: who is let in must not find its time used up by waiting.
 */
const ANSWER_WITHIN_S = { STAFF: 1, PARTNER: 0.75, BI: 0.5, AUDITOR: 1 } as const;
const MAX_BODY_BYTES = 100_000;
/** As JSON and GraphQL write it; in a statement it would end a text that databases do not end there. */
const NUL = /\\u(?:0000|\{0+\})/;
/** When a caller that could not be told from a revoked one may ask again. */
const RETRY_SECONDS = 1;
/** Whoever proves nobody meets the smallest schema. */
const NARROWEST: Audience = 'PARTNER';

export interface GraphqlDoorOptions {
  /** The server of an audience's own schema. */
  readonly serverOf: (audience: Audience) => ApolloServer<GatewayContext>;
  readonly findDocument: FindDocument;
  readonly callers: Callers;
  /** Purposes that a caller may state; null: nobody is asked what for. */
  readonly purposesOf: ((claims: Claims) => readonly string[]) | null;
  /** null counts nobody. */
  readonly rates: RateLimits | null;
  readonly businessDate: () => string;
  readonly onRead: (report: SourceReport) => void;
  /** Refuses what could not be answered in time. */
  readonly gate: LoadGate;
  /** What a text has too much of; null: nothing. */
  readonly excessOf: (text: string) => string | null;
  readonly telemetry: Telemetry;
}

/** Answers `/graphql` to callers with a valid token, each on the schema of its audience. */
export async function graphqlDoor(
  request: IncomingMessage,
  response: ServerResponse,
  options: GraphqlDoorOptions,
): Promise<void> {
  const observed = new ObservedRequest(request, response, options.telemetry);
  if (!options.gate.admits(ANSWER_WITHIN_S.STAFF)) return sendOverloaded(response);
  if (request.method !== 'POST') {
    response.setHeader('allow', 'POST');
    return sendError(response, 'BAD_REQUEST', 'POST your operation as JSON: { "query": ..., "variables": ... }', 405);
  }
  const bytes = await readBody(request, MAX_BODY_BYTES);
  if (bytes === null) return sendError(response, 'LIMIT_EXCEEDED', `A request may hold ${MAX_BODY_BYTES} bytes`, 413);
  // A caller who sends its request slowly takes the place of nobody.
  const ended = options.gate.begin();
  response.once('close', () => ended(response.statusCode === 200));
  const text = bytes.toString('utf8');
  const body = parsedJson(text);
  const { authorization } = request.headers;
  const caller = await options.callers.verifyCaller(authorization);
  if (caller === 'UNKNOWN_YET') {
    response.setHeader('retry-after', RETRY_SECONDS);
    return sendError(response, 'CALLER_UNKNOWN_YET', ERROR_CODES.CALLER_UNKNOWN_YET.text);
  }
  if (caller === 'STRANGER' && !asksOnlyTypename(body)) {
    // RFC 6750: who has shown nothing is told how to ask, and not that something is wrong with it.
    response.setHeader('www-authenticate', authorization === undefined ? 'Bearer' : 'Bearer error="invalid_token"');
    return sendError(response, 'UNAUTHENTICATED', 'Send a valid token or API key: authorization: Bearer <token>');
  }
  if (caller === 'NO_ACCESS') return sendError(response, 'FORBIDDEN', 'You may not read this');
  const claims = caller === 'STRANGER' ? null : caller;
  if (!options.gate.admits(ANSWER_WITHIN_S[claims?.audience ?? NARROWEST], true)) return sendOverloaded(response);
  if (claims && !(await mayAskNow(claims, response, options))) return;
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return sendError(response, 'BAD_REQUEST', 'Send one operation as a JSON object');
  if (NUL.test(text)) return sendError(response, 'BAD_USER_INPUT', 'No text may hold the character U+0000');
  const audience = claims?.audience ?? NARROWEST;
  observed.audience = audience;
  const choice = claims ? chooseOperation(body, audience, options.findDocument) : { body, document: null };
  if ('refusal' in choice) return sendError(response, choice.refusal, choice.message);
  const stated =
    claims && options.purposesOf ? statePurpose(body, choice.document, claims, options.purposesOf(claims)) : { claims };
  if ('refusal' in stated) return sendError(response, stated.refusal, stated.message);
  observed.operation = choice.document?.name ?? 'free';
  if (!('query' in choice.body) || typeof choice.body.query !== 'string')
    return sendError(response, 'BAD_REQUEST', 'Send your operation as JSON: { "query": ..., "variables": ... }');
  // Trusted documents were measured when they were reviewed.
  const excess = choice.document ? null : options.excessOf(choice.body.query);
  if (excess !== null) return sendError(response, 'LIMIT_EXCEEDED', limitText(excess));
  const context = new RequestContext({
    claims: stated.claims,
    requestId: observed.requestId,
    traceparent: observed.traceparent,
    onError: (code) => observed.codes.add(code),
    businessDate: options.businessDate(),
    deadlineAt: Date.now() + CLIENT_DEADLINE_MS[audience],
    now: Date.now,
    onRead: options.onRead,
  });
  return execute(request, response, choice.body, context, options.serverOf(audience));
}

function sendOverloaded(response: ServerResponse): void {
  response.setHeader('retry-after', RETRY_AFTER_S);
  sendError(response, 'OVERLOADED', `${ERROR_CODES.OVERLOADED.text} Ask again in ${RETRY_AFTER_S} second.`);
}

/** Tells the caller its limit, and refuses it when that is used up. */
async function mayAskNow(claims: Claims, response: ServerResponse, { rates }: GraphqlDoorOptions): Promise<boolean> {
  if (!rates) return true;
  const { allowed, limit, remaining, reset } = await rates.take(claims);
  response.setHeader('ratelimit-limit', limit);
  response.setHeader('ratelimit-remaining', remaining);
  response.setHeader('ratelimit-reset', reset);
  if (allowed) return true;
  response.setHeader('retry-after', reset);
  sendError(response, 'RATE_LIMITED', `${ERROR_CODES.RATE_LIMITED.text} Ask again in ${reset} seconds.`);
  return false;
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
