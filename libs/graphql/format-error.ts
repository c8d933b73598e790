import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { ERROR_CODES, isReasonCode, type ErrorCode } from '#core/error-codes';
import { DomainError } from '#core/errors';
import { variableText } from './variable-error';

function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && code in ERROR_CODES;
}

function domainErrorOf(error: unknown): DomainError | null {
  if (error instanceof DomainError) return error;
  return error instanceof GraphQLError && error.originalError ? domainErrorOf(error.originalError) : null;
}

/** What a client may see of an error: the text of a known code, or nothing but the request id. */
export function formatError(error: unknown, requestId: string): GraphQLFormattedError {
  const located = error instanceof GraphQLError ? { ...(error.path && { path: error.path }) } : {};
  const domain = domainErrorOf(error);
  if (domain) return { ...located, message: domain.message, extensions: { code: domain.code, ...domain.details } };
  const code = error instanceof GraphQLError ? error.extensions.code : undefined;
  if (error instanceof GraphQLError && isErrorCode(code) && code !== 'INTERNAL_SERVER_ERROR') {
    const { source, retryInMs } = error.extensions;
    const facts = { ...(typeof source === 'string' && { source }), ...(typeof retryInMs === 'number' && { retryInMs }) };
    const message = variableText(error) ?? error.message;
    return { ...located, message, extensions: { code, ...facts } };
  }
  return { ...located, message: 'Internal server error', extensions: { code: 'INTERNAL_SERVER_ERROR', requestId } };
}

/** Whether the error only says why a value is null. */
export function isReason(error: GraphQLFormattedError): boolean {
  return isReasonCode(error.extensions?.code);
}
