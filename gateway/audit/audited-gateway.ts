import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import { GraphQLError, type DocumentNode, type GraphQLSchema } from 'graphql';
import { ERROR_CODES, type ErrorCode } from '#core/error-codes';
import type { AccessPolicy } from '#policy/access-policy';
import type { GatewayContext } from '../request-context';
import type { Audit, AuditedRequest } from './audit';
import { AuditUnavailableError } from './audit-trail';
import { auditedOperation, type AuditedOperation } from './audited-operation';
import { takeShown, withoutPersonal } from './shown-data';

export type Gateway = ApolloServerOptionsWithGateway<GatewayContext>['gateway'];
type Executor = NonNullable<Awaited<ReturnType<Gateway['load']>>['executor']>;
type Call = Parameters<Executor>[0];
type Result = Awaited<ReturnType<Executor>>;

/** A gateway whose answers show nothing about a person before it is written down: what cannot be written is null, with an error. */
export function auditedGateway(gateway: Gateway, audit: Audit, policy: Pick<AccessPolicy, 'isPersonal'>): Gateway {
  const operations = new Operations(policy);
  return {
    onSchemaLoadOrUpdate: (callback) => gateway.onSchemaLoadOrUpdate(callback),
    stop: () => gateway.stop(),
    load: async (options) => {
      const { executor } = await gateway.load(options);
      return { executor: executor && ((call) => audited(call, executor, operations, audit)) };
    },
  };
}

async function audited(call: Call, executor: Executor, operations: Operations, audit: Audit): Promise<Result> {
  const { request } = call.context as GatewayContext;
  const operation = request.claims && operations.of(call);
  if (!operation || !request.claims) return executor(call);
  const result = await executor({ ...call, document: operation.document });
  const { requestId, claims } = request;
  const { operationName, queryHash } = call;
  return written(result, operation, audit, { claims, requestId, operationName, queryHash });
}

async function written(result: Result, operation: AuditedOperation, audit: Audit, request: AuditedRequest): Promise<Result> {
  const { mark, shape } = operation;
  const errors =
    result.errors?.filter(({ path = [] }) => !path.some((key) => typeof key === 'string' && key.startsWith(mark))) ?? [];
  const answer = (data: Result['data'], all: readonly GraphQLError[]): Result => {
    const answered: Result = { ...result };
    delete answered.errors;
    return { ...answered, ...(data !== undefined && { data }), ...(all.length > 0 && { errors: all }) };
  };
  if (!result.data) return answer(result.data, errors);
  const shown = takeShown(result.data, operation);
  try {
    await audit.shown(request, shown);
    return answer(result.data, errors);
  } catch (error) {
    if (!(error instanceof AuditUnavailableError)) throw error;
    const { data, lost } = withoutPersonal(result.data, shape);
    return answer(data, [...errors, ...lost.map(unwritten)]);
  }
}

function unwritten(path: readonly (string | number)[]): GraphQLError {
  const code: ErrorCode = 'AUDIT_UNAVAILABLE';
  return new GraphQLError(ERROR_CODES[code].text, { path, extensions: { code } });
}

/** What operations ask about persons, kept as long as their parsed documents are. */
class Operations {
  private readonly known = new WeakMap<GraphQLSchema, WeakMap<DocumentNode, Map<string | null, AuditedOperation | null>>>();

  constructor(private readonly policy: Pick<AccessPolicy, 'isPersonal'>) {}

  of({ schema, document, source, operation, operationName }: Call): AuditedOperation | null {
    const documents = this.known.get(schema) ?? new WeakMap<DocumentNode, Map<string | null, AuditedOperation | null>>();
    this.known.set(schema, documents);
    const operations = documents.get(document) ?? new Map<string | null, AuditedOperation | null>();
    documents.set(document, operations);
    const known = operations.get(operationName);
    if (known !== undefined) return known;
    const read = auditedOperation({ document, source, operation }, schema, this.policy);
    operations.set(operationName, read);
    return read;
  }
}
