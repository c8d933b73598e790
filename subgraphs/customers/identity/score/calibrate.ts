import { Blocks, commonKeys } from '../block/blocks';
import type { BlockingPolicy } from '../block/blocking-policy';
import type { NormalParty } from '../normalise/normalise-party';
import { PARTY_KINDS, type PartyKind } from '../party';
import { countFrequencies } from './frequencies';
import { fitKind, KindChances, kindModel } from './kind-fit';
import type { KindModel } from './kind-model';
import { PairTable } from './pair-table';
import type { WeightsFile } from './weights-file';

/** Everything a pair is scored with and a record is blocked by; the same model always gives the same clusters. */
export interface Model {
  readonly kinds: Readonly<Record<PartyKind, KindModel>>;
  readonly blocking: BlockingPolicy;
  readonly common: ReadonlySet<string>;
}

/** Which records may be one party at all; absent: any two. */
export type MayMatch = (a: NormalParty, b: NormalParty) => boolean;

const byId = (a: NormalParty, b: NormalParty): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

function calibrateKind(
  parties: readonly NormalParty[],
  weights: WeightsFile,
  kind: PartyKind,
  blocks: Blocks,
  mayMatch: MayMatch,
): KindModel {
  const chances = KindChances.of(parties, weights, kind, countFrequencies(parties));
  const pairs = new PairTable();
  for (const party of parties) {
    for (const other of blocks.candidates(party)) {
      const candidate = parties[other];
      if (candidate && mayMatch(candidate, party)) chances.observe(pairs, candidate, party);
    }
    blocks.add(party);
  }
  return kindModel(weights, kind, fitKind(pairs, chances, weights, kind));
}

/**
 * Fits the shipped weights to a data set without labels: u from random pairs, m and the prior by expectation maximisation,
 * frequencies of values and common block keys by counting. Thresholds stay as shipped.
 */
export function calibrate(
  parties: readonly NormalParty[],
  weights: WeightsFile,
  blocking: BlockingPolicy,
  mayMatch: MayMatch = () => true,
): Model {
  const sorted = parties.toSorted(byId);
  const common = commonKeys(sorted, blocking);
  const [organisations, persons] = PARTY_KINDS.map((kind) =>
    calibrateKind(
      sorted.filter((party) => party.kind === kind),
      weights,
      kind,
      new Blocks(blocking, common),
      mayMatch,
    ),
  );
  if (!organisations || !persons) throw new Error('A model has both kinds of parties');
  return { kinds: { ORGANISATION: organisations, PERSON: persons }, blocking, common };
}
