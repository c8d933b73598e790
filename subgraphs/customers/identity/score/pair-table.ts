import { COMPARISON_NAMES, MISSING, newObserved } from '../compare/comparison';
import { compareParties, type CommonnessOf } from '../compare/compare-parties';
import type { NormalParty } from '../normalise/normalise-party';

const WIDTH = COMPARISON_NAMES.length;

/** What the candidate pairs show, in flat arrays: millions of pairs fit in memory. */
export class PairTable {
  private capacity = 1024;
  private a = new Int32Array(this.capacity);
  private b = new Int32Array(this.capacity);
  private levels = new Int8Array(this.capacity * WIDTH);
  private chance = new Float32Array(this.capacity);
  private readonly observed = newObserved();
  length = 0;

  /**
   * Compares two records and keeps what they show.
   * @param chanceBits bits of the chance that two other parties show it, for each comparison
   */
  add(
    positions: readonly [number, number],
    parties: readonly [NormalParty, NormalParty],
    commonnessOf: CommonnessOf,
    chanceBits: (position: number, level: number, term: string | null) => number,
  ): void {
    if (this.length === this.capacity) this.grow();
    const { observed } = this;
    compareParties(parties[0], parties[1], commonnessOf, observed);
    let bits = 0;
    for (let position = 0; position < WIDTH; position += 1) {
      const level = observed.levels[position] ?? MISSING;
      this.levels[this.length * WIDTH + position] = level;
      if (level !== MISSING) bits += chanceBits(position, level, observed.terms[position] ?? null);
    }
    [this.a[this.length], this.b[this.length]] = positions;
    this.chance[this.length] = bits;
    this.length += 1;
  }

  private grow(): void {
    this.capacity *= 2;
    const copy = <T extends Int32Array | Int8Array | Float32Array>(from: T, into: T): T => {
      into.set(from);
      return into;
    };
    this.a = copy(this.a, new Int32Array(this.capacity));
    this.b = copy(this.b, new Int32Array(this.capacity));
    this.levels = copy(this.levels, new Int8Array(this.capacity * WIDTH));
    this.chance = copy(this.chance, new Float32Array(this.capacity));
  }

  pair(index: number): readonly [number, number] {
    return [this.a[index] ?? 0, this.b[index] ?? 0];
  }

  levelAt(index: number, position: number): number {
    return this.levels[index * WIDTH + position] ?? MISSING;
  }

  /** Bits of a pair without the prior: how much more often one party shows this than two. */
  bits(index: number, logM: readonly (readonly number[])[]): number {
    let bits = -(this.chance[index] ?? 0);
    const start = index * WIDTH;
    for (let position = 0; position < WIDTH; position += 1) {
      const level = this.levels[start + position] ?? MISSING;
      if (level !== MISSING) bits += logM[position]?.[level] ?? 0;
    }
    return bits;
  }
}
