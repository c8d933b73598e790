import type { NormalParty } from '../normalise/normalise-party';
import { blockKeys, refinedKeys } from './block-keys';
import type { BlockingPolicy } from './blocking-policy';

/** A block too large to compare as a whole. */
export interface OversizeBlock {
  readonly key: string;
  readonly records: number;
  /** True when even a part of it is larger than the limit; such parts are compared as they are. */
  readonly partsOversize: boolean;
}

/**
 * Records by block key. A key that too many records share is common: its block is split by further parts.
 * Which keys are common is decided once, with the frequencies of a model, so that records added later do not
 * change what was compared before.
 */
export class Blocks {
  private readonly members = new Map<string, number[]>();
  private readonly stamps: number[] = [];

  constructor(
    private readonly policy: BlockingPolicy,
    private readonly common: ReadonlySet<string>,
  ) {}

  private keysOf(party: NormalParty): readonly string[] {
    const keys = blockKeys(party, this.policy);
    if (!keys.some((key) => this.common.has(key))) return keys;
    return keys.flatMap((key) => (this.common.has(key) ? refinedKeys(party, key, this.policy) : [key]));
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
    for (const key of this.keysOf(party)) {
      const block = this.members.get(key);
      if (block) block.push(position);
      else this.members.set(key, [position]);
    }
    return position;
  }

  /** The blocks larger than the limit, for a report. */
  oversize(): readonly OversizeBlock[] {
    return [...this.members]
      .filter(([, records]) => records.length > this.policy.limit)
      .map(([key, records]) => ({ key, records: records.length, partsOversize: key.includes('/') }));
  }
}

/** The keys that more records share than a block may have. */
export function commonKeys(parties: readonly NormalParty[], policy: BlockingPolicy): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const party of parties) for (const key of blockKeys(party, policy)) counts.set(key, (counts.get(key) ?? 0) + 1);
  return new Set([...counts].filter(([, count]) => count > policy.limit).map(([key]) => key));
}
