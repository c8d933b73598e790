import { ApolloServer } from '@apollo/server';
import { auditedGateway } from '../audit/audited-gateway';
import type { Gateway } from '../execution/around-executor';
import { MAX_SELECTIONS, MAX_TOKENS } from '../execution/limits';
import { pacedGateway } from '../execution/paced-gateway';
import type { GatewayContext } from '../request-context';
import { countedGateway } from '../row-quota/counted-gateway';
import type { RowQuota } from '../row-quota/row-quota';
import { answerPlugin, type AnswerOptions } from './answer-plugin';
import { redact } from './redact';

/** Errors of one document that validation tells; it stops there. */
const MAX_ERRORS = 10;

export interface ServerOptions extends AnswerOptions {
  /** Counts the rows that leave; null counts nobody. */
  readonly quota: RowQuota | null;
}

/** The GraphQL server over the gateway, with its limits and the redaction of errors. */
export function apolloServer(unpaced: Gateway, options: ServerOptions): ApolloServer<GatewayContext> {
  const paced = pacedGateway(unpaced);
  const { audit, rules, quota } = options;
  const written = audit && rules ? auditedGateway(paced, { audit, quota, policy: rules.policy }) : paced;
  return new ApolloServer<GatewayContext>({
    gateway: quota ? countedGateway(written, quota) : written,
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    hideSchemaDetailsFromClientErrors: true,
    maxRecursiveSelections: MAX_SELECTIONS,
    validationOptions: { maxErrors: MAX_ERRORS },
    persistedQueries: false,
    parseOptions: { maxTokens: MAX_TOKENS },
    stopOnTerminationSignals: false,
    includeStacktraceInErrorResponses: false,
    formatError: (_formatted, error) => redact(error),
    logger: options.log,
    plugins: [answerPlugin(options)],
  });
}
