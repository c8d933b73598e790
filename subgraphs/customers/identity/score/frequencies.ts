import { COMPARISON_NAMES, positionOf, type ComparisonName } from '../compare/comparison';
import { placeOf, termsOf } from '../compare/compare-parties';
import type { NormalParty } from '../normalise/normalise-party';
import { spokenName } from '../normalise/normalise-person-name';

type HolderReader = (party: NormalParty) => string;

/** The family name or the brand by its sound: the part of a name that varies least. */
const familyOrBrand: HolderReader = ({ person, organisation }) =>
  person ? person.familySound || person.joined.slice(0, 2) : (organisation?.coreSound.split(' ').slice(0, 2).join(' ') ?? '');

/** The whole name by its sound: relatives and sister companies are different holders. A name without given name tells nobody. */
const wholeName: HolderReader = ({ person, organisation }) => {
  if (person) return person.given === '' && person.joined === '' ? '' : spokenName(person);
  return organisation?.coreSound ?? '';
};

/**
 * Values that one party has alone, as a rule. The records of one party repeat them, so their records say nothing about how
 * common they are; how many parties have such a value is told by the different names beside it, or places beside a name.
 */
const HOLDERS: Readonly<Partial<Record<ComparisonName, HolderReader>>> = {
  phone: wholeName,
  email: familyOrBrand,
  identifier: familyOrBrand,
  organisationName: placeOf,
};

/** More records than this are not one party's, although nothing beside the value tells them apart. */
const RECORDS_OF_ONE = 20;

/** Counts records, or for values of one party their different holders. */
class Tally {
  private readonly counts = new Map<string, number>();
  private readonly holders = new Map<string, string | Set<string>>();

  constructor(private readonly byHolder: boolean) {}

  add(value: string, holder: string): void {
    this.counts.set(value, (this.counts.get(value) ?? 0) + 1);
    if (!this.byHolder) return;
    const known = this.holders.get(value);
    if (holder === '' && known !== undefined) return;
    if (known === undefined || known === '') this.holders.set(value, holder);
    else if (typeof known !== 'string') known.add(holder);
    else if (known !== holder) this.holders.set(value, new Set([known, holder]));
  }

  /** Of each value that more parties have than one: the records beyond the two that share it; for values of one party the other holders. */
  others(): ReadonlyMap<string, number> {
    const others = new Map<string, number>();
    for (const [value, count] of this.counts) {
      const known = this.holders.get(value);
      const holders = known === undefined || typeof known === 'string' ? 1 : known.size;
      const more = this.byHolder ? Math.max(holders - 1, count - RECORDS_OF_ONE) : count - 2;
      if (more > 0) others.set(value, more);
    }
    return others;
  }
}

/** How often each value stands in the records of a kind, as far as it matters: what many share says little. */
export interface FrequencyTable {
  readonly records: number;
  /** Records with a value, by comparison. */
  readonly filled: readonly number[];
  /** By comparison: values that more parties have than one, with the number of others. */
  readonly others: readonly ReadonlyMap<string, number>[];
}

/** Counts the values of the records; those of some comparisons only, where all at once would not fit in memory. */
export function countFrequencies(
  parties: Iterable<NormalParty>,
  counted: ReadonlySet<ComparisonName> = new Set(COMPARISON_NAMES),
): FrequencyTable {
  const tallies = COMPARISON_NAMES.map((name) => new Tally(name in HOLDERS));
  const filled = COMPARISON_NAMES.map(() => 0);
  let records = 0;
  for (const party of parties) {
    records += 1;
    const seen = new Set<ComparisonName>();
    for (const [comparison, value] of termsOf(party)) {
      if (!counted.has(comparison)) continue;
      const position = positionOf(comparison);
      tallies[position]?.add(value, HOLDERS[comparison]?.(party) ?? '');
      if (seen.has(comparison)) continue;
      seen.add(comparison);
      filled[position] = (filled[position] ?? 0) + 1;
    }
  }
  return { records, filled, others: tallies.map((tally) => tally.others()) };
}

/** Puts together what was counted of different comparisons of the same records. */
export function joinFrequencies(a: FrequencyTable, b: FrequencyTable): FrequencyTable {
  const filled = a.filled.map((count, position) => count + (b.filled[position] ?? 0));
  return {
    ...a,
    filled,
    others: a.others.map((others, position) => (others.size > 0 ? others : (b.others[position] ?? others))),
  };
}

/** What is rare among a handful of records need not be rare: they count as a part of this many. */
export const SMALLEST_POPULATION = 1000;

/** Frequencies as comparisons and scores ask for them. */
export class Frequencies {
  constructor(readonly table: FrequencyTable) {}

  /** Records with a value, beyond the first one; for values that one party has alone the different holders of it. */
  countOf(comparison: ComparisonName, value: string): number {
    return 1 + (this.table.others[positionOf(comparison)]?.get(value) ?? 0);
  }

  /**
   * Probability that a record of another party has this value, given that two records share it.
   * @param rarity stands for the records with the value that were not seen
   */
  shareOf(position: number, value: string, rarity: number): number {
    const scale = Math.max(1, SMALLEST_POPULATION / Math.max(1, this.table.records));
    const filled = Math.max((this.table.filled[position] ?? 0) * scale, 2);
    return Math.min(1, ((this.table.others[position]?.get(value) ?? 0) + rarity) / filled);
  }
}
