import { conflictOf, hardFactsOf, shareCheckedNumber } from '../cluster/guards';
import { compareOrganisationNames } from '../compare/compare-organisation-names';
import { comparePersonNames } from '../compare/compare-person-names';
import { COMPARISONS, MISSING, newObserved, positionOf, type ComparisonName, type Observed } from '../compare/comparison';
import type { NormalParty } from '../normalise/normalise-party';

/**
 * Whether what a record says at two moments is two parties, and not one that was renamed or spelt otherwise: their checked numbers differ, or
 * their names have nothing in common. Where a name is missing, it is one.
 */
export function isAnotherParty(a: NormalParty, b: NormalParty): boolean {
  const [factsA, factsB] = [hardFactsOf(a), hardFactsOf(b)];
  if (shareCheckedNumber(factsA, factsB)) return false;
  if (conflictOf(factsA, factsB) === 'IDENTIFIER_CONFLICT') return true;
  const observed = newObserved();
  if (a.person && b.person) comparePersonNames(a.person, b.person, observed);
  if (a.organisation && b.organisation) compareOrganisationNames(a.organisation, b.organisation, observed);
  const isGivenNameKnown = observed.levels[positionOf('givenName')] !== MISSING;
  return (
    isDifferent(observed, isGivenNameKnown ? 'givenName' : 'familyName') ||
    isDifferent(observed, 'organisationName') ||
    (isNamed(a) && isNamed(b) && a.kind !== b.kind)
  );
}

const isDifferent = ({ levels }: Observed, name: ComparisonName): boolean => {
  const level = levels[positionOf(name)] ?? MISSING;
  const named: readonly string[] = COMPARISONS[name];
  return named[level] === 'DIFFERENT';
};

const isNamed = ({ person, organisation }: NormalParty): boolean => person !== null || organisation !== null;
