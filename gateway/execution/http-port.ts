import { Kind, OperationTypeNode } from 'graphql';
import { Pool, type Dispatcher } from 'undici';
import type { z } from 'zod';
import { SourceTimeoutError, SourceUnavailableError } from '#core/errors';
import { systemErrorCode } from '#core/system-error';
import { ANSWER_MS, type FetchResult, type SubgraphFetch } from '#runtime/execute-fetch';
import { SIGNATURE_HEADER, signRequest, type SigningKey } from '#runtime/signing/signed-request';
import { FetchAnswer, type FetchBody } from '#runtime/subgraph-process/wire';
import type { SubgraphPort } from './subgraph-source';

const CONNECTIONS = 50;
/** Fetches under way and waiting for a connection; more would only wait past their deadlines. */
const MAX_UNDER_WAY = 2 * CONNECTIONS;
const CONNECT_MS = 1000;
/** Shorter than a subgraph process keeps idle connections. */
const KEEP_ALIVE_MS = 30_000;
const MAX_ANSWER_BYTES = 64_000_000;
/** What the answer needs on its way: a subgraph must give up before the gateway does. */
const WIRE_MS = ANSWER_MS;
const RETRY_MS = { least: 20, most: 100 } as const;

export interface HttpPortOptions {
  readonly name: string;
  /** Where the subgraph listens, with its path. */
  readonly url: string;
  /** Null: the subgraph is not ours and takes plain GraphQL. */
  readonly key: SigningKey | null;
  readonly now: () => number;
  readonly random: () => number;
}

/** A subgraph of another process, over HTTP. */
export class HttpPort implements SubgraphPort {
  readonly name: string;
  private readonly pool: Pool;
  private readonly path: string;
  private underWay = 0;

  constructor(private readonly options: HttpPortOptions) {
    const { origin, pathname, search } = new URL(options.url);
    this.name = options.name;
    this.path = pathname + search;
    this.pool = new Pool(origin, {
      connections: CONNECTIONS,
      pipelining: 1,
      connect: { timeout: CONNECT_MS },
      keepAliveTimeout: KEEP_ALIVE_MS,
      maxResponseSize: MAX_ANSWER_BYTES,
      // The deadline of the call ends a request, not these.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
  }

  async fetch(fetch: SubgraphFetch, query: string): Promise<FetchResult> {
    if (this.underWay >= MAX_UNDER_WAY) throw new SourceUnavailableError(this.name, { cause: new Error('too many fetches') });
    this.underWay += 1;
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(), fetch.call.deadlineMs);
    try {
      const text = await this.ask(fetch, query, deadline.signal);
      const { data, errors = [], extensions } = this.answerOf(JSON.parse(text));
      for (const report of extensions?.sources ?? []) fetch.call.report(report);
      return { data: data ?? null, errors: errors.map(({ message, path, extensions: e }) => located(message, path, e)) };
    } catch (cause) {
      if (deadline.signal.aborted || systemErrorCode(cause) === 'UND_ERR_CONNECT_TIMEOUT')
        throw new SourceTimeoutError(this.name);
      throw new SourceUnavailableError(this.name, { cause });
    } finally {
      clearTimeout(timer);
      this.underWay -= 1;
    }
  }

  close(): Promise<void> {
    return this.pool.close();
  }

  /** Asks once more when a query never reached the subgraph: it restarts, or it closed the connection just now. */
  private async ask(fetch: SubgraphFetch, query: string, signal: AbortSignal): Promise<string> {
    const ends = performance.now() + fetch.call.deadlineMs;
    try {
      return await this.post(fetch, query, ends, signal);
    } catch (error) {
      if (signal.aborted || !neverAnswered(error) || !isQuery(fetch)) throw error;
      const { least, most } = RETRY_MS;
      const pause = least + this.options.random() * (most - least);
      await new Promise((resolve) => setTimeout(resolve, pause));
      return this.post(fetch, query, ends, signal);
    }
  }

  private async post(fetch: SubgraphFetch, query: string, ends: number, signal: AbortSignal): Promise<string> {
    const body = this.bodyOf(fetch, query, Math.max(1, ends - performance.now() - WIRE_MS));
    const { key, now } = this.options;
    const signed = key && {
      [SIGNATURE_HEADER]: signRequest({ subgraph: this.name, method: 'POST', path: this.path, body }, key, now()),
    };
    const request: Dispatcher.RequestOptions = {
      method: 'POST',
      path: this.path,
      headers: { 'content-type': 'application/json', accept: 'application/json', ...signed },
      body,
      signal,
    };
    const response = await this.pool.request(request);
    const text = await response.body.text();
    // Other GraphQL servers answer 4xx and 5xx with a body that says more; ours answers an executed fetch with 200.
    if (response.statusCode !== 200 && key) throw new Error(`subgraph ${this.name} answered ${response.statusCode}`);
    return text;
  }

  private answerOf(content: unknown): z.infer<typeof FetchAnswer> {
    // What a foreign server says in its extensions means nothing to us.
    return this.options.key ? FetchAnswer.parse(content) : FetchAnswer.omit({ extensions: true }).parse(content);
  }

  private bodyOf({ variables, operationName, call }: SubgraphFetch, query: string, deadlineMs: number): string {
    if (!this.options.key) return JSON.stringify({ query, variables, ...(operationName && { operationName }) });
    const { claims, businessDate, requestId, traceparent } = call;
    const told = { claims, businessDate, deadlineMs, requestId, ...(traceparent !== undefined && { traceparent }) };
    const body: FetchBody = { query, variables, operationName, call: told };
    return JSON.stringify(body);
  }
}

function located(
  message: string,
  path: (string | number)[] | undefined,
  extensions: Record<string, unknown> | undefined,
): FetchResult['errors'][number] {
  return { message, ...(path && { path }), ...(extensions && { extensions }) };
}

function isQuery({ document }: SubgraphFetch): boolean {
  return document.definitions.every(
    (node) => node.kind !== Kind.OPERATION_DEFINITION || node.operation === OperationTypeNode.QUERY,
  );
}

function neverAnswered(error: unknown): boolean {
  return ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'].includes(systemErrorCode(error) ?? '');
}
