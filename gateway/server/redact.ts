import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { DomainError } from '#core/errors';
import { formatError } from '#graphql/format-error';
import { variableText } from '#graphql/variable-error';

/** What a client may see of an error, before it is tied to its request: known codes with their own text, nothing else. */
export function redact(error: unknown): GraphQLFormattedError {
  const shown = formatError(error, '');
  if (shown.extensions?.code !== 'BAD_USER_INPUT' || !(error instanceof GraphQLError) || error.path) return shown;
  // Our own words hold no value that a client sent but a page size.
  if (error.originalError instanceof DomainError) return shown;
  return { ...shown, message: variableText(error) ?? 'The variables do not fit the operation' };
}
