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

/** Counts records, or for values of one party their different holders. */
class Tally {
  private readonly counts = new Map<string, number>();
  private readonly holders = new Map<string, string | Set<string>>();

  constructor(private readonly byHolder: boolean) {}

  add(value: string, holder: string): void {
    if (!this.byHolder) {
      this.counts.set(value, (this.counts.get(value) ?? 0) + 1);
      return;
    }
    const known = this.holders.get(value);
    if (holder === '' && known !== undefined) return;
    if (known === undefined || known === '') this.holders.set(value, holder);
    else if (typeof known !== 'string') known.add(holder);
    else if (known !== holder) this.holders.set(value, new Set([known, holder]));
  }

  /** Records of a shared value that are not the two which share it; for values of one party, holders but one. */
  others(value: string): number {
    if (this.byHolder) return Math.max(0, this.countOf(value) - 1);
    return Math.max(0, this.countOf(value) - 2);
  }

  countOf(value: string): number {
    if (!this.byHolder) return this.counts.get(value) ?? 0;
    const holders = this.holders.get(value);
    return holders === undefined ? 0 : typeof holders === 'string' ? 1 : holders.size;
  }
}

/** How often each value stands in the records: what many share says little. */
export class Frequencies {
  private readonly tallies: readonly Tally[] = COMPARISON_NAMES.map((name) => new Tally(name in HOLDERS));
  private readonly filled = new Float64Array(COMPARISON_NAMES.length);

  constructor(parties: readonly NormalParty[]) {
    for (const party of parties) {
      const seen = new Set<ComparisonName>();
      for (const [comparison, value] of termsOf(party)) {
        const position = positionOf(comparison);
        this.tallies[position]?.add(value, HOLDERS[comparison]?.(party) ?? '');
        if (seen.has(comparison)) continue;
        seen.add(comparison);
        this.filled[position] = (this.filled[position] ?? 0) + 1;
      }
    }
  }

  /** Records with a value; for values that one party has alone the different holders of it. */
  countOf(comparison: ComparisonName, value: string): number {
    return this.tallies[positionOf(comparison)]?.countOf(value) ?? 0;
  }

  /**
   * Probability that a record of another party has this value, given that two records share it.
   * @param rarity stands for the records with the value that were not seen
   */
  shareOf(position: number, value: string, rarity: number): number {
    const filled = Math.max(this.filled[position] ?? 0, 2);
    return Math.min(1, ((this.tallies[position]?.others(value) ?? 0) + rarity) / filled);
  }
}
