import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError, type FormattedExecutionResult, type GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import { ERROR_CODES, type ErrorCode } from '#core/error-codes';
import { isReason } from '#graphql/format-error';
import type { RateLimits } from '../callers/rate-limits';
import { unlessAway } from '../audit/audit-trail';
import type { Audit } from '../audit/audit';
import { AccessRefusedError, checkAccess } from '../execution/access-check';
import { checkCost } from '../execution/cost';
import type { GatewayContext, RequestContext } from '../request-context';
import type { Rules } from '../rules';
import { redact } from './redact';

/** Nulls with a reason that one answer lists; a count says how many there were. */
const MAX_UNAVAILABLE = 100;

export interface AnswerOptions {
  /** What operations may cost and read; null leaves the hard limits alone. */
  readonly rules: Rules | null;
  /** Writes down what was refused; null writes down nothing. */
  readonly audit: Audit | null;
  /** Counts callers who find nothing; null counts nobody. */
  readonly rates: RateLimits | null;
  readonly log: Logger;
}

/** Checks cost and access before execution, and after it tells reasons from errors and adds what each source did. */
export function answerPlugin({ rules, audit, rates, log }: AnswerOptions): ApolloServerPlugin<GatewayContext> {
  return {
    async requestDidStart() {
      return Promise.resolve({
        async didResolveOperation({ document, schema, operation, operationName, queryHash, contextValue, request }) {
          if (!operation) throw unresolved();
          if (!schema.getRootType(operation.operation)) throw notInSchema(operation.operation);
          const { claims, requestId } = contextValue.request;
          const sent = { document, operation, variables: request.variables ?? {} };
          if (claims && rules) {
            checkCost(sent, schema, claims.audience, rules.limits);
            try {
              checkAccess(sent, schema, claims, rules.policy);
            } catch (error) {
              if (error instanceof AccessRefusedError)
                await audit?.refused({ claims, requestId, operationName, queryHash }, error.fields).catch(unlessAway);
              throw error;
            }
          }
        },
        async didEncounterErrors({ errors, contextValue }) {
          for (const error of errors) {
            if (redact(error).extensions?.code === 'INTERNAL_SERVER_ERROR')
              log.error({ err: error, requestId: contextValue.request.requestId }, 'operation failed');
          }
          return Promise.resolve();
        },
        async willSendResponse({ response, contextValue: { request } }) {
          if (response.body.kind !== 'single') return Promise.resolve();
          const result = response.body.singleResult;
          const errors = result.errors ?? [];
          const reasons = errors.filter(isReason);
          const rest = errors.filter((error) => !isReason(error));
          for (const { extensions: told } of rest) request.noteError(told?.code);
          if (request.claims && foundNothing(result)) await rates?.miss(request.claims);
          if (rest.length > 0) result.errors = rest.map((error) => withRequestId(error, request.requestId));
          else delete result.errors;
          const extensions = { ...unavailable(reasons, request), ...sourcesOf(request) };
          if (Object.keys(extensions).length > 0) result.extensions = extensions;
          else delete result.extensions;
          return Promise.resolve();
        },
      });
    },
  };
}

/** Whether a root field is null although nothing failed: there is nothing under the key it was asked for. */
function foundNothing({ data, errors = [] }: FormattedExecutionResult): boolean {
  const failed = new Set(errors.map(({ path }) => path?.[0]));
  return Object.entries(data ?? {}).some(([field, value]) => value === null && !failed.has(field));
}

const unresolved = (): GraphQLError => {
  const code: ErrorCode = 'OPERATION_RESOLUTION_FAILURE';
  return new GraphQLError(ERROR_CODES[code].text, { extensions: { code, http: { status: ERROR_CODES[code].status } } });
};

/** Validation lets an operation pass whose root the schema does not have. */
const notInSchema = (operation: string): GraphQLError => {
  const code: ErrorCode = 'GRAPHQL_VALIDATION_FAILED';
  const { status } = ERROR_CODES[code];
  return new GraphQLError(`The schema has no ${operation}`, { extensions: { code, http: { status } } });
};

function withRequestId(error: GraphQLFormattedError, requestId: string): GraphQLFormattedError {
  return error.extensions?.code === 'INTERNAL_SERVER_ERROR'
    ? { ...error, extensions: { ...error.extensions, requestId } }
    : error;
}

function unavailable(reasons: readonly GraphQLFormattedError[], { claims }: RequestContext): Record<string, unknown> {
  if (reasons.length === 0) return {};
  return {
    unavailable: reasons.slice(0, MAX_UNAVAILABLE).map(({ path, message, extensions }) => ({
      path,
      ...(claims?.audience !== 'PARTNER' && { source: extensions?.source }),
      code: extensions?.code,
      reason: message,
    })),
    ...(reasons.length > MAX_UNAVAILABLE && { unavailableCount: reasons.length }),
  };
}

function sourcesOf(request: RequestContext): Record<string, unknown> {
  const sources = request.sourceReports();
  if (sources.length === 0 || request.claims?.audience === 'PARTNER') return {};
  return {
    sources: sources.map(({ source, status, asOf, ms, reason }) => ({
      name: source,
      status,
      asOf,
      ms: Math.round(ms),
      ...(reason && { reason }),
    })),
    businessDate: request.businessDate,
  };
}
