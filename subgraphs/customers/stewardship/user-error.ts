import type { ErrorCode } from '#core/error-codes';

/** A refusal that the caller can do something about; nothing was changed. */
export interface UserError {
  readonly code: Extract<ErrorCode, 'INVALID' | 'UNKNOWN_ID' | 'CONFLICT' | 'NOT_POSSIBLE'>;
  /** Argument of the input it is about, or null. */
  readonly field: string | null;
  readonly message: string;
}

export const refusal = (code: UserError['code'], field: string | null, message: string): UserError => ({ code, field, message });

export const isRefusal = (value: object): value is UserError => 'code' in value && 'message' in value;
