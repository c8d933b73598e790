import { ApolloServer } from '@apollo/server';
import type { ApolloGateway } from '@apollo/gateway';
import { formatError } from '#graphql/format-error';
import { MAX_TOKENS, operationLimits } from '../execution/limits';
import type { GatewayContext } from '../request-context';
import { answerPlugin, type AnswerOptions } from './answer-plugin';

/** The GraphQL server over the gateway, with its limits and the redaction of errors. */
export function apolloServer(gateway: ApolloGateway, options: AnswerOptions): ApolloServer<GatewayContext> {
  return new ApolloServer<GatewayContext>({
    gateway,
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    hideSchemaDetailsFromClientErrors: true,
    maxRecursiveSelections: MAX_TOKENS,
    parseOptions: { maxTokens: MAX_TOKENS },
    validationRules: [operationLimits],
    stopOnTerminationSignals: false,
    includeStacktraceInErrorResponses: false,
    formatError: (_formatted, error) => formatError(error, ''),
    plugins: [answerPlugin(options)],
  });
}
