import type { ReasonCode } from './error-codes';
import type { SourceKey } from './source-key';

/** Why a value is null although its row exists; `detail` is for people and never holds a stored value. */
export interface NullReason {
  readonly code: ReasonCode;
  readonly detail: string;
}

/** What every object read from a legacy system carries: where it stands, and why some of its values are null. */
export interface LegacyRecord extends SourceKey {
  readonly reasons?: Readonly<Record<string, NullReason | undefined>>;
}

/** A record of which only the asked fields were read. */
export type Selected<T extends LegacyRecord> = LegacyRecord & Partial<T>;
