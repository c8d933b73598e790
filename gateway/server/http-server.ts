import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { drainingServer, type DrainingServer } from '#runtime/http/draining-server';
import { sendJson } from '#runtime/http/read-body';
import type { SourceHealth } from '../source-health';
import { graphqlDoor, type GraphqlDoorOptions } from './graphql-door';
import { sendError } from './http-answer';

export interface HttpOptions extends Omit<GraphqlDoorOptions, 'onRead'> {
  readonly health: SourceHealth;
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
      const shared = options.rates?.problem() ?? null;
      const degraded = [...options.health.degraded(), ...(shared === null ? [] : [shared])];
      if (draining) return sendJson(response, 503, { status: 'draining' });
      return sendJson(response, 200, { status: 'ok', ...(degraded.length > 0 && { degraded }) });
    }
    case '/health/sources':
      return isLoopback(request)
        ? sendJson(response, 200, options.health.report())
        : sendError(response, 'FORBIDDEN', 'Only this machine may read this');
    case '/graphql':
      return graphqlDoor(request, response, { ...options, onRead: (report) => options.health.note(report) });
    default:
      return sendError(response, 'BAD_REQUEST', 'There is nothing here; POST your operation to /graphql', 404);
  }
}

function isLoopback({ socket }: IncomingMessage): boolean {
  return /^(127\.|::1$|::ffff:127\.)/.test(socket.remoteAddress ?? '');
}
