import type { IncomingMessage, ServerResponse } from 'node:http';
import { drainingServer, type DrainingServer } from '#runtime/http/draining-server';
import { mayOperate, sendMetrics } from '#runtime/http/may-operate';
import { sendJson } from '#runtime/http/read-body';
import type { RunningAudit } from '../audit/open-audit';
import type { SourceHealth } from '../source-health';
import { knownExcess } from '../execution/limits';
import { answerOrigin } from './cors';
import { graphqlDoor, type GraphqlDoorOptions } from './graphql-door';
import { sendError } from './http-answer';

/** What the door keeps from one request to the next. */
type DoorState = Pick<GraphqlDoorOptions, 'excessOf'>;

export interface HttpOptions extends Omit<GraphqlDoorOptions, keyof DoorState | 'onRead'> {
  readonly health: SourceHealth;
  /** Null: nothing is written down. */
  readonly trail: Pick<RunningAudit, 'isAway'> | null;
  /** Origins whose pages may read answers. */
  readonly corsOrigins: ReadonlySet<string>;
  /** Token of the operators of other machines. */
  readonly opsToken: string | null;
}

/** The HTTP door: `/live` and `/ready` for everyone, `/graphql` for callers with a valid token. */
export function httpServer(options: HttpOptions): DrainingServer {
  const state: DoorState = { excessOf: knownExcess() };
  return drainingServer((request, response, draining) => {
    handle(request, response, { ...options, ...state }, draining).catch((error: unknown) => {
      // The client went away: nobody is left to answer.
      if (request.destroyed && !request.complete) return;
      options.telemetry.log.error({ err: error }, 'request failed');
      if (!response.headersSent) sendError(response, 'INTERNAL_SERVER_ERROR', 'Internal server error');
      else response.destroy();
    });
  });
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  options: HttpOptions & DoorState,
  draining: boolean,
): Promise<void> {
  switch ((request.url ?? '/').split('?')[0]) {
    case '/live':
      return sendJson(response, 200, { status: 'ok' });
    case '/ready': {
      const { rates, callers, trail } = options;
      const others = [rates?.problem() ?? null, callers.problem(), trail?.isAway() ? 'audit' : null];
      const degraded = [...options.health.degraded(), ...others.filter((each) => each !== null)];
      if (draining) return sendJson(response, 503, { status: 'draining' });
      return sendJson(response, 200, { status: 'ok', ...(degraded.length > 0 && { degraded }) });
    }
    case '/health/sources':
      return (await operates(request, options)) ? sendJson(response, 200, options.health.report()) : refuseStranger(response);
    case '/metrics':
      return (await operates(request, options)) ? sendMetrics(response, options.telemetry.metrics) : refuseStranger(response);
    case '/graphql':
      if (answerOrigin(request, response, options.corsOrigins)) return;
      return graphqlDoor(request, response, { ...options, onRead: (report) => options.health.note(report) });
    default:
      return sendError(response, 'BAD_REQUEST', 'There is nothing here; POST your operation to /graphql', 404);
  }
}

const operates = async (request: IncomingMessage, { opsToken, callers }: HttpOptions): Promise<boolean> =>
  mayOperate(request, opsToken) || (await callers.mayReadOps(request.headers.authorization));

const refuseStranger = (response: ServerResponse): void =>
  sendError(response, 'FORBIDDEN', 'This machine reads this, and tokens with the scope ops:read');
