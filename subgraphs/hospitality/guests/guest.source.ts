import type { KeyedSource } from '#core/record-source';
import type { Guest } from './guest';

export interface GuestSource extends KeyedSource<Guest> {
  /** Systems that keep guest profiles; a key of another system never names one. */
  readonly systems: readonly string[];
}
