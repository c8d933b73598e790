import { HeaderMap } from '@apollo/server';
import { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import { ERROR_CODES, type ErrorCode } from '#core/error-codes';
import { GRAPH_AUDIENCES } from '#policy/claims';
import type { Metrics } from '#runtime/metrics/metrics';
import type { Audit, AuditedRequest } from '../audit/audit';
import { unlessAway } from '../audit/audit-trail';
import type { RateLimits, Turn } from '../callers/rate-limits';

export interface RowQuotaOptions {
  readonly rates: Pick<RateLimits, 'takeRows'>;
  readonly audit: Pick<Audit, 'refused'>;
  /** Name of a caller in the log. */
  readonly pseudonymOf: (sub: string) => string;
  readonly log: Pick<Logger, 'error'>;
  readonly metrics: Pick<Metrics, 'rowQuotaRefused'>;
}

const CODE: ErrorCode = 'LIMIT_ROWS_PER_DAY';

/** Refuses whoever was shown as many rows as it may see within a day: aloud, for it may be a copy of everything. */
export class RowQuota {
  constructor(private readonly options: RowQuotaOptions) {
    for (const audience of GRAPH_AUDIENCES) options.metrics.rowQuotaRefused(audience, 0);
  }

  /** Before anything is read. @param fields `Type.field` of what is asked for @throws GraphQLError when no row is left */
  admit(request: AuditedRequest, fields: readonly string[]): Promise<void> {
    return this.take(request, fields, 0);
  }

  /** Before the rows of an answer leave; all of them or none. @throws GraphQLError when they are more than are left */
  async take(request: AuditedRequest, fields: readonly string[], rows: number): Promise<void> {
    const turn = await this.options.rates.takeRows(request.claims, rows);
    if (turn && !turn.allowed) throw await this.refusal(request, fields, turn);
  }

  /** Counts the rows of what is done already, and so is told: the next request is refused. */
  async note({ claims }: AuditedRequest, rows: number): Promise<void> {
    if (rows > 0) await this.options.rates.takeRows(claims, rows);
  }

  private async refusal(request: AuditedRequest, fields: readonly string[], { limit, reset }: Turn): Promise<GraphQLError> {
    const { audit, pseudonymOf, log, metrics } = this.options;
    const { claims, requestId } = request;
    metrics.rowQuotaRefused(claims.audience);
    log.error({ requestId, caller: pseudonymOf(claims.sub), audience: claims.audience, limit }, 'row quota of a day is used up');
    await audit.refused(request, fields).catch(unlessAway);
    const message = `You may be shown ${limit} rows within a day, and this would be more. Ask again in ${reset} seconds.`;
    const http = { status: ERROR_CODES[CODE].status, headers: new HeaderMap([['retry-after', String(reset)]]) };
    return new GraphQLError(message, { extensions: { code: CODE, http } });
  }
}
