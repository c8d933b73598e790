import { COMPARISONS, COMPARISON_NAMES, MISSING, newObserved } from '../compare/comparison';
import { compareParties, type CommonnessOf } from '../compare/compare-parties';
import type { NormalParty } from '../normalise/normalise-party';
import type { LevelTable } from './kind-model';

const WIDTH = COMPARISON_NAMES.length;
/** Room for the levels of one comparison in a flat table. */
const LEVELS = Math.max(...COMPARISON_NAMES.map((name) => COMPARISONS[name].length));

/** What pairs show, as columns that threads hand on. */
export interface PairColumns {
  readonly levels: Int8Array;
  readonly chance: Float32Array;
}

/** A value for each level of each comparison, in one flat table. */
export function flatTable(table: LevelTable): Float64Array {
  const flat = new Float64Array(WIDTH * LEVELS);
  for (const [position, levels] of table.entries()) flat.set(levels, position * LEVELS);
  return flat;
}

/** What the candidate pairs show, in flat arrays: millions of pairs fit in memory. */
export class PairTable {
  private levels = new Int8Array(1024 * WIDTH);
  private chance = new Float32Array(1024);
  private readonly observed = newObserved();
  length = 0;

  /** The pairs of several tables, in their order. */
  static joined(parts: readonly PairColumns[]): PairTable {
    const table = new PairTable();
    table.grow(parts.reduce((sum, { chance }) => sum + chance.length, 0));
    for (const { levels, chance } of parts) {
      table.levels.set(levels, table.length * WIDTH);
      table.chance.set(chance, table.length);
      table.length += chance.length;
    }
    return table;
  }

  columns(): PairColumns {
    return { levels: this.levels.slice(0, this.length * WIDTH), chance: this.chance.slice(0, this.length) };
  }

  /**
   * Compares two records and keeps what they show.
   * @param chanceBits bits of the chance that two other parties show it, for each comparison
   */
  add(
    a: NormalParty,
    b: NormalParty,
    commonnessOf: CommonnessOf,
    chanceBits: (position: number, level: number, term: string | null) => number,
  ): void {
    if (this.length === this.chance.length) this.grow(this.length * 2);
    const { observed } = this;
    compareParties(a, b, commonnessOf, observed);
    let bits = 0;
    for (let position = 0; position < WIDTH; position += 1) {
      const level = observed.levels[position] ?? MISSING;
      this.levels[this.length * WIDTH + position] = level;
      if (level !== MISSING) bits += chanceBits(position, level, observed.terms[position] ?? null);
    }
    this.chance[this.length] = bits;
    this.length += 1;
  }

  private grow(capacity: number): void {
    if (capacity <= this.chance.length) return;
    const [levels, chance] = [new Int8Array(capacity * WIDTH), new Float32Array(capacity)];
    levels.set(this.levels);
    chance.set(this.chance);
    [this.levels, this.chance] = [levels, chance];
  }

  /**
   * Bits of a pair without the prior: how much more often one party shows this than two.
   * @param logM log2 of m, as a flat table
   */
  bits(index: number, logM: Float64Array): number {
    let bits = -(this.chance[index] ?? 0);
    const start = index * WIDTH;
    for (let position = 0; position < WIDTH; position += 1) {
      const level = this.levels[start + position] ?? MISSING;
      if (level !== MISSING) bits += logM[position * LEVELS + level] ?? 0;
    }
    return bits;
  }

  /** Adds to what is counted of each level, in a flat table, that a pair shows. */
  tally(index: number, weight: number, counts: Float64Array): void {
    const start = index * WIDTH;
    for (let position = 0; position < WIDTH; position += 1) {
      const level = this.levels[start + position] ?? MISSING;
      if (level !== MISSING) counts[position * LEVELS + level] = (counts[position * LEVELS + level] ?? 0) + weight;
    }
  }

  /** The counts of one comparison in a flat table. */
  static countsOf(position: number, counts: Float64Array): Float64Array {
    return counts.subarray(position * LEVELS, (position + 1) * LEVELS);
  }
}
