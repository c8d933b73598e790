import { ApolloServer } from '@apollo/server';
import { auditedGateway, type Gateway } from '../audit/audited-gateway';
import { MAX_SELECTIONS, MAX_TOKENS } from '../execution/limits';
import { pacedGateway } from '../execution/paced-gateway';
import type { GatewayContext } from '../request-context';
import { answerPlugin, type AnswerOptions } from './answer-plugin';
import { redact } from './redact';

/** Errors of one document that validation tells; it stops there. */
const MAX_ERRORS = 10;

/** The GraphQL server over the gateway, with its limits and the redaction of errors. */
export function apolloServer(unpaced: Gateway, options: AnswerOptions): ApolloServer<GatewayContext> {
  const gateway = pacedGateway(unpaced);
  return new ApolloServer<GatewayContext>({
    gateway: options.audit && options.rules ? auditedGateway(gateway, options.audit, options.rules.policy) : gateway,
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
