import { type System } from '../ddl/table-definition';
import { Dataset } from './dataset';
import { Ledger } from './finance/ledger';
import { GroundTruth } from './ground-truth';
import { Occupancy } from './pms/hotels';
import { Population } from './population';
import { Random } from './random';
import { Recent } from './recent';

/**
 * State of one run: parties are written in their order, so every number given out depends only on the parties before. What it
 * keeps does not grow with the run: the rows of one step, the last parties, totals.
 */
export class Generation {
  readonly data = new Dataset();
  readonly truth = new GroundTruth();
  readonly population: Population;
  readonly ledger = new Ledger();
  /** First sales customer of a party, its parent's for a branch. */
  readonly salesIds = new Recent<number>();
  /** First guest profile of a party, the company of its staff for an employer. */
  readonly guestNumbers = new Recent<string>();
  readonly occupancy = new Occupancy();
  /** The last travel agencies among the parties; they book for guests. */
  readonly agencies: { readonly party: number; readonly guestNo: string }[] = [];
  /** The last person of each common name: whoever is called the same is somebody else. */
  readonly namesakes = new Map<string, number>();
  private readonly sequences = new Map<string, number>();

  constructor(readonly seed: number) {
    this.population = new Population(seed);
  }

  random(stream: string, ordinal: number): Random {
    return new Random(this.seed, stream, ordinal);
  }

  /** Next number of a sequence, from 1. */
  next(sequence: string): number {
    const value = this.last(sequence) + 1;
    this.sequences.set(sequence, value);
    return value;
  }

  last(sequence: string): number {
    return this.sequences.get(sequence) ?? 0;
  }

  link(system: System, table: string, key: string, party: number, errors: readonly string[]): void {
    this.truth.links.push({ system, table, key, party, errors });
  }
}
