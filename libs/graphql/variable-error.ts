import { GraphQLError } from 'graphql';

// graphql-js quotes the value that a client sent: a name or a phone number would come back, and land in somebody's log.
const COERCION = /^Variable "(\$\w+)" (?:got invalid value|of (?:non-null|required) type)/;

/** Text of an error about a variable, without its value: what our own scalars expect stays; null for any other error. */
export function variableText({ message, originalError }: GraphQLError): string | null {
  const variable = COERCION.exec(message)?.[1];
  if (variable === undefined) return null;
  const isOwn = originalError instanceof GraphQLError && originalError.extensions.code === 'BAD_USER_INPUT';
  return `Variable "${variable}" does not fit its type${isOwn ? `: ${originalError.message}` : ''}`;
}
