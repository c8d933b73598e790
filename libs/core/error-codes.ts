/**
 * Every error code a client can meet: HTTP status when it ends the whole request, how it reaches the client, and what it means.
 * `thrown` errors stand in `errors`, `userError` ones in a mutation's payload, `reason` ones in `extensions.unavailable`.
 */
export const ERROR_CODES = {
  UNAUTHENTICATED: { status: 401, kind: 'thrown', text: 'No valid token or API key was sent.' },
  CALLER_UNKNOWN_YET: { status: 503, kind: 'thrown', text: 'Whether the caller may still ask cannot be told now. Ask again.' },
  FORBIDDEN: { status: 403, kind: 'thrown', text: 'The caller may not read this.' },
  PURPOSE_NOT_ALLOWED: { status: 403, kind: 'thrown', text: 'The caller may not ask for this purpose.' },
  BAD_USER_INPUT: { status: 400, kind: 'thrown', text: 'An argument is outside its limits.' },
  BAD_CURSOR: { status: 400, kind: 'thrown', text: 'The cursor does not belong to this list, sort order or filter.' },
  FILTER_NOT_SUPPORTED: { status: 400, kind: 'thrown', text: 'A source cannot filter or sort by this field.' },
  LIMIT_EXCEEDED: { status: 400, kind: 'thrown', text: 'The request asks for more than one answer may hold.' },
  LIMIT_ROWS_PER_DAY: { status: 429, kind: 'thrown', text: 'The caller has been shown as many rows as it may see within a day.' },
  RATE_LIMITED: { status: 429, kind: 'thrown', text: 'The caller has asked too often.' },
  OVERLOADED: { status: 503, kind: 'thrown', text: 'There is too much to do at the moment.' },
  SOURCE_UNAVAILABLE: { status: 200, kind: 'thrown', text: 'A source system did not answer.' },
  SOURCE_TIMEOUT: { status: 200, kind: 'thrown', text: 'A source system did not answer in time.' },
  AUDIT_UNAVAILABLE: {
    status: 200,
    kind: 'thrown',
    text: 'Who reads this cannot be written down now, so it is not shown. Ask again later.',
  },
  NOT_AVAILABLE: { status: 200, kind: 'reason', text: 'The source system cannot tell this.' },
  UNKNOWN_CODE: { status: 200, kind: 'reason', text: 'The source system uses a code without translation.' },
  UNKNOWN_CURRENCY: { status: 200, kind: 'reason', text: 'The source system uses a currency code without translation.' },
  BAD_DATE: { status: 200, kind: 'reason', text: 'The source system stores an impossible date.' },
  BAD_NUMBER: { status: 200, kind: 'reason', text: 'The source system stores something that is not a number.' },
  CANNOT_DERIVE: { status: 200, kind: 'reason', text: 'A value this one is computed from is unknown.' },
  NOT_FOUND: { status: 200, kind: 'reason', text: 'The source system refers to a row that does not exist.' },
  INVALID: { status: 200, kind: 'userError', text: 'An argument of a mutation does not fit.' },
  UNKNOWN_ID: { status: 200, kind: 'userError', text: 'Nothing has the id that a mutation names.' },
  CONFLICT: { status: 200, kind: 'userError', text: 'Somebody else was faster; the message says what has changed.' },
  NOT_POSSIBLE: { status: 200, kind: 'userError', text: 'The mutation does not fit what was decided before.' },
  GRAPHQL_VALIDATION_FAILED: { status: 400, kind: 'thrown', text: 'The operation does not fit the schema.' },
  GRAPHQL_PARSE_FAILED: { status: 400, kind: 'thrown', text: 'The operation is not GraphQL.' },
  DOCUMENT_NOT_FOUND: { status: 404, kind: 'thrown', text: 'There is no trusted document of this id.' },
  DOCUMENT_REQUIRED: { status: 403, kind: 'thrown', text: 'The caller runs trusted documents only.' },
  OPERATION_RESOLUTION_FAILURE: { status: 400, kind: 'thrown', text: 'The request does not name one operation of the document.' },
  BAD_REQUEST: { status: 400, kind: 'thrown', text: 'The request is not a GraphQL request.' },
  INTERNAL_SERVER_ERROR: { status: 500, kind: 'thrown', text: 'Internal server error.' },
} as const satisfies Readonly<Record<string, { status: number; kind: 'thrown' | 'userError' | 'reason'; text: string }>>;

export type ErrorCode = keyof typeof ERROR_CODES;

/** Codes of values that are null for a known reason rather than by a failure. */
export type ReasonCode = { [C in ErrorCode]: (typeof ERROR_CODES)[C]['kind'] extends 'reason' ? C : never }[ErrorCode];

export function isReasonCode(code: unknown): code is ReasonCode {
  return typeof code === 'string' && code in ERROR_CODES && ERROR_CODES[code as ErrorCode].kind === 'reason';
}
