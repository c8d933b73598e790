import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

/** Longest a caller may take to send its headers, and its whole request. */
const HEADERS_MS = 5000;
const REQUEST_MS = 10_000;
/** How often slow callers are looked for; unless it is told, Node lets them stay half a minute. */
const CHECK_MS = 1000;
/** Time for a load balancer to see that `/ready` says no: the door closes when nobody has asked for so long. */
const QUIET_MS = 300;
/** Longest a caller that does not look at `/ready` keeps the door open. */
const NOTICE_MS = 5000;
/** Longest an open request may keep the process alive. */
const LIMIT_MS = 10_000;

export interface DrainingServer {
  readonly server: Server;
  /** Listens and gives the URL; port 0 takes a free one. */
  readonly listen: (port: number, host: string) => Promise<string>;
  /** Says on `/ready` that it ends, lets what has begun finish, then closes. */
  readonly drain: () => Promise<void>;
}

/** An HTTP server that ends without dropping a request. */
export function drainingServer(
  handle: (request: IncomingMessage, response: ServerResponse, draining: boolean) => void,
): DrainingServer {
  let draining = false;
  let lastAsked = 0;
  const server = createServer({ headersTimeout: HEADERS_MS, requestTimeout: REQUEST_MS, connectionsCheckingInterval: CHECK_MS });
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (request.url !== '/ready' && request.url !== '/live') lastAsked = performance.now();
    if (draining) response.setHeader('connection', 'close');
    handle(request, response, draining);
  });
  return {
    server,
    listen: async (port, host) => {
      await new Promise<void>((started, failed) => {
        server.once('error', failed);
        server.listen(port, host, () => {
          server.off('error', failed);
          started();
        });
      });
      return urlOf(server, host, port);
    },
    drain: async () => {
      draining = true;
      lastAsked = performance.now();
      const noticeEnds = lastAsked + NOTICE_MS;
      while (performance.now() < Math.min(lastAsked + QUIET_MS, noticeEnds)) await pause(QUIET_MS / 10);
      await new Promise<void>((resolve) => {
        const limit = setTimeout(() => server.closeAllConnections(), LIMIT_MS);
        server.close(() => {
          clearTimeout(limit);
          resolve();
        });
        server.closeIdleConnections();
      });
    },
  };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function urlOf(server: Server, host: string, port: number): string {
  const address = server.address();
  const name = host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${typeof address === 'object' && address ? address.port : port}`;
}
