import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { DomainError } from '#core/errors';
import { formatError } from '#graphql/format-error';

// graphql-js quotes the value that a client sent: a name or a phone number would come back, and land in somebody's log.
const COERCION = /^Variable "(\$\w+)" (?:got invalid value|of (?:non-null|required) type)/;

/** What a client may see of an error, before it is tied to its request: known codes with their own text, nothing else. */
export function redact(error: unknown): GraphQLFormattedError {
  const shown = formatError(error, '');
  if (shown.extensions?.code !== 'BAD_USER_INPUT' || !(error instanceof GraphQLError) || error.path) return shown;
  // Our own words hold no value that a client sent but a page size.
  if (error.originalError instanceof DomainError) return shown;
  const variable = COERCION.exec(error.message)?.[1];
  return {
    ...shown,
    message: variable ? `Variable "${variable}" does not fit its type` : 'The variables do not fit the operation',
  };
}
