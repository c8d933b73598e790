import { execute, type GraphQLSchema } from 'graphql';
import { DomainError } from '#core/errors';
import { ERROR_CODES } from '#core/error-codes';
import type { AccessPolicy } from '#policy/access-policy';
import { guardSchema } from '#policy/guard-schema';
import type { AuditedRequest } from '../audit/audit';
import { AuditUnavailableError } from '../audit/audit-trail';
import type { RunningAudit } from '../audit/open-audit';
import type { Gateway } from '../execution/around-executor';
import type { GatewayContext } from '../request-context';
import type { AuditorContext } from './auditor-context';
import { buildAuditorSchema } from './auditor-schema';

/** Answers auditors from the audit trail, in this process: what stands for the subgraphs of other audiences. */
export function auditorGateway({ audit, reader: trail }: Pick<RunningAudit, 'audit' | 'reader'>, policy: AccessPolicy): Gateway {
  const schema: GraphQLSchema = buildAuditorSchema();
  guardSchema(schema, policy);
  const contextOf = (request: AuditedRequest): AuditorContext => ({
    claims: request.claims,
    trail,
    policy,
    looked: (look) => audit.looked(request, look).catch(unwritten),
  });
  let told: Parameters<Gateway['onSchemaLoadOrUpdate']>[0] = () => undefined;
  return {
    onSchemaLoadOrUpdate: (callback) => {
      told = callback;
      return () => undefined;
    },
    load: () => {
      told({ apiSchema: schema, coreSupergraphSdl: '' });
      return Promise.resolve({
        executor: async ({ document, request: { variables = {} }, operationName, queryHash, context }) => {
          const { claims, requestId } = (context as GatewayContext).request;
          if (!claims) throw new Error('a look at the trail without caller');
          const contextValue = contextOf({ claims, requestId, operationName, queryHash });
          return execute({ schema, document, variableValues: variables, operationName, contextValue });
        },
      });
    },
    stop: () => Promise.resolve(),
  };
}

function unwritten(error: unknown): never {
  if (!(error instanceof AuditUnavailableError)) throw error;
  throw new DomainError('AUDIT_UNAVAILABLE', ERROR_CODES.AUDIT_UNAVAILABLE.text);
}
