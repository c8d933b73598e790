import type { ReasonCode } from '#core/error-codes';
import type { NullReason } from '#core/legacy-record';

/** Stands in the place of a value that there is none of, and says why. */
export class NoValue implements NullReason {
  constructor(
    readonly code: ReasonCode,
    readonly detail: string,
  ) {}
}

/** One for each reason: rows share them. */
export const NO_VALUE = {
  NOT_AVAILABLE: new NoValue('NOT_AVAILABLE', 'the source does not keep this'),
  UNKNOWN_CODE: new NoValue('UNKNOWN_CODE', 'the mapping does not translate the stored code'),
  UNKNOWN_CURRENCY: new NoValue('UNKNOWN_CURRENCY', 'the mapping does not translate the stored currency'),
  BAD_DATE: new NoValue('BAD_DATE', 'the stored date does not exist'),
  BAD_NUMBER: new NoValue('BAD_NUMBER', 'the stored value is not a number'),
  CANNOT_DERIVE: new NoValue('CANNOT_DERIVE', 'a value it is computed from is unknown, or its rule does not apply'),
  NOT_FOUND: new NoValue('NOT_FOUND', 'the source refers to a row that does not exist'),
} as const satisfies Readonly<Record<ReasonCode, NoValue>>;
