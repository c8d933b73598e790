import type { NormalParty } from './normalise/normalise-party';

/** Records by position, in the order of their ids: an array, or records that are unpacked when they are asked for. */
export interface PartyList extends Iterable<NormalParty> {
  readonly length: number;
  at(position: number): NormalParty | undefined;
}
