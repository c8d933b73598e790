import { GraphQLError, OperationTypeNode, type DocumentNode, type GraphQLSchema } from 'graphql';
import { ERROR_CODES, type ErrorCode } from '#core/error-codes';
import type { AccessPolicy } from '#policy/access-policy';
import { aroundExecutor, type Call, type Executor, type Gateway, type Result } from '../execution/around-executor';
import type { GatewayContext } from '../request-context';
import type { RowQuota } from '../row-quota/row-quota';
import type { Audit, AuditedRequest } from './audit';
import { unlessAway } from './audit-trail';
import { auditedOperation, type AuditedOperation } from './audited-operation';
import { takeShown, withoutPersonal } from './shown-data';

export interface AuditedGatewayOptions {
  readonly audit: Pick<Audit, 'shown'>;
  /** Counts the rows about persons that leave; null counts nobody. */
  readonly quota: RowQuota | null;
  readonly policy: Pick<AccessPolicy, 'isPersonal'>;
}

/**
 * A gateway whose answers show nothing about a person before it is written down: what cannot be written is null, with an error. Nor does it
 * show a row more than its caller may see within a day.
 */
export function auditedGateway(gateway: Gateway, { audit, quota, policy }: AuditedGatewayOptions): Gateway {
  const operations = new Operations(policy);
  return aroundExecutor(gateway, (call, executor) => audited(call, executor, { operations, audit, quota }));
}

interface Auditing extends Omit<AuditedGatewayOptions, 'policy'> {
  readonly operations: Operations;
}

async function audited(call: Call, executor: Executor, { operations, audit, quota }: Auditing): Promise<Result> {
  const { claims, requestId } = (call.context as GatewayContext).request;
  const operation = claims && operations.of(call);
  if (!operation) return executor(call);
  const { operationName, queryHash } = call;
  const request: AuditedRequest = { claims, requestId, operationName, queryHash };
  const { mark, shape, fields } = operation;
  await quota?.admit(request, fields);
  const result = await executor({ ...call, document: operation.document });
  const errors =
    result.errors?.filter(({ path = [] }) => !path.some((key) => typeof key === 'string' && key.startsWith(mark))) ?? [];
  if (!result.data) return answered(result, result.data, errors);
  const shown = takeShown(result.data, operation);
  // What a mutation did is done, and whoever is not told does it again.
  if (call.operation.operation === OperationTypeNode.MUTATION) await quota?.note(request, shown.rows);
  else if (shown.rows > 0) await quota?.take(request, fields, shown.rows);
  try {
    await audit.shown(request, shown);
    return answered(result, result.data, errors);
  } catch (error) {
    unlessAway(error);
    const { data, lost } = withoutPersonal(result.data, shape);
    return answered(result, data, [...errors, ...lost.map(unwritten)]);
  }
}

function answered(result: Result, data: Result['data'], errors: readonly GraphQLError[]): Result {
  const answer: Result = { ...result };
  delete answer.errors;
  return { ...answer, ...(data !== undefined && { data }), ...(errors.length > 0 && { errors }) };
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
