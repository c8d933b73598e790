import { Kind, OperationTypeNode } from 'graphql';
import { Pool, type Dispatcher } from 'undici';
import type { z } from 'zod';
import { SourceTimeoutError, SourceUnavailableError } from '#core/errors';
import { systemErrorCode } from '#core/system-error';
import { whenLate } from '#core/when-late';
import { ANSWER_MS, type FetchResult, type SubgraphFetch } from '#runtime/execute-fetch';
import { SIGNATURE_HEADER, signRequest, type SigningKey } from '#runtime/signing/signed-request';
import { FetchAnswer, type FetchBody } from '#runtime/subgraph-process/wire';
import { TooManyFetchesError, type RemotePort } from './guarded-port';
import { RetryBudget } from './retry-budget';

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
export class HttpPort implements RemotePort {
  readonly name: string;
  private readonly pool: Pool;
  /** For looks that wait for no fetch. */
  private readonly aside: Pool;
  private readonly path: string;
  private readonly retries = new RetryBudget();
  private underWay = 0;

  constructor(private readonly options: HttpPortOptions) {
    const { origin, pathname, search } = new URL(options.url);
    this.name = options.name;
    this.path = pathname + search;
    const settings = {
      pipelining: 1,
      connect: { timeout: CONNECT_MS },
      keepAliveTimeout: KEEP_ALIVE_MS,
      maxResponseSize: MAX_ANSWER_BYTES,
      // The deadline of the call ends a request, not these.
      headersTimeout: 0,
      bodyTimeout: 0,
    };
    this.pool = new Pool(origin, { ...settings, connections: CONNECTIONS });
    this.aside = new Pool(origin, { ...settings, connections: 1 });
  }

  async fetch(fetch: SubgraphFetch, query: string): Promise<FetchResult> {
    if (this.underWay >= MAX_UNDER_WAY)
      throw new SourceUnavailableError(this.name, { cause: new TooManyFetchesError('too many fetches') });
    this.underWay += 1;
    const deadline = new AbortController();
    const callOff = whenLate(fetch.call.deadlineMs, () => deadline.abort());
    try {
      const response = await this.ask(fetch, query, deadline.signal);
      const text = await response.body.text();
      // Other GraphQL servers answer 4xx and 5xx with a body that says more; ours answers an executed fetch with 200.
      if (response.statusCode !== 200 && this.options.key)
        throw new Error(`subgraph ${this.name} answered ${response.statusCode}`);
      const { data, errors = [], extensions } = this.answerOf(JSON.parse(text));
      for (const report of extensions?.sources ?? []) fetch.call.report(report);
      return { data: data ?? null, errors: errors.map(({ message, path, extensions: e }) => located(message, path, e)) };
    } catch (cause) {
      if (deadline.signal.aborted || systemErrorCode(cause) === 'UND_ERR_CONNECT_TIMEOUT')
        throw new SourceTimeoutError(this.name);
      throw new SourceUnavailableError(this.name, { cause });
    } finally {
      callOff();
      this.underWay -= 1;
    }
  }

  async answers(timeoutMs: number): Promise<boolean> {
    const deadline = new AbortController();
    const callOff = whenLate(timeoutMs, () => deadline.abort());
    try {
      const { statusCode, body } = await this.aside.request({ ...this.look(), signal: deadline.signal });
      await body.text();
      return statusCode < 500;
    } catch {
      return false;
    } finally {
      callOff();
    }
  }

  async close(): Promise<void> {
    await this.aside.close();
    await this.pool.close();
  }

  /** What asks nothing of it but an answer. */
  private look(): Dispatcher.RequestOptions {
    if (this.options.key) return { method: 'GET', path: this.path.replace(/[^/]*$/, 'live') };
    const headers = { 'content-type': 'application/json', accept: 'application/json' };
    return { method: 'POST', path: this.path, headers, body: JSON.stringify({ query: '{ __typename }' }) };
  }

  /** Asks once more when nothing came back to a query: it restarts, or it closed the connection just now. */
  private async ask(fetch: SubgraphFetch, query: string, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
    const ends = performance.now() + fetch.call.deadlineMs;
    this.retries.earn();
    try {
      return await this.post(fetch, query, ends, signal);
    } catch (error) {
      if (signal.aborted || !neverAnswered(error) || !isQuery(fetch) || !this.retries.spend()) throw error;
      const { least, most } = RETRY_MS;
      const pause = least + this.options.random() * (most - least);
      await new Promise((resolve) => setTimeout(resolve, pause));
      return this.post(fetch, query, ends, signal);
    }
  }

  /** The head of the answer; its body is still to come. */
  private post(fetch: SubgraphFetch, query: string, ends: number, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
    const body = this.bodyOf(fetch, query, Math.max(1, ends - performance.now() - WIRE_MS));
    const { key, now } = this.options;
    const signed = key && {
      [SIGNATURE_HEADER]: signRequest({ subgraph: this.name, method: 'POST', path: this.path, body }, key, now()),
    };
    const headers = { 'content-type': 'application/json', accept: 'application/json', ...signed };
    return this.pool.request({ method: 'POST', path: this.path, headers, body, signal });
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
