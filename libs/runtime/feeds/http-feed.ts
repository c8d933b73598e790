import { Pool } from 'undici';
import { SourceUnavailableError } from '#core/errors';
import { SIGNATURE_HEADER, signRequest, type SigningKey } from '../signing/signed-request';
import type { FetchBody } from '../subgraph-process/wire';
import { FeedAnswer } from './feed-answer';
import { FEED_DEADLINE_MS, feedCall } from './feed-call';
import type { FeedCaller } from './feed-client';
import { FEED_PATH } from './feed-path';

const CONNECT_MS = 1000;
/** Shorter than a subgraph process keeps idle connections. */
const KEEP_ALIVE_MS = 30_000;

export interface HttpFeedOptions {
  readonly name: string;
  /** Where the subgraph listens; its feeds are beside the path the gateway uses. */
  readonly url: string;
  readonly key: SigningKey;
  readonly businessDate: () => string;
  readonly now: () => number;
}

/** Asks the feeds of a subgraph in another process; each request is signed. */
export function httpFeed({ name, url, key, businessDate, now }: HttpFeedOptions): FeedCaller {
  const pool = new Pool(new URL(url).origin, {
    connections: 2,
    connect: { timeout: CONNECT_MS },
    keepAliveTimeout: KEEP_ALIVE_MS,
    headersTimeout: FEED_DEADLINE_MS,
    bodyTimeout: FEED_DEADLINE_MS,
  });
  return {
    subgraph: name,
    async ask(query, variables) {
      const { claims, businessDate: day, deadlineMs, requestId } = feedCall(businessDate());
      const call = { claims: { ...claims, roles: [...claims.roles] }, businessDate: day, deadlineMs, requestId };
      const content: FetchBody = { query, variables: { ...variables }, operationName: null, call };
      const body = JSON.stringify(content);
      const signature = signRequest({ subgraph: name, method: 'POST', path: FEED_PATH, body }, key, now());
      try {
        const headers = { 'content-type': 'application/json', [SIGNATURE_HEADER]: signature };
        const response = await pool.request({ method: 'POST', path: FEED_PATH, headers, body });
        const text = await response.body.text();
        if (response.statusCode !== 200) throw new Error(`the feeds of ${name} answered ${response.statusCode}`);
        return FeedAnswer.parse(JSON.parse(text));
      } catch (cause) {
        throw new SourceUnavailableError(name, { cause });
      }
    },
    close: () => pool.close(),
  };
}
