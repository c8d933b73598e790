import type { LegacyReader } from '#legacy/legacy-reader';
import { QUALITY_FIELDS } from './quality-record';
import type { QualityRecordSource } from './quality-record.source';

/** Reads what the rules look at; numbers of identity documents are looked at in memory only. */
export function legacyQualityRecordSource(reader: LegacyReader): QualityRecordSource {
  return {
    systems: () => reader.systemsOf('Party'),
    async *records(system) {
      for await (const rows of reader.scan(system, 'Party', QUALITY_FIELDS))
        yield rows.map(({ reasons, sameAs, ...row }) => ({
          ...row,
          sameAs: sameAs && { system: sameAs.system, key: sameAs.key },
          reasons: reasons ?? {},
        }));
    },
  };
}
