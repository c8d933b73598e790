import { createHash } from 'node:crypto';
import type { GoldenField, Provenance } from '../registry/golden-record';

/** What a version of a customer was, as far as it tells what has changed since. */
export interface SeenVersion {
  /** A hash of each value that it had. */
  readonly fields: Readonly<Partial<Record<GoldenField, string>>>;
  /** Ids of its records. */
  readonly records: readonly string[];
}

/** Port to the versions that customers had before. */
export interface CustomerVersions {
  /** Null for a version that nobody had. */
  seen(customerId: string, version: string): Promise<SeenVersion | null>;
}

/** The values themselves are not kept. */
const hashOf = (value: string): string => createHash('sha256').update(value).digest('base64url').slice(0, 16);

export function versionContent(provenance: readonly Provenance[], records: readonly string[]): SeenVersion {
  return { fields: Object.fromEntries(provenance.map(({ field, value }) => [field, hashOf(value)])), records };
}

/** In words what has changed from one version to another; names fields and records, never a value. */
export function describeChanges(seen: SeenVersion, now: SeenVersion): string {
  const names = new Set([...Object.keys(seen.fields), ...Object.keys(now.fields)]);
  const of = (version: SeenVersion, name: string): string | undefined => new Map(Object.entries(version.fields)).get(name);
  const fields = [...names].filter((name) => of(seen, name) !== of(now, name));
  const joined = now.records.filter((id) => !seen.records.includes(id));
  const left = seen.records.filter((id) => !now.records.includes(id));
  const parts = [
    fields.length > 0 ? `other values: ${fields.join(', ')}` : '',
    joined.length > 0 ? `records that joined: ${joined.join(', ')}` : '',
    left.length > 0 ? `records that left: ${left.join(', ')}` : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'why its records belong together' : parts.join('; ');
}
