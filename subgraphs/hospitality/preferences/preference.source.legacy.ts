import type { LegacyReader } from '#legacy/legacy-reader';
import type { PreferenceSource } from './preference.source';

/** Code list that holds what guests prefer; mappings key a code list entry by its list and its code. */
const FEATURES = 'feature';

export function legacyPreferenceSource(reader: LegacyReader): PreferenceSource {
  return {
    async names(codes) {
      const keys = codes.map(({ system, code }) => ({ system, key: `${FEATURES}|${code}` }));
      const rows = await reader.byKeys('CodeName', keys, ['list', 'code', 'name']);
      return rows.map((row, i) => (row?.list === FEATURES && row.code === codes[i]?.code ? row.name : null));
    },
  };
}
