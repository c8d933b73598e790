import type { NormalParty } from '../normalise/normalise-party';
import { BLOCK_PARTS, type BlockPart } from './block-parts';
import type { BlockingPolicy } from './blocking-policy';

/** Values of several parts, each with each. */
function combine(party: NormalParty, parts: readonly BlockPart[]): readonly string[] {
  let combined: readonly string[] = [''];
  for (const part of parts) {
    const values = BLOCK_PARTS[part](party);
    if (values.length === 0) return [];
    combined =
      values.length === 1
        ? combined.map((key) => `${key}|${values[0]}`)
        : combined.flatMap((key) => values.map((value) => `${key}|${value}`));
  }
  return combined;
}

/** The block keys of a record; two records of one kind with an equal key are compared. */
export function blockKeys(party: NormalParty, policy: BlockingPolicy): readonly string[] {
  const keys = policy[party.kind].keys.flatMap((parts, i) =>
    combine(party, parts).map((key) => `${party.kind.charAt(0)}${i}${key}`),
  );
  return keys.length > 1 ? [...new Set(keys)] : keys;
}

/** The keys of the parts an oversize block is split into: by every part that is not in its own key. */
export function refinedKeys(party: NormalParty, key: string, policy: BlockingPolicy): readonly string[] {
  const own = policy[party.kind].keys[Number(/^.(\d+)/.exec(key)?.[1])] ?? [];
  return policy[party.kind].refine
    .filter((part) => !own.includes(part))
    .flatMap((part) => BLOCK_PARTS[part](party).map((value) => `${key}/${part}=${value}`));
}
