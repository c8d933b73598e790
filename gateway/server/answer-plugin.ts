import type { ApolloServerPlugin } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import { isReason } from '#graphql/format-error';
import type { MayRead } from '#policy/access-table';
import { checkAccess } from '../execution/access-check';
import type { GatewayContext } from '../request-context';

/** Nulls with a reason that one answer lists; a count says how many there were. */
const MAX_UNAVAILABLE = 100;

export interface AnswerOptions {
  readonly mayRead: MayRead;
  readonly businessDate: string;
}

/** Checks access before execution, and after it tells reasons from errors and adds what each source did. */
export function answerPlugin({ mayRead, businessDate }: AnswerOptions): ApolloServerPlugin<GatewayContext> {
  return {
    requestDidStart() {
      return Promise.resolve({
        didResolveOperation({ document, schema, contextValue }) {
          const { claims } = contextValue.request;
          return new Promise((resolve) => {
            if (claims) checkAccess(document, schema, claims.audience, mayRead);
            resolve();
          });
        },
        willSendResponse({ response, contextValue }) {
          if (response.body.kind !== 'single') return Promise.resolve();
          const result = response.body.singleResult;
          const { request } = contextValue;
          const outside = request.claims?.audience !== 'STAFF';
          const errors = result.errors ?? [];
          const reasons = errors.filter(isReason);
          const rest = errors.filter((error) => !isReason(error)).map((error) => present(error, outside, request.requestId));
          if (rest.length > 0) result.errors = rest;
          else delete result.errors;
          const sources = request.sourceReports();
          result.extensions = {
            ...(reasons.length > 0 && {
              unavailable: reasons.slice(0, MAX_UNAVAILABLE).map(({ path, message, extensions }) => ({
                path,
                ...(request.claims?.audience !== 'PARTNER' && { source: extensions?.source }),
                code: extensions?.code,
                reason: message,
              })),
              ...(reasons.length > MAX_UNAVAILABLE && { unavailableCount: reasons.length }),
            }),
            ...(sources.length > 0 &&
              request.claims?.audience !== 'PARTNER' && {
                sources: sources.map(({ source, status, asOf, ms }) => ({ name: source, status, asOf, ms: Math.round(ms) })),
                businessDate,
              }),
          };
          if (Object.keys(result.extensions).length === 0) delete result.extensions;
          return Promise.resolve();
        },
      });
    },
  };
}

function present(error: GraphQLFormattedError, outside: boolean, requestId: string): GraphQLFormattedError {
  const code = error.extensions?.code;
  // The text of a validation error names what the schema has; partners and BI tools see their operations only.
  if (outside && code === 'GRAPHQL_VALIDATION_FAILED')
    return { message: 'This is not an operation you may run', extensions: { code } };
  return code === 'INTERNAL_SERVER_ERROR' ? { ...error, extensions: { ...error.extensions, requestId } } : error;
}
