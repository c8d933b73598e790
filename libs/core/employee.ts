import type { LegacyRecord } from './legacy-record';

/** One of the own staff, as a source system knows it. */
export interface Employee extends LegacyRecord {
  readonly id: string;
  readonly name: string | null;
  readonly number: string | null;
  readonly department: string | null;
  readonly phones: readonly string[] | null;
  readonly email: string | null;
  readonly hiredOn: string | null;
  readonly leftOn: string | null;
}
