import type { Selected } from '#core/legacy-record';
import type { SourceKey } from '#core/source-key';
import type { Guest } from './guest';

export interface GuestSource {
  /** Systems that keep guest profiles; a key of another system never names one. */
  readonly systems: readonly string[];
  /** Guest profiles in the order asked; null where no profile has the key. */
  byKeys(keys: readonly SourceKey[], fields: readonly string[]): Promise<readonly (Selected<Guest> | null)[]>;
}
