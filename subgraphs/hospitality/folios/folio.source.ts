import type { SourceKey } from '#core/source-key';
import type { FolioFacts } from './folio';

export interface FolioSource {
  /** All postings per stay, in stay order. One statement, whatever the number of stays. */
  folioFacts(stays: readonly SourceKey[]): Promise<readonly (readonly FolioFacts[])[]>;
}
