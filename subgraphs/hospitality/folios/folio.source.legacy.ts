import type { LegacyReader } from '#legacy/legacy-reader';
import type { FolioSource } from './folio.source';

export function legacyFolioSource(reader: LegacyReader): FolioSource {
  return {
    folioFacts: (stays) => {
      const owners = stays.map((stay) => [stay]);
      return reader.allByRef('FolioLine', 'stay', owners, ['charge', 'payment', 'correction']);
    },
  };
}
