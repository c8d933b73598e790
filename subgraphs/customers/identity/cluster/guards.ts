import type { NormalParty } from '../normalise/normalise-party';

/** Facts of a cluster that two clusters must not disagree on before they become one. */
export interface HardFacts {
  /** Checked identifiers by type. */
  readonly identifiers: ReadonlyMap<string, ReadonlySet<string>>;
  /** Branches of the organisation; the head office is the empty branch. */
  readonly branches: ReadonlySet<string>;
}

export const CONFLICTS = ['IDENTIFIER_CONFLICT', 'BRANCH_CONFLICT'] as const;
export type Conflict = (typeof CONFLICTS)[number];

export function hardFactsOf(party: NormalParty): HardFacts {
  const identifiers = new Map<string, Set<string>>();
  for (const { type, stem, hard } of party.identifiers) {
    if (hard) identifiers.set(type, new Set([...(identifiers.get(type) ?? []), stem]));
  }
  return { identifiers, branches: new Set(party.organisation ? [party.organisation.branch] : []) };
}

export function joinFacts(a: HardFacts, b: HardFacts): HardFacts {
  const identifiers = new Map(a.identifiers);
  for (const [type, values] of b.identifiers) identifiers.set(type, new Set([...(identifiers.get(type) ?? []), ...values]));
  return { identifiers, branches: new Set([...a.branches, ...b.branches]) };
}

const isDisjoint = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean => {
  for (const value of a) if (b.has(value)) return false;
  return true;
};

/** True when the clusters have a checked number in common: they are one party, however few of their records look alike. */
export function shareCheckedNumber(a: HardFacts, b: HardFacts): boolean {
  for (const [type, values] of a.identifiers) {
    const others = b.identifiers.get(type);
    if (others && !isDisjoint(values, others)) return true;
  }
  return false;
}

/** Why two clusters are two parties whatever their names say, or null. */
export function conflictOf(a: HardFacts, b: HardFacts): Conflict | null {
  for (const [type, values] of a.identifiers) {
    const others = b.identifiers.get(type);
    if (others && isDisjoint(values, others)) return 'IDENTIFIER_CONFLICT';
  }
  return a.branches.size > 0 && b.branches.size > 0 && isDisjoint(a.branches, b.branches) ? 'BRANCH_CONFLICT' : null;
}
