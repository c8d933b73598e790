import type { ErrorCode } from './error-codes';

type Details = Readonly<Record<string, string | number | boolean>>;

/** An error that people outside may read: the message names what and which, `details` holds facts without personal data. */
export class DomainError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details: Details = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** A source system that did not answer; costs only the fields it serves. */
export class SourceUnavailableError extends DomainError {
  constructor(source: string, options?: ErrorOptions) {
    super('SOURCE_UNAVAILABLE', `Source ${source} did not answer`, { source }, options);
  }
}

/** A source system that did not answer within the time left. */
export class SourceTimeoutError extends DomainError {
  constructor(source: string, options?: ErrorOptions) {
    super('SOURCE_TIMEOUT', `Source ${source} did not answer in time`, { source }, options);
  }
}

/** A source system that did not answer others just now, and was not asked. */
export class SourceNotAskedError extends DomainError {
  constructor(
    source: string,
    /** Milliseconds until somebody looks whether it answers again. */
    readonly retryInMs: number,
  ) {
    const message = `Source ${source} does not answer and is not asked for now; it is tried again in ${retryInMs} ms`;
    super('SOURCE_UNAVAILABLE', message, { source, retryInMs });
  }
}

export class BadUserInputError extends DomainError {
  constructor(message: string, details?: Details) {
    super('BAD_USER_INPUT', message, details);
  }
}

export class BadCursorError extends DomainError {
  constructor(why: string) {
    super('BAD_CURSOR', `The cursor cannot be used here: ${why}. Start again without "after".`);
  }
}

export class ForbiddenError extends DomainError {
  constructor(message: string, details?: Details) {
    super('FORBIDDEN', message, details);
  }
}
