import type { IncomingMessage, ServerResponse } from 'node:http';
import { GraphQLError, parse, validate, type DocumentNode } from 'graphql';
import { DomainError } from '#core/errors';
import type { SourceReport } from '#core/source-report';
import { formatError } from '#graphql/format-error';
import type { Claims } from '#policy/claims';
import { executeFetch, type FetchResult } from '../execute-fetch';
import { readBody, sendJson } from '../http/read-body';
import type { CalledSchema } from '../in-process-subgraph';
import type { Outcome } from '../metrics/metrics';
import type { Telemetry } from '../telemetry';
import type { Nonces } from '../signing/nonces';
import { SIGNATURE_HEADER, verifyRequest, type SigningKey } from '../signing/signed-request';
import { FetchBody } from './wire';

/** A page of 1000 rows brings a representation for each. */
const MAX_BODY_BYTES = 10_000_000;
const MAX_DOCUMENTS = 1000;

/** Counts a fetch that was answered. */
export type Measure = (outcome: Outcome, ms: number) => void;

export interface DoorOptions {
  readonly subgraph: CalledSchema;
  /** Whom it answers; the others get 403. Absent: every caller the gateway vouches for. */
  readonly admits?: (claims: Claims) => boolean;
  readonly keys: readonly SigningKey[];
  readonly nonces: Nonces;
  readonly now: () => number;
  readonly telemetry: Telemetry;
  readonly measure: Measure;
}

/** Answers fetches that are signed, and nothing else: the rest gets 401 and reaches no resolver. */
export function fetchDoor({ subgraph, keys, nonces, now, telemetry, measure, admits = () => true }: DoorOptions) {
  const { log } = telemetry;
  const documents = new Map<string, DocumentNode>();

  /** Parsed and checked against the schema once: a gateway with another schema than ours must hear of it. */
  const documentOf = (query: string): DocumentNode => {
    const known = documents.get(query);
    if (known) return known;
    const document = parse(query, { noLocation: true });
    const [problem] = validate(subgraph.schema, document);
    if (problem) throw problem;
    if (documents.size >= MAX_DOCUMENTS) documents.clear();
    documents.set(query, document);
    return document;
  };

  const refusalOf = async (request: IncomingMessage, body: Buffer): Promise<string | null> => {
    const header = request.headers[SIGNATURE_HEADER];
    const parts = { subgraph: subgraph.name, method: request.method ?? '', path: request.url ?? '', body };
    const verified = verifyRequest(parts, typeof header === 'string' ? header : undefined, keys, now());
    if ('refusal' in verified) return verified.refusal;
    return (await nonces.claim(verified.nonce)) ? null : 'REPLAYED';
  };

  const answer = async (document: DocumentNode, { variables, operationName, call }: FetchBody): Promise<object> => {
    const sources: SourceReport[] = [];
    const run = async (): Promise<FetchResult> => {
      const context = { ...call, report: (report: SourceReport) => void sources.push(report) };
      return executeFetch(subgraph, { document, variables, operationName, call: context }, telemetry);
    };
    const started = performance.now();
    const { data, errors } = await run().catch((error: unknown): FetchResult => {
      if (!(error instanceof DomainError)) throw error;
      return { data: null, errors: [formatError(error, call.requestId)] };
    });
    const outcome = data === null ? 'failed' : errors.length > 0 ? 'partial' : 'ok';
    measure(outcome, performance.now() - started);
    return { data, ...(errors.length > 0 && { errors }), extensions: { sources } };
  };

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readBody(request, MAX_BODY_BYTES);
    if (body === null) return void response.writeHead(413, { connection: 'close' }).end();
    const refusal = await refusalOf(request, body);
    if (refusal !== null) {
      log.warn({ subgraph: subgraph.name, refusal, from: request.socket.remoteAddress }, 'request refused');
      return void response.writeHead(401).end();
    }
    const parsed = FetchBody.safeParse(jsonOf(body));
    if (!parsed.success) return void response.writeHead(400).end();
    const { sub } = parsed.data.call.claims;
    if (!admits(parsed.data.call.claims)) {
      log.warn({ subgraph: subgraph.name, refusal: 'NOT_FOR_YOU', sub }, 'request refused');
      return void response.writeHead(403).end();
    }
    try {
      const document = documentOf(parsed.data.query);
      return sendJson(response, 200, await answer(document, parsed.data));
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      log.error({ err: error, subgraph: subgraph.name }, 'the gateway asks for what this schema does not have');
      return void response.writeHead(400).end();
    }
  };
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}
