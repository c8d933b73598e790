import type { IncomingMessage, ServerResponse } from 'node:http';

/** Headers that pages of other origins may read and send. */
const EXPOSED = 'ratelimit-limit, ratelimit-remaining, ratelimit-reset, retry-after, x-request-id';
const ALLOWED = 'authorization, content-type, traceparent';
const PREFLIGHT_SECONDS = 600;

/**
 * Lets the pages of listed origins read the answer; a browser keeps it from those of others. Tokens are sent by the page itself, so
 * credentials of the browser are never allowed.
 * @returns true when the request was the question of a browser and is answered
 */
export function answerOrigin(request: IncomingMessage, response: ServerResponse, origins: ReadonlySet<string>): boolean {
  if (origins.size === 0) return false;
  // Another origin gets another answer: no cache may give it to the next.
  response.setHeader('vary', 'origin');
  const { origin } = request.headers;
  if (origin === undefined || !origins.has(origin)) return false;
  response.setHeader('access-control-allow-origin', origin);
  response.setHeader('access-control-expose-headers', EXPOSED);
  if (request.method !== 'OPTIONS') return false;
  response.setHeader('access-control-allow-methods', 'POST');
  response.setHeader('access-control-allow-headers', ALLOWED);
  response.setHeader('access-control-max-age', PREFLIGHT_SECONDS);
  response.writeHead(204).end();
  return true;
}
