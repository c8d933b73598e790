import type { NormalParty } from '../normalise/normalise-party';
import { blockKeys, refinedKeys } from './block-keys';
import type { BlockingPolicy } from './blocking-policy';

/** A block too large to compare as a whole. */
export interface OversizeBlock {
  readonly key: string;
  readonly records: number;
  /** True when even a part of it is larger than the limit: its records are not compared for sharing it. */
  readonly isSkipped: boolean;
}

/**
 * Records by block key. A key that too many records share is common: its block is split by further parts, and a part that is
 * still too large tells nobody apart: it is skipped and reported.
 * Which keys are common is decided once, with the frequencies of a model, so that records added later do not
 * change what was compared before.
 */
export class Blocks {
  private readonly members = new Map<string, number[]>();
  private readonly skipped = new Map<string, number>();
  private readonly stamps: number[] = [];

  constructor(
    private readonly policy: BlockingPolicy,
    private readonly common: ReadonlySet<string>,
  ) {}

  private keysOf(party: NormalParty): readonly string[] {
    const keys = blockKeys(party, this.policy);
    if (!keys.some((key) => this.common.has(key))) return keys;
    return splitKeys(party, keys, this.policy, this.common).filter((key) => !this.common.has(key));
  }

  /** Positions of the records that share a block with `party`, each once, in the order they were added. */
  candidates(party: NormalParty): readonly number[] {
    const found: number[] = [];
    const stamp = this.stamps.length + 1;
    for (const key of this.keysOf(party)) {
      for (const position of this.members.get(key) ?? []) {
        if (this.stamps[position] === stamp) continue;
        this.stamps[position] = stamp;
        found.push(position);
      }
    }
    for (const position of found) this.stamps[position] = 0;
    return found.sort((a, b) => a - b);
  }

  add(party: NormalParty): number {
    const position = this.stamps.push(0) - 1;
    for (const key of splitKeys(party, blockKeys(party, this.policy), this.policy, this.common)) {
      if (this.common.has(key)) this.skipped.set(key, (this.skipped.get(key) ?? 0) + 1);
    }
    for (const key of this.keysOf(party)) {
      const block = this.members.get(key);
      if (block) block.push(position);
      else this.members.set(key, [position]);
    }
    return position;
  }

  remove(party: NormalParty, position: number): void {
    for (const key of this.keysOf(party)) {
      const left = (this.members.get(key) ?? []).filter((one) => one !== position);
      if (left.length > 0) this.members.set(key, left);
      else this.members.delete(key);
    }
  }

  /** The blocks larger than the limit, for a report. */
  oversize(): readonly OversizeBlock[] {
    const large = [...this.members].filter(([, records]) => records.length > this.policy.limit);
    return [
      ...large.map(([key, records]) => ({ key, records: records.length, isSkipped: false })),
      ...[...this.skipped].map(([key, records]) => ({ key, records, isSkipped: true })),
    ];
  }
}

const splitKeys = (
  party: NormalParty,
  keys: readonly string[],
  policy: BlockingPolicy,
  common: ReadonlySet<string>,
): readonly string[] => keys.flatMap((key) => (common.has(key) ? refinedKeys(party, key, policy) : [key]));

/** The keys, and the parts of their blocks, that more records share than a block may have. */
export function commonKeys(parties: readonly NormalParty[], policy: BlockingPolicy): ReadonlySet<string> {
  const isCommon = ([, count]: readonly [string, number]): boolean => count > policy.limit;
  const count = (keysOf: (party: NormalParty) => readonly string[]): readonly string[] => {
    const counts = new Map<string, number>();
    for (const party of parties) for (const key of keysOf(party)) counts.set(key, (counts.get(key) ?? 0) + 1);
    return [...counts].filter(isCommon).map(([key]) => key);
  };
  const common = new Set(count((party) => blockKeys(party, policy)));
  const parts = count((party) =>
    blockKeys(party, policy).flatMap((key) => (common.has(key) ? refinedKeys(party, key, policy) : [])),
  );
  return new Set([...common, ...parts]);
}
