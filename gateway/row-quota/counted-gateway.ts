import type { Audience } from '#policy/claims';
import { aroundExecutor, type Call, type Executor, type Gateway, type Result } from '../execution/around-executor';
import { fragmentsOf } from '../execution/sent-operation';
import type { GatewayContext } from '../request-context';
import { countRows, rootRows } from './root-rows';
import type { RowQuota } from './row-quota';

/** Nothing that they read is about a person: their rows are those of the root. */
const COUNTED_AT_ROOT: readonly Audience[] = ['BI', 'PARTNER'];

/** A gateway that counts the rows of BI and partners before they leave. What staff is shown is counted where it is written down. */
export function countedGateway(gateway: Gateway, quota: RowQuota): Gateway {
  return aroundExecutor(gateway, (call, executor) => counted(call, executor, quota));
}

async function counted(call: Call, executor: Executor, quota: RowQuota): Promise<Result> {
  const { claims, requestId } = (call.context as GatewayContext).request;
  if (!claims || !COUNTED_AT_ROOT.includes(claims.audience)) return executor(call);
  const { schema, document, operation, operationName, queryHash } = call;
  const asked = rootRows(operation, fragmentsOf(document), schema);
  if (asked.length === 0) return executor(call);
  const request = { claims, requestId, operationName, queryHash };
  const fields = asked.map(({ field }) => field);
  await quota.admit(request, fields);
  const result = await executor(call);
  const rows = countRows(result.data ?? {}, asked);
  if (rows > 0) await quota.take(request, fields, rows);
  return result;
}
