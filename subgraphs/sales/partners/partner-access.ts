import type { SourceKey } from '#core/source-key';

/** Party records whose contracts a partner may read. Bound to source records, never to golden ids: a merge widens nobody's view. */
export type PartnerAccess = ReadonlyMap<string, readonly SourceKey[]>;

/** Whether a contract of `party` belongs to the partner with these records. */
export function ownsContractOf(records: readonly SourceKey[], party: SourceKey): boolean {
  return records.some(({ system, key }) => system === party.system && key === party.key);
}
