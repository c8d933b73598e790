import type { NormalParty } from '../normalise/normalise-party';
import { compareAddresses } from './compare-addresses';
import { compareBirthDates, compareEmails, compareIdentifiers, comparePhones, identifierTerm } from './compare-contacts';
import { compareOrganisationNames } from './compare-organisation-names';
import { comparePersonNames } from './compare-person-names';
import { MISSING, observe, type ComparisonName, type Observed } from './comparison';

/** How many records have a value, for each comparison that has values. */
export type CommonnessOf = (comparison: ComparisonName, value: string) => number;

/** Writes what two records of one kind show beside each other into `observed`. */
export function compareParties(a: NormalParty, b: NormalParty, commonnessOf: CommonnessOf, observed: Observed): void {
  observed.levels.fill(MISSING);
  observed.terms.fill(null);
  if (a.person && b.person) comparePersonNames(a.person, b.person, observed);
  if (a.organisation && b.organisation) compareOrganisationNames(a.organisation, b.organisation, observed);
  compareIdentifiers(a.identifiers, b.identifiers, (value) => commonnessOf('identifier', value), observed);
  comparePhones(a.phones, b.phones, (value) => commonnessOf('phone', value), observed);
  compareEmails(a.emails, b.emails, (value) => commonnessOf('email', value), observed);
  compareBirthDates(a.birthDate, b.birthDate, observed);
  if (a.address && b.address) compareAddresses(a.address, b.address, observed);
  if (a.organisation && b.organisation) comparePlaces(placeOf(a), placeOf(b), observed);
  compareReferences(a, b, observed);
}

/** Where an organisation is at home: the place in its name, or else the one in its address. */
export const placeOf = ({ organisation, address }: NormalParty): string => organisation?.place || address?.locality || '';

/**
 * The name of a company is its own in its place alone: where one record has no place, an equal name may be another company's.
 * The place an organisation is named after is nearly always that of its address: only one of the two counts.
 */
function comparePlaces(a: string, b: string, observed: Observed): void {
  if (a === '' && b === '') return;
  if (a === '' || b === '') return observe(observed, 'place', 'ONE_SIDED');
  observe(observed, 'place', a === b ? 'EXACT' : 'DIFFERENT', a);
  observe(observed, 'locality', null);
}

/** What a system believes about another one's record: it names this record, or another record of the same system. */
function compareReferences(a: NormalParty, b: NormalParty, observed: Observed): void {
  if (a.sameAs.length === 0 && b.sameAs.length === 0) return;
  if (a.sameAs.includes(b.id) || b.sameAs.includes(a.id)) return observe(observed, 'crossReference', 'EXACT');
  const elsewhere = (from: NormalParty, to: NormalParty): boolean =>
    from.sameAs.some((id) => id.startsWith(`${to.source.system} `));
  if (elsewhere(a, b) || elsewhere(b, a)) observe(observed, 'crossReference', 'DIFFERENT');
}

/** The values of a record that may be common: each comparison with what it would find equal. */
export function termsOf(party: NormalParty): readonly (readonly [ComparisonName, string])[] {
  const terms: [ComparisonName, string][] = [];
  const add = (comparison: ComparisonName, value: string | null | undefined): void => {
    if (value) terms.push([comparison, value]);
  };
  add('givenName', party.person?.given);
  add('familyName', party.person?.family);
  add('organisationName', party.organisation?.core);
  if (party.organisation) add('place', placeOf(party));
  add('birthDate', party.birthDate);
  for (const identifier of party.identifiers) add('identifier', identifierTerm(identifier));
  for (const phone of party.phones) add('phone', phone);
  for (const email of party.emails) add('email', email);
  add('street', party.address?.street);
  add('streetNumber', party.address?.number);
  add('addressLine', party.address?.line2);
  add('locality', party.address?.locality);
  add('postCode', party.address?.postCode);
  add('region', party.address?.region);
  return terms;
}
