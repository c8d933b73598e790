import { joinHashes, oftenIn, placeIn, type KeyHashes } from './key-hashes';

/** Which records share a block, as columns that threads share. */
export interface BlockColumns {
  /** Per record where its blocks end in `blocks`. */
  readonly blockEnds: Uint32Array;
  readonly blocks: Uint32Array;
  /** Per block where its records end in `members`, which are in order. */
  readonly memberEnds: Uint32Array;
  readonly members: Uint32Array;
}

const shared = (length: number): Uint32Array => new Uint32Array(new SharedArrayBuffer(length * 4));

/** Blocks of the keys of all records, given in their order; a key that one record has alone makes no block. */
export function makeBlocks(parts: readonly KeyHashes[]): BlockColumns {
  const hashes = joinHashes(parts.map((part) => part.hashes));
  const known = oftenIn(hashes.slice().sort(), 1);
  const blockEnds = shared(parts.reduce((sum, { counts }) => sum + counts.length, 0));
  const blocks = shared(hashes.length);
  const memberEnds = shared(known.length);
  let [record, at, end] = [0, 0, 0];
  for (const { counts } of parts) {
    for (const count of counts) {
      for (const next = at + count; at < next; at += 1) {
        const block = placeIn(known, hashes[at] ?? 0);
        if (block < 0) continue;
        blocks[end] = block;
        end += 1;
        memberEnds[block] = (memberEnds[block] ?? 0) + 1;
      }
      blockEnds[record] = end;
      record += 1;
    }
  }
  return { blockEnds, blocks, memberEnds, members: membersOf(blockEnds, blocks, memberEnds) };
}

/** Turns counts of members into the places where they end, and lists the members of each block. */
function membersOf(blockEnds: Uint32Array, blocks: Uint32Array, memberEnds: Uint32Array): Uint32Array {
  let total = 0;
  const next = memberEnds.map((count) => (total += count) - count);
  memberEnds.set(next.map((from, block) => from + (memberEnds[block] ?? 0)));
  const members = shared(total);
  let from = 0;
  for (const [record, to] of blockEnds.entries()) {
    for (; from < to; from += 1) {
      const block = blocks[from] ?? 0;
      members[next[block] ?? 0] = record;
      next[block] = (next[block] ?? 0) + 1;
    }
  }
  return members;
}

/** Finds the records that share a block with a record; what it remembers is its own. */
export class BlockTable {
  private readonly stamps: Uint32Array;
  private stamp = 0;
  private found = new Uint32Array(1024);

  constructor(private readonly columns: BlockColumns) {
    this.stamps = new Uint32Array(columns.blockEnds.length);
  }

  /** Pairs that share a block at most: those with several blocks in common count for each. */
  pairsAtMost(): number {
    let [pairs, from] = [0, 0];
    for (const to of this.columns.memberEnds) {
      pairs += ((to - from) * (to - from - 1)) / 2;
      from = to;
    }
    return pairs;
  }

  /**
   * Positions of the records before `record` that share a block with it, each once, in order; valid until the next call.
   * @param from position from which on records are wanted
   * @param to position before which they are
   */
  candidates(record: number, from: number, to: number): Uint32Array {
    const { blockEnds, blocks, memberEnds, members } = this.columns;
    this.stamp += 1;
    const before = Math.min(to, record);
    let count = 0;
    for (let at = record === 0 ? 0 : (blockEnds[record - 1] ?? 0); at < (blockEnds[record] ?? 0); at += 1) {
      const block = blocks[at] ?? 0;
      const end = memberEnds[block] ?? 0;
      for (let i = firstFrom(members, block === 0 ? 0 : (memberEnds[block - 1] ?? 0), end, from); i < end; i += 1) {
        const member = members[i] ?? 0;
        if (member >= before) break;
        if (this.stamps[member] === this.stamp) continue;
        this.stamps[member] = this.stamp;
        if (count === this.found.length) this.grow();
        this.found[count] = member;
        count += 1;
      }
    }
    return this.found.subarray(0, count).sort();
  }

  private grow(): void {
    const larger = new Uint32Array(this.found.length * 2);
    larger.set(this.found);
    this.found = larger;
  }
}

/** Place of the first member that is not below `value`, between two places. */
function firstFrom(members: Uint32Array, low: number, high: number, value: number): number {
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((members[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
