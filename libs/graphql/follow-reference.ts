import { DomainError } from '#core/errors';
import type { LegacyRecord } from '#core/legacy-record';
import type { SourceKey } from '#core/source-key';

/** A reference a record holds, or null when it holds none. @throws the reason why the source cannot tell it */
export function referenceIn(record: LegacyRecord, field: string): SourceKey | null {
  const value = (record as LegacyRecord & Readonly<Record<string, unknown>>)[field];
  if (isSourceKey(value)) return value;
  const reason = record.reasons?.[field];
  if (reason) throw new DomainError(reason.code, reason.detail, { source: record.system });
  return null;
}

/** What a reference of a record leads to. A reference to a row that is gone is a reason, not "none". */
export async function followReference<T>(
  record: LegacyRecord,
  field: string,
  load: (key: SourceKey) => Promise<T | null>,
): Promise<T | null> {
  const key = referenceIn(record, field);
  if (key === null) return null;
  const found = await load(key);
  if (found === null) {
    throw new DomainError('NOT_FOUND', `${field} refers to a row that does not exist`, { source: record.system });
  }
  return found;
}

const isSourceKey = (value: unknown): value is SourceKey =>
  typeof value === 'object' && value !== null && 'system' in value && 'key' in value;
