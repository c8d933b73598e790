import { createHash } from 'node:crypto';
import { sourceKeyText } from '#core/source-key';
import type { EarlierParty } from './earlier-party';
import type { MatchEvidence } from './match-evidence';
import type { PartyRecord } from './party-record';

/** A source record as the registry keeps it. */
export interface StoredRecord {
  /** `system key`. */
  readonly id: string;
  readonly record: PartyRecord;
  /** Null for a record that no customer has yet. */
  readonly customerId: string | null;
  readonly home: string | null;
  readonly observedAt: string | null;
  /** Whom it was about before, oldest first. */
  readonly earlier: readonly EarlierParty[];
  readonly contracts: readonly string[];
  readonly evidence: MatchEvidence | null;
}

/** A record that was never seen before. */
export const newRecord = (record: PartyRecord, observedAt: string): StoredRecord => ({
  id: sourceKeyText(record),
  record,
  customerId: null,
  home: null,
  observedAt,
  earlier: [],
  contracts: [],
  evidence: null,
});

/** Equal for equal content of a record and its contracts. */
export const recordHash = (record: PartyRecord, contracts: readonly string[]): string =>
  createHash('sha256')
    .update(JSON.stringify([recordText(record), contracts]))
    .digest('hex')
    .slice(0, 32);

/** The record as text that is equal for equal content. */
export function recordText(record: PartyRecord): string {
  const { sameAs, identity, owner, parent, ...plain } = record;
  const reference = sameAs && [sameAs.system, sameAs.key];
  const number = identity && [identity.hash, identity.isChecked];
  const employee = owner && [owner.system, owner.key];
  const above = parent ? [[parent.system, parent.key]] : [];
  return JSON.stringify([Object.entries(plain).sort(([a], [b]) => (a < b ? -1 : 1)), reference, number, employee, ...above]);
}
