import type { SourceKey } from '#core/source-key';
import { sourceKeyText } from '#core/source-key';
import type { LegacyReader } from '#legacy/legacy-reader';
import type { AccountOwnerSource } from './account-owner.source';

export function legacyAccountOwnerSource(reader: LegacyReader): AccountOwnerSource {
  return {
    async ownedParties(customers) {
      const served = new Set(reader.systemsOf('Party'));
      const keys = new Map<string, SourceKey>();
      for (const key of customers.flat()) if (served.has(key.system)) keys.set(sourceKeyText(key), key);
      const rows = await reader.byKeys('Party', [...keys.values()], ['owner']);
      const found = new Map([...keys.keys()].map((text, i) => [text, rows[i] ?? null]));
      return customers.map((parties) => parties.flatMap((key) => found.get(sourceKeyText(key)) ?? []));
    },
  };
}
